import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

await client.send(
  new ConverseCommand({
    modelId: 'us.anthropic.claude-test-1-v1:0',
    messages: [{ role: 'user', content: [{ text: 'Why is the sky blue?' }] }],
    inferenceConfig: { maxTokens: 500 },
    serviceTier: { type: 'priority' },
    //                   ^^^^^^^^^^ correctness/no-unsupported-tier: Claude Test 1 is not sold in the priority tier
  }),
);
