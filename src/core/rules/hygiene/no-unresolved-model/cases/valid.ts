import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});

await client.send(
  new ConverseCommand({
    modelId: process.env.BEDROCK_MODEL_ID ?? 'us.anthropic.claude-test-1-v1:0',
    messages: [{ role: 'user', content: [{ text: 'Why?' }] }],
    inferenceConfig: { maxTokens: 500 },
  }),
);
