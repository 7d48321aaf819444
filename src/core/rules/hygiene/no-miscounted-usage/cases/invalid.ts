import OpenAI from 'openai';

const client = new OpenAI({ baseURL: 'https://bedrock-runtime.us-east-1.amazonaws.com/openai/v1' });
const PRICES = { input: 2e-6, cached: 0.2e-6 };

export async function ask(question: string) {
  const response = await client.responses.create({ model: 'openai.gpt-test', input: question, max_output_tokens: 500 });
  const { input_tokens, input_tokens_details } = response.usage!;
  const { cached_tokens } = input_tokens_details;
  return input_tokens * PRICES.input + cached_tokens * PRICES.cached;
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hygiene/no-miscounted-usage: This cost counts cached tokens twice:
}
