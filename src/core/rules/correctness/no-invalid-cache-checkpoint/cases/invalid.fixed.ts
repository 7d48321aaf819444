import { readFileSync } from 'node:fs';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });
const manual = readFileSync('manual.md', 'utf8');

export const ask = (question: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'us.amazon.nova-test-v1:0',
      system: [{ text: manual }, { cachePoint: { type: 'default' } }],
      messages: [{ role: 'user', content: [{ text: question }] }],
      inferenceConfig: { maxTokens: 500 },
    }),
  );
