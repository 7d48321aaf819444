import { BedrockRuntimeClient, ConverseCommand, type Message } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });
const messages: Message[] = [];

export async function say(text: string): Promise<string> {
  messages.push({ role: 'user', content: [{ text }] });
  const reply = await client.send(
    new ConverseCommand({
      modelId: 'us.anthropic.claude-test-1-v1:0',
      messages,
    //^^^^^^^^ sizing/no-unbounded-history: `messages` is sent whole with every turn, and nothing bounds it: $
      inferenceConfig: { maxTokens: 800 },
    }),
  );
  messages.push(reply.output!.message!);
  return reply.output!.message!.content![0]!.text!;
}
