import { readFileSync, readdirSync } from 'node:fs';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

const lines = readFileSync('tickets.csv', 'utf8').split('\n');
for (const line of lines) {
  await client.send(
    new ConverseCommand({
  //^^^^^^^^^^^^^^^^^^^ routing/use-batch: Claude Test 1 is asked once for each record of tickets.csv;
      modelId: 'us.anthropic.claude-test-1-v1:0',
      messages: [{ role: 'user', content: [{ text: `Label this ticket: ${line}` }] }],
      inferenceConfig: { maxTokens: 10 },
    }),
  );
}

await Promise.all(
  readdirSync('notes').map((name) =>
    client.send(
      new ConverseCommand({
    //^^^^^^^^^^^^^^^^^^^ routing/use-batch: Claude Test 1 is asked once for each file of a folder;
        modelId: 'us.anthropic.claude-test-1-v1:0',
        messages: [{ role: 'user', content: [{ text: `Sum up in one sentence: ${readFileSync(name, 'utf8')}` }] }],
        inferenceConfig: { maxTokens: 100 },
      }),
    ),
  ),
);
