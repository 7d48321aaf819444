import { readFileSync } from 'node:fs';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({});
const PROMPT = readFileSync('prompts/answer.txt', 'utf8');

export const answer = (question: string) =>
  client.send(
    new ConverseCommand({
      modelId: 'amazon.nova-test-v1:0',
      messages: [{ role: 'user', content: [{ text: `${PROMPT}\n${question}` }] }],
      //                                            ^^^^^^^^^ correctness/no-missing-prompt-file: The prompt file "prompts/answer.txt" is not in the workspace: reading it fails, or its tokens are in no figure here. Correct the path, or add the file.
      inferenceConfig: { maxTokens: 500 },
    }),
  );
