import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export const ask = (text: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'us.anthropic.claude-test-1-v1:0',
      system: [{ text: 'You help guests. Answer in one sentence.' }],
      messages: [{ role: 'user', content: [{ text }] }],
      inferenceConfig: { maxTokens: 500 },
    }),
  );
