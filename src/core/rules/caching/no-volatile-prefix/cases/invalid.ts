import { readFileSync } from 'node:fs';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });
const manual = readFileSync('manual.md', 'utf8');

export const handler = (event: { question: string }) =>
  client.send(
    new ConverseCommand({
      modelId: 'us.anthropic.claude-test-1-v1:0',
      system: [{ text: `It is ${new Date().toISOString()}. ${manual}` }, { cachePoint: { type: 'default' } }],
      //                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ caching/no-volatile-prefix: 
      messages: [{ role: 'user', content: [{ text: event.question }] }],
      inferenceConfig: { maxTokens: 500 },
    }),
  );
