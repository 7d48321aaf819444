import { readFileSync } from 'node:fs';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });
const manual = readFileSync('manual.md', 'utf8');
const tools = [
  {
    toolSpec: {
      name: 'search',
      description: manual,
      inputSchema: { json: { type: 'object', properties: { query: { type: 'string' } } } },
    },
  },
];

export const ask = (text: string) =>
  client.send(
    new ConverseCommand({
  //^^^^^^^^^^^^^^^^^^^ sizing/no-oversized-tools: 1 tools take ≈
      modelId: 'us.anthropic.claude-test-1-v1:0',
      messages: [{ role: 'user', content: [{ text }] }],
      toolConfig: { tools },
      inferenceConfig: { maxTokens: 2000 },
    }),
  );
