import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});

await client.send(
  new ConverseCommand({
    modelId: 'us.amazon.nova-test-v1:0',
    messages: [{ role: 'user', content: [{ text: 'Why is the sky blue?' }] }],
    inferenceConfig: { maxTokens: 10001 },
    //                            ^^^^^ correctness/no-excess-max-tokens: The output cap of 10,001
  }),
);
