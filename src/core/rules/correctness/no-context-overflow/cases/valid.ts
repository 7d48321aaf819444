import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});

export const ask = (question: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'us.openai.gpt-test',
      messages: [{ role: 'user', content: [{ text: question }] }],
      inferenceConfig: { maxTokens: 2000 },
    }),
  );
