import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: 'https://bedrock-mantle.us-east-1.api.aws/v1',
  apiKey: process.env.BEDROCK_API_KEY,
});

export async function translate(notes: string, languages: string[]): Promise<string[]> {
  return Promise.all(
    languages.map(async (language) => {
      const completion = await client.chat.completions.create({
        model: 'openai.gpt-oss-120b',
        max_completion_tokens: 2000,
        messages: [
          { role: 'system', content: `Translate release notes into ${language}. Keep names and code as they are.` },
          { role: 'user', content: notes },
        ],
      });
      return completion.choices[0]?.message.content ?? '';
    }),
  );
}
