import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'eu-west-1' });

export const ask = (question: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'eu.anthropic.claude-test-1-v1:0',
      messages: [{ role: 'user', content: [{ text: question }] }],
      inferenceConfig: { maxTokens: 500 },
    }),
  );

export const askAgain = (question: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'eu.anthropic.claude-test-1-v1:0',
      messages: [{ role: 'user', content: [{ text: question }] }],
      inferenceConfig: { maxTokens: 500 },
    }),
  );
