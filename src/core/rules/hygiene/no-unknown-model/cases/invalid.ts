import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});
const modelId = 'amazon.road-runner-v9:0';
//              ^^^^^^^^^^^^^^^^^^^^^^^^^ hygiene/no-unknown-model: No price is known for the model "amazon.road-runner-v9:0"

for (const text of ['Why?', 'How?']) {
  const messages = [{ role: 'user' as const, content: [{ text }] }];
  await client.send(new ConverseCommand({ modelId, messages, inferenceConfig: { maxTokens: 500 } }));
  await client.send(new ConverseCommand({ modelId, messages, inferenceConfig: { maxTokens: 50 } }));
}
