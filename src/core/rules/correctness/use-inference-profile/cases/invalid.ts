import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'eu-central-1' });

export const ask = (question: string, modelId = 'anthropic.claude-test-1-v1:0') =>
  //                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/use-inference-profile: The default model, Claude Test 1, is served on demand in eu-central-1 only through
  client.send(
    new ConverseCommand({
      modelId,
      messages: [{ role: 'user', content: [{ text: question }] }],
      inferenceConfig: { maxTokens: 500 },
    }),
  );
