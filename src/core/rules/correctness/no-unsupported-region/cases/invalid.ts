import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: process.env.AWS_REGION ?? 'eu-central-1' });

export const ask = (question: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'us.anthropic.claude-test-1-v1:0',
      //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/no-unsupported-region: The profile us. cannot be called from the default Region eu-central-1
      messages: [{ role: 'user', content: [{ text: question }] }],
      inferenceConfig: { maxTokens: 500 },
    }),
  );
