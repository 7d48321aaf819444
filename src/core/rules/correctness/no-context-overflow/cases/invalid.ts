import { readFileSync } from 'node:fs';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});
const manual = readFileSync('manual.md', 'utf8');

export const ask = (question: string) =>
  client.send(
    new ConverseCommand({
  //^^^^^^^^^^^^^^^^^^^ correctness/no-context-overflow: ≈
      modelId: 'us.openai.gpt-test',
      system: [{ text: manual }],
      messages: [{ role: 'user', content: [{ text: question }] }],
    }),
  );
