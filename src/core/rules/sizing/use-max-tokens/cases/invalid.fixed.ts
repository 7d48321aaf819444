import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export async function ask(question: string) {
  return client.send(
    new ConverseCommand({
      modelId: 'us.anthropic.claude-test-1-v1:0',
      messages: [{ role: 'user', content: [{ text: question }] }],
      inferenceConfig: { maxTokens: 4096 },
    }),
  );
}

const input = {
  modelId: 'us.amazon.nova-test-v1:0',
  messages: [{ role: 'user', content: [{ text: 'Reply in one sentence.' }] }],
  inferenceConfig: { maxTokens: 100 },
};
export const answer = await client.send(new ConverseCommand(input));
