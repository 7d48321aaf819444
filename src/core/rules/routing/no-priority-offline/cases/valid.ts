import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export const handler = (event: { question: string }) =>
  client.send(
    new ConverseCommand({
      modelId: 'us.amazon.nova-test-v1:0',
      messages: [{ role: 'user', content: [{ text: event.question }] }],
      inferenceConfig: { maxTokens: 10 },
      serviceTier: { type: 'priority' },
    }),
  );
