import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});

export const aboveTheStatement = (text: string) =>
  // bedrock-cost-lint-ignore sizing/use-max-tokens: the gateway caps it
  client.send(
    new ConverseCommand({
      modelId: 'us.anthropic.claude-test-1-v1:0',
      messages: [{ role: 'user', content: [{ text }] }],
    }),
  );

export async function atTheEnd(text: string) {
  return client.send(
    new ConverseCommand({
      modelId: 'us.anthropic.claude-test-1-v1:0',
      messages: [{ role: 'user', content: [{ text }] }],
    }),
  ); // bedrock-cost-lint-ignore sizing/use-max-tokens: the gateway caps it
}
