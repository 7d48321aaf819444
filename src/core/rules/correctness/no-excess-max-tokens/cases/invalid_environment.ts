import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});
const fallback = 64_000;
//               ^^^^^^ correctness/no-excess-max-tokens: The output cap of 64,000 is above what Nova Test can write
const fromEnvironment = Number.parseInt(process.env.DESK_MAX_TOKENS ?? '', 10);

await client.send(
  new ConverseCommand({
    modelId: 'us.amazon.nova-test-v1:0',
    messages: [{ role: 'user', content: [{ text: 'Why is the sky blue?' }] }],
    inferenceConfig: { maxTokens: Number.isNaN(fromEnvironment) ? fallback : fromEnvironment },
  }),
);
