import { BedrockRuntimeClient, ConverseCommand, type Message } from '@aws-sdk/client-bedrock-runtime';
import { runTool, tools } from './tools';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export async function run(task: string): Promise<Message> {
  const messages: Message[] = [{ role: 'user', content: [{ text: task }] }];
  for (let step = 0; step < 12; step++) {
    const reply = await client.send(
      new ConverseCommand({
        modelId: 'us.anthropic.claude-test-1-v1:0',
        messages,
      //^^^^^^^^ caching/use-moving-checkpoint: Each step sends all of `messages` again at the full price. A checkpoint behind the last message makes it $
        toolConfig: { tools },
        inferenceConfig: { maxTokens: 4000 },
      }),
    );
    const message = reply.output!.message!;
    messages.push(message);
    if (reply.stopReason !== 'tool_use') return message;
    messages.push({ role: 'user', content: [await runTool(message)] });
  }
  throw new Error('too many steps');
}
