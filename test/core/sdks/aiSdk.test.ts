import { itFinds } from './itFinds.ts';

describe('the AI SDK', () => {
  itFinds('app.ts', [
    [
      'text and objects, whole and streamed',
      `
import { bedrock, createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { generateText, streamText, generateObject, Output } from 'ai';
import { z } from 'zod';
const provider = createAmazonBedrock({ region: 'eu-west-1' });
export async function run(messages) {
  await generateText({ model: bedrock('us.amazon.nova-test-v1:0'), system: 'Be kind.', prompt: 'Hi', maxOutputTokens: 10 });
  streamText({ model: provider('us.amazon.nova-test-v1:0'), instructions: 'Be kind.', messages, maxTokens: 20 });
  await generateObject({ model: provider.languageModel('us.amazon.nova-test-v1:0'), schema: z.object({ name: z.string() }), prompt: 'Who?' });
  await generateText({ model: bedrock('us.amazon.nova-test-v1:0'), output: Output.object({ schema: z.object({ name: z.string() }) }), prompt: 'Who?' });
}
`,
      `
ai-sdk Converse model=us.amazon.nova-test-v1:0 cap=10 region=-
  system: Be kind.
  user: Hi
ai-sdk ConverseStream model=us.amazon.nova-test-v1:0 cap=20 region=eu-west-1 streaming unseen
  system: Be kind.
  user: {messages}
ai-sdk Converse model=us.amazon.nova-test-v1:0 cap=- region=eu-west-1 1 tools
  tools: [{"name": "json", "description": "Respond with a JSON object… (166)
  user: Who?
ai-sdk Converse model=us.amazon.nova-test-v1:0 cap=- region=- 1 tools
  tools: [{"name": "json", "description": "Respond with a JSON object… (166)
  user: Who?
`,
    ],
    [
      'embeddings, images and ranking',
      `
import { amazonBedrock } from '@ai-sdk/amazon-bedrock';
import { embed, embedMany, rerank, experimental_generateImage as generateImage } from 'ai';
await embed({ model: amazonBedrock.embedding('amazon.titan-embed-test-v1'), value: 'sun' });
await embedMany({ model: amazonBedrock.textEmbeddingModel('amazon.titan-embed-test-v1'), values: ['sun', 'rain'] });
await rerank({ model: amazonBedrock.reranking('amazon.rerank-test'), documents: ['a'], query: 'q' });
await generateImage({ model: amazonBedrock.image('amazon.nova-canvas-test'), prompt: 'A cat' });
`,
      `
ai-sdk InvokeModel model=amazon.titan-embed-test-v1 cap=n/a region=-
  user: sun
ai-sdk InvokeModel model=amazon.titan-embed-test-v1 cap=n/a region=-
  user: sun
  user: rain
ai-sdk Rerank model=amazon.rerank-test cap=n/a region=-
  user: q
  user: a
ai-sdk InvokeModel model=amazon.nova-canvas-test cap=n/a region=-
  user: A cat
`,
    ],
    [
      "the other APIs of Bedrock, and another provider's mark",
      `
import { bedrockAnthropic } from '@ai-sdk/amazon-bedrock/anthropic';
import { createBedrockMantle } from '@ai-sdk/amazon-bedrock/mantle';
import { bedrock } from '@ai-sdk/amazon-bedrock';
import { generateText, streamText } from 'ai';
const anthropicMark = { anthropic: { cacheControl: { type: 'ephemeral' } } };
const mark = { bedrock: { cachePoint: { type: 'default', ttl: '1h' } } };
const mantle = createBedrockMantle({ region: 'us-east-1' });
streamText({ model: bedrockAnthropic('us.anthropic.claude-test-1-v1:0'), messages: [{ role: 'system', content: 'A', providerOptions: anthropicMark }] });
generateText({ model: bedrock('us.anthropic.claude-test-1-v1:0'), messages: [{ role: 'system', content: 'A', providerOptions: anthropicMark }] });
generateText({ model: bedrock('us.anthropic.claude-test-1-v1:0'), messages: [
  { role: 'system', content: 'A', providerOptions: mark },
  { role: 'user', content: [{ type: 'text', text: 'B', providerOptions: mark }, { type: 'text', text: 'C' }, { type: 'file', data: x, mediaType: 'image/png' }] },
] });
generateText({ model: mantle('openai.gpt-test'), prompt: 'Hi' });
generateText({ model: mantle.responses('openai.gpt-test'), prompt: 'Hi' });
`,
      `
ai-sdk InvokeModelWithResponseStream model=us.anthropic.claude-test-1-v1:0 cap=- region=- streaming
  system: A *
ai-sdk Converse model=us.anthropic.claude-test-1-v1:0 cap=- region=-
  system: A
ai-sdk Converse model=us.anthropic.claude-test-1-v1:0 cap=- region=-
  system: A *3600
  user: B *3600
  user: C
  image: {file}
ai-sdk ChatCompletions model=openai.gpt-test cap=- region=us-east-1
  user: Hi
ai-sdk Responses model=openai.gpt-test cap=- region=us-east-1
  user: Hi
`,
    ],
    [
      'models that are wrapped, named, kept elsewhere or one of several',
      `
import { bedrock } from '@ai-sdk/amazon-bedrock';
import { openai } from '@ai-sdk/openai';
import { generateText, wrapLanguageModel, customProvider, createProviderRegistry } from 'ai';
import { model } from './model';
const named = customProvider({ languageModels: { fast: bedrock('amazon.nova-test-v1:0') } });
const registry = createProviderRegistry({ bedrock, openai });
generateText({ model: wrapLanguageModel({ model: bedrock('amazon.nova-test-v1:0'), middleware }), prompt: 'a' });
generateText({ model: named.languageModel('fast'), prompt: 'b' });
generateText({ model: registry.languageModel('bedrock:amazon.nova-test-v1:0'), prompt: 'c' });
generateText({ model, prompt: 'd' });
generateText({ model: process.env.X ? openai('gpt') : bedrock('amazon.nova-test-v1:0'), prompt: 'e' });
`,
      ['a', 'b', 'c', 'd', 'e']
        .map((text) => `ai-sdk Converse model=amazon.nova-test-v1:0 cap=- region=-\n  user: ${text}`)
        .join('\n'),
      {
        workspaceFiles: {
          'model.ts': `import { bedrock } from '@ai-sdk/amazon-bedrock';\nexport const model = bedrock('amazon.nova-test-v1:0');`,
        },
      },
    ],
    [
      'agents, by what they are asked',
      `
import { bedrock } from '@ai-sdk/amazon-bedrock';
import { ToolLoopAgent, tool } from 'ai';
import { z } from 'zod';
const agent = new ToolLoopAgent({
  model: bedrock('amazon.nova-test-v1:0'), instructions: 'Be kind.', maxOutputTokens: 5,
  tools: { weather: tool({ description: 'Tells', inputSchema: z.object({ city: z.string() }) }) },
});
await agent.generate({ prompt: 'Hi' });
`,
      `
ai-sdk Converse model=amazon.nova-test-v1:0 cap=5 region=- 1 tools
  tools: [{"name": "weather", "description": "Tells", "input_schema":… (147)
  system: Be kind.
  user: Hi
`,
    ],
    [
      'other providers, other functions, and half-typed code',
      `
import { openai } from '@ai-sdk/openai';
import { bedrock } from '@ai-sdk/amazon-bedrock';
import { generateText } from 'ai';
import { generateText as other } from './mine';
generateText({ model: openai('gpt-4o'), prompt: 'Hi' });
generateText({ model: 'anthropic/claude-sonnet-4', prompt: 'Hi' });
other({ model: bedrock('amazon.nova-test-v1:0'), prompt: 'Hi' });
export const run = (model) => generateText({ model, prompt: 'Hi' });
generateText({ model: bedrock, prompt: 'Hi' });
generateText();
generateText({ model:
`,
      '',
    ],
  ]);
});
