import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export const ask = (question: string) =>
  client.send(
    new InvokeModelCommand({
      modelId: 'us.amazon.nova-test-v1:0',
      body: JSON.stringify({ messages: [{ role: 'user', content: [{ text: question }] }], inferenceConfig: { maxTokens: 500 } }),
    }),
  );
