import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: 'https://bedrock-runtime.us-east-1.amazonaws.com/openai/v1',
  project: process.env.BEDROCK_PROJECT,
});

await client.responses.create({ model: 'openai.gpt-test', input: 'Why is the sky blue?', max_output_tokens: 500 });
