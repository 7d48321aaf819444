import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-west-2' });

export const ask = (text: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'us.anthropic.claude-test-1-v1:0',
      //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ routing/use-global-profile: Claude Test 1 costs 9 % less by its global profile than by the us profile:
      messages: [{ role: 'user', content: [{ text }] }],
      inferenceConfig: { maxTokens: 900 },
    }),
  );
