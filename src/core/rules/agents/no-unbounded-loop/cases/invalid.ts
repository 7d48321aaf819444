import { BedrockRuntimeClient, ConverseCommand, type Message } from '@aws-sdk/client-bedrock-runtime';
import { runTool, tools } from './tools';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export async function run(task: string): Promise<Message> {
  const messages: Message[] = [{ role: 'user', content: [{ text: task }] }];
  for (;;) {
    const reply = await client.send(
      new ConverseCommand({
    //^^^^^^^^^^^^^^^^^^^ agents/no-unbounded-loop: Nothing limits the steps of this agent, and each sends all before it: $
        modelId: 'us.anthropic.claude-test-1-v1:0',
        messages,
        toolConfig: { tools },
        inferenceConfig: { maxTokens: 4000 },
      }),
    );
    const message = reply.output!.message!;
    messages.push(message);
    if (reply.stopReason !== 'tool_use') return message;
    messages.push({ role: 'user', content: [await runTool(message)] });
  }
}
