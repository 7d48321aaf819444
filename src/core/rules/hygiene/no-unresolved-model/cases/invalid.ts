import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});

await client.send(
  new ConverseCommand({
    modelId: process.env.BEDROCK_MODEL_ID,
    //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hygiene/no-unresolved-model: The price of this call is unknown
    messages: [{ role: 'user', content: [{ text: 'Why?' }] }],
    inferenceConfig: { maxTokens: 500 },
  }),
);
