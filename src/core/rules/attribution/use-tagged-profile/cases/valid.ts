import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});

await client.send(
  new ConverseCommand({
    modelId: process.env.PROFILE_ARN,
    messages: [{ role: 'user', content: [{ text: 'Why is the sky blue?' }] }],
    inferenceConfig: { maxTokens: 500 },
  }),
);
