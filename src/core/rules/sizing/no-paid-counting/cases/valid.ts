import { BedrockRuntimeClient, ConverseCommand, CountTokensCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export async function sizeOf(text: string): Promise<number | undefined> {
  const messages = [{ role: 'user' as const, content: [{ text }] }];
  const reply = await client.send(
    new CountTokensCommand({ modelId: 'anthropic.claude-sonnet-4-6', input: { converse: { messages } } }),
  );
  return reply.inputTokens;
}

export async function letterOf(text: string): Promise<string | undefined> {
  const reply = await client.send(
    new ConverseCommand({
      modelId: 'us.anthropic.claude-test-1-v1:0',
      messages: [{ role: 'user', content: [{ text: `Answer A for good, B for bad: ${text}` }] }],
      inferenceConfig: { maxTokens: 1 },
    }),
  );
  console.log(reply.usage?.inputTokens);
  return reply.output?.message?.content?.[0]?.text;
}
