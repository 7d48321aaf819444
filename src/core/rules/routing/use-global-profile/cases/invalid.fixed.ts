import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-west-2' });

export const ask = (text: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'global.anthropic.claude-test-1-v1:0',
      messages: [{ role: 'user', content: [{ text }] }],
      inferenceConfig: { maxTokens: 900 },
    }),
  );
