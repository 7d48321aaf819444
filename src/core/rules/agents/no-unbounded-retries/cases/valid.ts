import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });

export async function ask(text: string) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await client.send(
        new ConverseCommand({
          modelId: 'us.anthropic.claude-test-1-v1:0',
          messages: [{ role: 'user', content: [{ text }] }],
          inferenceConfig: { maxTokens: 500 },
        }),
      );
    } catch (error) {
      console.warn(error);
    }
  }
  throw new Error('no answer');
}
