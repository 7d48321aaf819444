import { readdirSync, readFileSync } from 'node:fs';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

for (const name of readdirSync('notes')) {
  await client.send(
    new ConverseCommand({
      modelId: 'us.amazon.nova-test-v1:0',
      messages: [{ role: 'user', content: [{ text: `Sum up in one sentence: ${readFileSync(name, 'utf8')}` }] }],
      inferenceConfig: { maxTokens: 100 },
      serviceTier: { type: 'priority' },
      //                   ^^^^^^^^^^ routing/no-priority-offline: Nova Test is asked once for each file of a folder with the priority tier, but nobody waits;
    }),
  );
}
