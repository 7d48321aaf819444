import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export const ask = (question: string) =>
  client.send(
    new InvokeModelCommand({
      modelId: 'us.amazon.nova-test-v1:0',
      body: JSON.stringify({
        anthropic_version: 'bedrock-2023-05-31',
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/no-foreign-body: This is a body of Claude's Messages (`anthropic_version`), but the model takes that of Nova
        max_tokens: 500,
        messages: [{ role: 'user', content: question }],
      }),
    }),
  );
