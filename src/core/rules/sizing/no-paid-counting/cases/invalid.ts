import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export async function sizeOf(text: string): Promise<number | undefined> {
  const reply = await client.send(
    new ConverseCommand({
  //^^^^^^^^^^^^^^^^^^^ sizing/no-paid-counting: Only the usage of this call is read
      modelId: 'us.anthropic.claude-test-1-v1:0',
      messages: [{ role: 'user', content: [{ text }] }],
      inferenceConfig: { maxTokens: 1 },
    }),
  );
  return reply.usage?.inputTokens;
}
