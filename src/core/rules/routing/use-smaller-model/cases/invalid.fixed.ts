import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export const title = (text: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'us.anthropic.claude-haiku-test-8',
      system: [{ text: 'Write a short title for this conversation. Use no quotes.' }],
      messages: [{ role: 'user', content: [{ text: text.slice(0, 1000) }] }],
      inferenceConfig: { maxTokens: 30 },
    }),
  );
