import { readFileSync } from 'node:fs';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});
const manual = readFileSync('manual.md', 'utf8');

export async function answerAll(questions: string[]) {
  for (const question of questions) {
    await client.send(
      new ConverseCommand({
        modelId: 'us.anthropic.claude-test-1-v1:0',
        system: [{ text: manual }, { cachePoint: { type: 'default' } }],
        messages: [{ role: 'user', content: [{ text: question }] }],
        inferenceConfig: { maxTokens: 500 },
      }),
    );
  }
}
