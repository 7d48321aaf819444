import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export const label = (ticket: string) =>
  client.send(
    new ConverseCommand({
  //^^^^^^^^^^^^^^^^^^^ sizing/no-unbounded-thinking:
      modelId: 'us.anthropic.claude-test-1-v1:0',
      system: [{ text: 'Classify the ticket: billing, technical or other.' }],
      messages: [{ role: 'user', content: [{ text: ticket }] }],
      inferenceConfig: { maxTokens: 20_000 },
      additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 16_000 } },
    }),
  );
