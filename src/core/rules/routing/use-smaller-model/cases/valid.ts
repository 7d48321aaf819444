import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export const plan = (text: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'us.anthropic.claude-opus-test-8',
      system: [{ text: 'You plan journeys. Weigh what the traveller wants against the season.' }],
      messages: [{ role: 'user', content: [{ text }] }],
      inferenceConfig: { maxTokens: 200 },
    }),
  );
