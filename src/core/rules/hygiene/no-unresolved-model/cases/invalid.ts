import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});

await client.send(
  new ConverseCommand({
    modelId: process.env.BEDROCK_MODEL_ID,
    //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hygiene/no-unresolved-model: This call has no price, since its model is not known
    messages: [{ role: 'user', content: [{ text: 'Why?' }] }],
    inferenceConfig: { maxTokens: 500 },
  }),
);
