import { readFileSync } from 'node:fs';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});

await client.send(
  new ConverseCommand({
    modelId: 'amazon.nova-test-v1:0',
    system: [{ text: readFileSync('manual.md', 'utf8') }],
    messages: [{ role: 'user', content: [{ text: readFileSync('out/rows.csv', 'utf8') }] }],
    inferenceConfig: { maxTokens: 500 },
  }),
);
