import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export const ask = (text: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'global.anthropic.claude-opus-test-8',
      messages: [{ role: 'user', content: [{ text }] }],
      inferenceConfig: { maxTokens: 900 },
    }),
  );
