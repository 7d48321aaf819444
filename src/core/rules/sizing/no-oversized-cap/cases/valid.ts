import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export const label = (line: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'us.anthropic.claude-test-1-v1:0',
      messages: [{ role: 'user', content: [{ text: `Answer with one word, good or bad: ${line}` }] }],
      inferenceConfig: { maxTokens: 256 },
    }),
  );
