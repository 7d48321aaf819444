import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});
const fallback = 10000;
const fromEnvironment = Number.parseInt(process.env.DESK_MAX_TOKENS ?? '', 10);

await client.send(
  new ConverseCommand({
    modelId: 'us.amazon.nova-test-v1:0',
    messages: [{ role: 'user', content: [{ text: 'Why is the sky blue?' }] }],
    inferenceConfig: { maxTokens: Number.isNaN(fromEnvironment) ? fallback : fromEnvironment },
  }),
);
