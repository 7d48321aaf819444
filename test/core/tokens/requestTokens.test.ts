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

  const pdf = (words: string, pages = 1): string =>
    Buffer.from(
      `%PDF-1.4\n${'1 0 obj <</Type /Page>> endobj\n'.repeat(pages)}2 0 obj <<>>\nstream\n(${words}) Tj\nendstream`,
    ).toString('base64');
  const inConverse = (words: string, more: object = {}): object => ({
    document: { name: 'a', format: 'pdf', source: { bytes: pdf(words) }, ...more },
  });
  const asking = (...content: readonly object[]): object => ({ messages: [{ role: 'user', content }] });
  const PROSE = 'The committee reviewed all invoices of the third quarter. '.repeat(40);

  it('count a PDF as pictures of its pages, and by the letters on them', () => {
    const bytes = (data: string): object => ({ type: 'document', source: { type: 'base64', data } });
    const messages = (data: string): object => ({ anthropic_version: 'b', ...asking(bytes(data)) });
    const scanned = count(messages(pdf('', 3)), 'claude-v3');
    assert.equal(scanned.inputTokens.likely, 3 * 1600 + 7);
    assert.match(scanned.parts[0]?.what ?? '', /3 pages without text, text and pictures/);
    const printed = likely(messages(pdf(PROSE, 3)), 'claude-v3') - scanned.inputTokens.likely;
    const words = text(PROSE, 'claude-v3');
    assert.ok(printed > words && printed < 1.6 * words, `${printed} for ${words}`);
    assert.equal(likely(messages(pdf('')), 'nova-2'), likely(messages(pdf(PROSE)), 'nova-2'));
    const unread = count(
      messages(Buffer.from('%PDF-1.4 <</Type /Page>>\n<</Encrypt 3 0 R>>').toString('base64')),
      'claude-v3',
    );
    assert.ok(unread.inputTokens.low < 1600 && unread.inputTokens.likely === 2207 && unread.inputTokens.high > 3000);
  });

  it('count a PDF as text where the model gets no more', () => {
    const alone = likely(asking(inConverse(PROSE)), 'claude-v3', 'anthropic.claude-3-7-sonnet-20250219-v1:0');
    const seen = count(asking(inConverse(PROSE)), 'claude-v3', SONNET_45).inputTokens;
    assert.ok(alone < 900 && seen.likely > alone + 1500 && seen.low < alone && seen.method === 'assumed');
    const cited = count(
      asking(inConverse(PROSE, { citations: { enabled: true } })),
      'claude-v3',
      SONNET_45,
    ).inputTokens;
    assert.ok(cited.low > 1500);
    const other = count(asking(inConverse(PROSE)), 'llama-4');
    assert.ok(other.inputTokens.high < 1000);
    assert.match(other.parts[0]?.what ?? '', /text alone/);
    const unknown = count(asking(inConverse(PROSE)), 'other').inputTokens;
    assert.ok(unknown.likely < 1000 && unknown.high > 1700);
  });

  it('leave a PDF in a tool result of Converse out, as far as that is known', () => {
    const results = (content: object): object => asking({ toolResult: { toolUseId: '1', content: [content] } });
    const empty = likely(results({ text: '' }), 'claude-v3', SONNET_45);
    const { inputTokens, parts } = count(results(inConverse(PROSE)), 'claude-v3', SONNET_45);
    assert.equal(inputTokens.likely, empty + 13);
    assert.ok(inputTokens.high > empty + 1600);
    assert.match(parts[0]?.what ?? '', /left out of tool results/);
    const data = { type: 'document', source: { type: 'base64', data: pdf(PROSE) } };
    const messages = { anthropic_version: 'b', ...asking({ type: 'tool_result', tool_use_id: '1', content: [data] }) };
    assert.ok(likely(messages, 'claude-v3', SONNET_45) > empty + 1600);
  });

  it('add what stands around the text of a document, but with citations, which bring it', () => {
    const written = { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'Dummy TXT file\n' } };
    const request = (more: object): object => ({ anthropic_version: 'b', ...asking({ ...written, ...more }) });
    const plain = likely(request({}), 'claude-v3');
    assert.equal(plain, text('Dummy TXT file\n', 'claude-v3') + 40 + 7);
    assert.equal(likely(request({ citations: { enabled: true } }), 'claude-v3') - plain, 820 - 40);
  });

  it('take the length of a video from its header, and no video for shorter than the shortest recorded', () => {
    const movie = (seconds: number): object => {
      const bytes = Buffer.alloc(40);
      bytes.write('mvhd', 4, 'latin1');
      bytes.writeUInt32BE(1, 20);
      bytes.writeUInt32BE(seconds, 24);
      return asking({ video: { format: 'mp4', source: { bytes: bytes.toString('base64') } } });
    };
    assert.equal(likely(movie(1), 'nova-1'), 1780);
    assert.equal(likely(movie(100), 'nova-1'), 28_800);
    assert.equal(likely(movie(5000), 'nova-1'), 276_480);
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
