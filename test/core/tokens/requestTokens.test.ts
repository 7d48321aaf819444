import assert from 'node:assert/strict';
import type { RequestBody } from '../../../src/core/domain/requestBody.ts';
import type { TokenFamily } from '../../../src/core/domain/tokenFamily.ts';
import { readRequestBody } from '../../../src/core/requests/readRequestBody.ts';
import { requestTokens, type RequestTokens } from '../../../src/core/tokens/requestTokens.ts';
import { createTokenEstimator } from '../../../src/core/tokens/tokenEstimator.ts';
import { rankAsset } from './ranks.ts';

const SONNET_45 = 'anthropic.claude-sonnet-4-5-20250929-v1:0';
const WEATHER = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
};
const QUESTION = { role: 'user', content: [{ text: 'Is it raining in Bergen?' }] };

describe('tokens of a whole request', () => {
  const tokens = createTokenEstimator(() => rankAsset());
  const count = (data: unknown, family: TokenFamily, baseModelId?: string): RequestTokens => {
    const body = readRequestBody(data);
    assert.ok(body);
    return requestTokens(body, { tokens, family, ...(baseModelId !== undefined && { baseModelId }) });
  };
  const likely = (data: unknown, family: TokenFamily, baseModelId?: string): number =>
    count(data, family, baseModelId).inputTokens.likely;
  const text = (words: string, family: TokenFamily): number => tokens.estimateText(words, family).likely;

  it('are the texts and the frame of the messages', () => {
    const words = text('Is it raining in Bergen?', 'claude-v3');
    assert.equal(likely({ messages: [QUESTION] }, 'claude-v3'), words + 7);
    const turn = { role: 'assistant', content: [{ text: 'Is it raining in Bergen?' }] };
    assert.equal(likely({ messages: [QUESTION, turn, QUESTION] }, 'claude-v3'), 3 * words + 13);
    assert.equal(likely({ messages: [QUESTION] }, 'nova-1'), text('Is it raining in Bergen?', 'nova-1'));
  });

  it('hold the tools as the service writes them, and its prompt about them by the tool choice', () => {
    const tools = [{ toolSpec: { name: 'weather', description: 'Looks it up', inputSchema: { json: WEATHER } } }];
    const plain = likely({ messages: [QUESTION] }, 'claude-v3', SONNET_45);
    const written =
      '{"name": "weather", "description": "Looks it up", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}';
    const auto = likely({ messages: [QUESTION], toolConfig: { tools } }, 'claude-v3', SONNET_45);
    assert.equal(auto - plain, text(written, 'claude-v3') + 496 + 2);
    const any = likely(
      { messages: [QUESTION], toolConfig: { tools, toolChoice: { any: {} } } },
      'claude-v3',
      SONNET_45,
    );
    assert.equal(any - auto, 588 - 496);
  });

  it('hold what the provider says of its own tools, also of those that Converse hands to the model', () => {
    const plain = likely({ messages: [QUESTION] }, 'claude-v3', SONNET_45);
    const bash = { type: 'bash_20250124', name: 'bash' };
    const direct = count({ anthropic_version: 'x', messages: [QUESTION], tools: [bash] }, 'claude-v3', SONNET_45);
    assert.equal(direct.inputTokens.likely - plain, 245 + 496 + 2);
    const handed = { messages: [QUESTION], additionalModelRequestFields: { tools: [bash] } };
    assert.deepEqual(count(handed, 'claude-v3', SONNET_45).inputTokens, direct.inputTokens);
    const unknown = { type: 'web_search_20250305', name: 'web_search' };
    const guessed = count({ anthropic_version: 'x', messages: [QUESTION], tools: [unknown] }, 'claude-v3', SONNET_45);
    assert.equal(guessed.inputTokens.method, 'assumed');
    assert.ok(guessed.inputTokens.high > 5000);
  });

  it('grow with each tool use, its arguments and its result', () => {
    const use = (input: object): readonly object[] => [
      QUESTION,
      { role: 'assistant', content: [{ toolUse: { toolUseId: '1', name: 'weather', input } }] },
      { role: 'user', content: [{ toolResult: { toolUseId: '1', content: [{ text: 'Yes' }] } }] },
    ];
    const bare = likely({ messages: use({}) }, 'claude-v3');
    const argued = likely({ messages: use({ city: 'Bergen' }) }, 'claude-v3');
    const arguments_ = text('weather\n{"city": "Bergen"}', 'claude-v3') - text('weather\n{}', 'claude-v3');
    assert.ok(Math.abs(argued - bare - arguments_ - 9.5) <= 1);
    assert.ok(bare > likely({ messages: [QUESTION] }, 'claude-v3') + 40);
  });

  it('take the size of an image from its header, and a range for one that is not there', () => {
    const png = Buffer.alloc(30);
    png.write('\x89PNG\r\n\x1a\n', 'latin1');
    png.writeUInt32BE(800, 16);
    png.writeUInt32BE(440, 20);
    const image = (source: object): object => ({
      messages: [{ role: 'user', content: [{ image: { format: 'png', source } }] }],
    });
    assert.equal(likely(image({ bytes: png.toString('base64') }), 'claude-v3'), 467 + 7);
    const { inputTokens, parts } = count(image({ s3Location: { uri: 's3://a/b.png' } }), 'claude-v3');
    assert.equal(inputTokens.method, 'assumed');
    assert.match(parts[0]?.what ?? '', /image of unknown size/);
  });

  it('count a PDF by its pages', () => {
    const pdf = (pages: number): string =>
      Buffer.from(`%PDF-1.4\n${'1 0 obj <</Type /Page>> endobj\n'.repeat(pages)}2 0 obj <</Type/Pages>>`).toString(
        'base64',
      );
    const request = (pages: number): object => ({
      messages: [
        { role: 'user', content: [{ document: { name: 'a', format: 'pdf', source: { bytes: pdf(pages) } } }] },
      ],
    });
    const one = count(request(1), 'claude-v3').inputTokens;
    const three = count(request(3), 'claude-v3').inputTokens;
    assert.equal(three.likely - 7, 3 * (one.likely - 7));
    assert.ok(one.low < 40 && one.high > 2500);
  });

  it('leave out the thinking of finished turns where the model never sees it again', () => {
    const thought = { reasoningContent: { reasoningText: { text: 'It often rains there. '.repeat(20) } } };
    const history = (...blocks: readonly object[]): object => ({
      messages: [QUESTION, { role: 'assistant', content: [...blocks, { text: 'Yes.' }] }, QUESTION],
    });
    assert.equal(likely(history(thought), 'claude-v3', SONNET_45), likely(history(), 'claude-v3', SONNET_45));
    const kept = 'anthropic.claude-sonnet-4-6';
    assert.ok(likely(history(thought), 'claude-v3', kept) > likely(history(), 'claude-v3', kept) + 80);
    const tagged = history({ text: `<think>\n${'It often rains there. '.repeat(20)}\n</think>\n\n` });
    assert.equal(likely(tagged, 'deepseek'), likely(history(), 'deepseek'));
  });

  it('count control tokens of a prompt that is sent as it is as one token each', () => {
    const prompt = '<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nHello<|eot_id|>';
    const words = text('user', 'llama-3') + text('\n\nHello', 'llama-3');
    assert.equal(likely({ prompt, max_gen_len: 10 }, 'llama-3'), words + 4);
  });

  it('ask Claude for a schema in words, and others at no tokens', () => {
    const outputConfig = {
      textFormat: { type: 'json_schema', structure: { jsonSchema: { name: 'a', schema: JSON.stringify(WEATHER) } } },
    };
    const extra = (family: TokenFamily): number =>
      likely({ messages: [QUESTION], outputConfig }, family) - likely({ messages: [QUESTION] }, family);
    assert.ok(extra('claude-v3') > 131);
    assert.equal(extra('mistral-tekken'), 0);
  });

  it('sum up to the whole, part by part', () => {
    const body: RequestBody = {
      api: 'Converse',
      system: [{ kind: 'text', text: 'Be brief.' }],
      messages: [{ role: 'user', blocks: [{ kind: 'text', text: 'Hello' }] }],
      tools: [{ name: 'a', description: undefined, schema: {} }],
      isThinking: false,
    };
    const { inputTokens, parts } = requestTokens(body, { tokens, family: 'nova-1' });
    const sum = parts.reduce((total, part) => total + part.tokens.likely, 0);
    assert.ok(Math.abs(sum - inputTokens.likely) <= 1);
    assert.deepEqual(
      parts.map(({ kind }) => kind),
      ['tools', 'system', 'user', 'frame', 'frame', 'frame', 'frame'],
    );
  });
});
