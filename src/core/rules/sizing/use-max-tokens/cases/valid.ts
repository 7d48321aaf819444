import { BedrockRuntimeClient, ConverseCommand, type InferenceConfiguration } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});
const modelId = 'us.anthropic.claude-test-1-v1:0';
const messages = [{ role: 'user' as const, content: [{ text: 'Why is the sky blue?' }] }];

await client.send(new ConverseCommand({ modelId, messages, inferenceConfig: { maxTokens: 500 } }));

export async function ask(inferenceConfig: InferenceConfiguration) {
  return client.send(new ConverseCommand({ modelId, messages, inferenceConfig }));
}
