import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'eu-west-1' });

export const ask = (text: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'eu.anthropic.claude-opus-test-7',
      //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ routing/use-current-model: Claude Opus 8 is newer and costs less than Claude Opus 7:
      messages: [{ role: 'user', content: [{ text }] }],
      inferenceConfig: { maxTokens: 900 },
    }),
  );
