import { readFileSync } from 'node:fs';
import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime';
import express from 'express';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });
const app = express();

app.post('/label', async (request, response) => {
  for (const line of readFileSync('tickets.csv', 'utf8').split('\n')) {
    await client.send(
      new ConverseCommand({
        modelId: 'us.anthropic.claude-test-1-v1:0',
        messages: [{ role: 'user', content: [{ text: line }] }],
        inferenceConfig: { maxTokens: 10 },
      }),
    );
  }
  response.end();
});

export async function shown(lines: string[]) {
  for (const line of lines) {
    await client.send(
      new ConverseStreamCommand({
        modelId: 'us.anthropic.claude-test-1-v1:0',
        messages: [{ role: 'user', content: [{ text: line }] }],
        inferenceConfig: { maxTokens: 10 },
      }),
    );
  }
}
