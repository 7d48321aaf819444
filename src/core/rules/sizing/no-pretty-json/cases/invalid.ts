import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export const describe = (order: unknown) =>
  client.send(
    new ConverseCommand({
      modelId: 'us.anthropic.claude-test-1-v1:0',
      messages: [{ role: 'user', content: [{ text: `What was bought? ${JSON.stringify(order, null, 2)}` }] }],
      //                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sizing/no-pretty-json: 
      inferenceConfig: { maxTokens: 200 },
    }),
  );
