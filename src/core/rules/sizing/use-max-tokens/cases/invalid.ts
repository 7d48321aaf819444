import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export async function ask(question: string) {
  return client.send(
    new ConverseCommand({
  //^^^^^^^^^^^^^^^^^^^ sizing/use-max-tokens: No output cap: one answer may grow to 64,000 tokens ($1.06) by AWS
      modelId: 'us.anthropic.claude-test-1-v1:0',
      messages: [{ role: 'user', content: [{ text: question }] }],
    }),
  );
}

const input = {
  modelId: 'us.amazon.nova-test-v1:0',
  messages: [{ role: 'user', content: [{ text: 'Reply in one sentence.' }] }],
};
export const answer = await client.send(new ConverseCommand(input));
//                                      ^^^^^^^^^^^^^^^^^^^ sizing/use-max-tokens: No output cap
