import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { schedule } from 'node-cron';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

const ask = (text: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'us.amazon.nova-test-v1:0',
      messages: [{ role: 'user', content: [{ text }] }],
      inferenceConfig: { maxTokens: 200 },
    }),
  );

schedule('0 3 * * *', async () => {
  await ask('Write three sentences about the state of the queue.');
});

// One of several callers has somebody who waits.
export const answer = (question: string) => ask(question);
