import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { schedule } from 'node-cron';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

schedule('0 3 * * *', async () => {
  await client.send(
    new ConverseCommand({
  //^^^^^^^^^^^^^^^^^^^ routing/use-flex-tier: Nova Test is asked by a schedule, where nobody waits;
      modelId: 'us.amazon.nova-test-v1:0',
      messages: [{ role: 'user', content: [{ text: 'Write three sentences about the state of the queue.' }] }],
      inferenceConfig: { maxTokens: 200 },
    }),
  );
});
