import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});

// bedrock-cost-lint-ignore sizing/use-max-tokens: the gateway caps it
//                          ^^^^^^^^^^^^^^^^^^^^^ hygiene/no-unused-suppression: sizing/use-max-tokens finds nothing here, but at `new ConverseCommand`, 4 lines below.
export async function ask(text: string) {
  return client.send(
    new ConverseCommand({
      modelId: 'us.anthropic.claude-test-1-v1:0',
      messages: [{ role: 'user', content: [{ text }] }],
    }),
  );
}
