import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'eu-west-1' });

export const ask = (question: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'anthropic.claude-old-v1',
      //       ^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/no-retired-model: Claude Old is past its end of life of 2025-07-01: Bedrock refuses the call. Move to Claude Test 1 (eu.anthropic.claude-test-1-v1:0)
      messages: [{ role: 'user', content: [{ text: question }] }],
      inferenceConfig: { maxTokens: 500 },
    }),
  );

export const askAgain = (question: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'anthropic.claude-old-v1',
      messages: [{ role: 'user', content: [{ text: question }] }],
      inferenceConfig: { maxTokens: 500 },
    }),
  );
