import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
before();
const answer = await this.client.send(new ConverseCommand({
  modelId: models[0],
  messages: [{ role: 'user', content: [{ text: `Hello ${name}` }] }],
  ...defaults,
  inferenceConfig: { maxTokens: 5
