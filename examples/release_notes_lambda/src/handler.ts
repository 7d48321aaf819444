import { BedrockRuntimeClient, ConverseCommand, type ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime';
import { MODEL_ID, styleGuide } from './settings.js';

const client = new BedrockRuntimeClient({ region: process.env.AWS_REGION ?? 'us-east-1' });

interface ReleaseEvent {
  version: string;
  commits: string[];
}

export async function handler(event: ReleaseEvent): Promise<string> {
  const commits = event.commits.join('\n');
  const input: ConverseCommandInput = {
    modelId: MODEL_ID,
    system: [{ text: styleGuide }],
    messages: [
      {
        role: 'user',
        content: [{ text: `Write the release notes of version ${event.version} from these commits:\n${commits}` }],
      },
    ],
    inferenceConfig: { temperature: 0.2 },
  };
  const response = await client.send(new ConverseCommand(input));
  return response.output?.message?.content?.[0]?.text ?? '';
}
