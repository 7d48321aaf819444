import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});
const messages = [{ role: 'user' as const, content: [{ text: 'Why is the sky blue?' }] }];

await client.send(
  new ConverseCommand({ modelId: 'us.amazon.nova-test-v1:0', messages, inferenceConfig: { maxTokens: 10_000 } }),
);
