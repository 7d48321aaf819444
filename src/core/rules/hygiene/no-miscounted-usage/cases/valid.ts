import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

// Without a cache there is nothing to leave out.
export async function ask(text: string) {
  const { usage } = await client.send(
    new ConverseCommand({
      modelId: 'us.anthropic.claude-test-1-v1:0',
      messages: [{ role: 'user', content: [{ text }] }],
      inferenceConfig: { maxTokens: 500 },
    }),
  );
  return (usage?.inputTokens ?? 0) * 3.3e-6 + (usage?.outputTokens ?? 0) * 16.5e-6;
}
