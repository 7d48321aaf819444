import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

/* bedrock-cost-lint-ignore-file caching/no-short-cached-prefix: old */
//                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hygiene/no-unused-suppression: caching/no-short-cached-prefix finds nothing in this file
const client = new BedrockRuntimeClient({});

await client.send(
  new ConverseCommand({
    modelId: 'us.anthropic.claude-test-1-v1:0',
    messages: [{ role: 'user', content: [{ text: 'Why?' }] }],
    inferenceConfig: { maxTokens: 500 }, // bedrock-cost-lint-ignore sizing/use-max-tokens: fixed since
    //                                                               ^^^^^^^^^^^^^^^^^^^^^ hygiene/no-unused-suppression: sizing/use-max-tokens finds nothing there
  }),
);
