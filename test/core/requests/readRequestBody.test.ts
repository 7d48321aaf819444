import assert from 'node:assert/strict';
import type { RequestBody } from '../../../src/core/domain/requestBody.ts';
import { readImageSize } from '../../../src/core/requests/imageSize.ts';
import { readRequestBody } from '../../../src/core/requests/readRequestBody.ts';
import { readVideoSeconds } from '../../../src/core/requests/videoSeconds.ts';
import { decodeBase64 } from '../../../src/core/util/base64.ts';

const SCHEMA = { type: 'object' };

describe('request bodies', () => {
  const read = (data: unknown, provider?: string): RequestBody => {
    const body = readRequestBody(data, provider === undefined ? {} : { provider });
    assert.ok(body);
    return body;
  };

  it('are told apart by their form', () => {
    const forms: readonly (readonly [string, unknown, string?])[] = [
      ['Converse', { messages: [{ role: 'user', content: [{ text: 'a' }] }] }],
      ['Converse', { schemaVersion: 'messages-v1', messages: [] }],
      ['Messages', { anthropic_version: 'bedrock-2023-05-31', messages: [{ role: 'user', content: 'a' }] }],
      ['Messages', { messages: [{ role: 'user', content: 'a' }] }, 'anthropic'],
      ['Messages', { messages: [], tools: [{ name: 'a', input_schema: SCHEMA }] }],
      ['ChatCompletions', { messages: [{ role: 'user', content: 'a' }] }],
      ['ChatCompletions', { messages: [], tools: [{ type: 'function', function: { name: 'a' } }] }],
      ['Responses', { input: 'a' }],
      ['InvokeModel', { prompt: 'a' }],
      ['InvokeModel', { inputText: 'a' }],
      ['InvokeModel', { message: 'a', chat_history: [] }],
      ['InvokeModel', { query: 'a', documents: ['b'] }],
      ['InvokeModel', { inputs: [{ content: [{ type: 'text', text: 'a' }] }] }],
      ['InvokeModel', { schemaVersion: 'x', singleEmbeddingParams: { text: { value: 'a' } } }],
      ['Converse', { input: { converse: { messages: [{ role: 'user', content: [{ text: 'a' }] }] } } }],
      ['Messages', { input: { invokeModel: { body: '{"anthropic_version":"x","messages":[]}' } } }],
    ];
    for (const [api, data, provider] of forms) assert.equal(read(data, provider).api, api, JSON.stringify(data));
  });

  it('are nothing when they are none', () => {
    for (const data of [null, [], 'a', 1, {}, { messages: 'a' }, { input: {}, messages: 1 }]) {
      const body = readRequestBody(data);
      assert.ok(body === undefined || body.messages.length === 0, JSON.stringify(data));
    }
  });

  it('of models that have their own say all their texts', () => {
    const text = (words: string): object => ({ kind: 'text', text: words });
    const chat = read({
      preamble: 'Be kind.',
      chat_history: [
        { role: 'SYSTEM', message: 'Be brief.' },
        { role: 'CHATBOT', message: 'Hello' },
      ],
      documents: [{ title: 'Rain' }, 'Sun'],
      tools: [{ name: 'weather', parameter_definitions: { city: { type: 'str' } } }],
      tool_results: [{ call: { name: 'weather', parameters: { city: 'Bergen' } }, outputs: [{ text: 'rain' }] }],
      message: 'Why?',
    });
    assert.deepEqual(chat.system, [text('Be kind.'), text('Be brief.')]);
    assert.deepEqual(chat.messages, [
      { role: 'assistant', blocks: [text('Hello')] },
      {
        role: 'user',
        blocks: [
          { kind: 'tool-use', name: 'weather', input: { city: 'Bergen' } },
          { kind: 'tool-result', blocks: [text('[{"text":"rain"}]')] },
          text('{"title":"Rain"}'),
          text('Sun'),
          text('Why?'),
        ],
      },
    ]);
    assert.deepEqual(chat.tools, [{ name: 'weather', description: undefined, schema: { city: { type: 'str' } } }]);
    assert.equal(read({ message: 'Hi', raw_prompting: true }).prompt, 'Hi');
    assert.equal(read({ query: 'q', documents: ['a', { text: 'b' }] }).prompt, 'q\na\n{"text":"b"}');
    assert.equal(read({ singleEmbeddingParams: { text: { value: 'a' } } }).prompt, 'a');
    assert.equal(read({ inputPrompt: 'a', mediaSource: {} }).prompt, 'a');
    assert.equal(read({ inputType: 'text', text: { inputText: 'a' } }).prompt, 'a');
    const { messages } = read({ inputs: [{ content: [{ type: 'text', text: 'a' }] }] });
    assert.deepEqual(messages, [{ role: 'user', blocks: [text('a')] }]);
    assert.equal(readRequestBody({ query: 'SELECT 1' }), undefined);
    assert.equal(readRequestBody({ inputs: ['a'] }), undefined);
  });

  it('say the same in each API', () => {
    const input = { city: 'Bergen' };
    const converse = read({
      system: [{ text: 'Be brief.' }],
      messages: [
        { role: 'user', content: [{ text: 'Rain?' }] },
        { role: 'assistant', content: [{ toolUse: { name: 'weather', input } }] },
        { role: 'user', content: [{ toolResult: { content: [{ text: 'Yes' }] } }] },
      ],
      toolConfig: {
        tools: [{ toolSpec: { name: 'weather', inputSchema: { json: SCHEMA } } }],
        toolChoice: { any: {} },
      },
    });
    const messages = read({
      anthropic_version: 'x',
      system: 'Be brief.',
      messages: [
        { role: 'user', content: 'Rain?' },
        { role: 'assistant', content: [{ type: 'tool_use', name: 'weather', input }] },
        { role: 'user', content: [{ type: 'tool_result', content: 'Yes' }] },
      ],
      tools: [{ name: 'weather', input_schema: SCHEMA }],
      tool_choice: { type: 'any' },
    });
    const chat = read({
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Rain?' },
        { role: 'assistant', tool_calls: [{ function: { name: 'weather', arguments: '{"city":"Bergen"}' } }] },
        { role: 'tool', content: 'Yes' },
      ],
      tools: [{ type: 'function', function: { name: 'weather', parameters: SCHEMA } }],
      tool_choice: 'required',
    });
    const responses = read({
      instructions: 'Be brief.',
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'Rain?' }] },
        { type: 'function_call', name: 'weather', arguments: '{"city":"Bergen"}' },
        { type: 'function_call_output', output: 'Yes' },
      ],
      tools: [{ type: 'function', name: 'weather', parameters: SCHEMA }],
      tool_choice: 'required',
    });
    for (const body of [messages, chat, responses]) assert.deepEqual({ ...body, api: 'Converse' }, converse);
    assert.equal(converse.toolChoice, 'any');
  });

  it('never throw, whatever stands where', () => {
    const odd: readonly unknown[] = [null, 1, 'a', [], {}, [null], [[1]], { type: 'image' }, { source: 1 }];
    for (const value of odd) {
      readRequestBody({ messages: value, system: value, toolConfig: value, tools: value, input: value, prompt: value });
      readRequestBody({ messages: [{ role: value, content: value }, value] });
      readRequestBody({
        messages: [{ role: 'user', content: [{ image: value, document: value, toolUse: value }, value] }],
      });
      readRequestBody({
        messages: [{ role: 'user', content: [{ document: { source: value } }, { toolResult: value }] }],
      });
    }
  });
});

describe('attached files', () => {
  it('say how large an image is', () => {
    const gif = Uint8Array.from([...Buffer.from('GIF89a'), 0x20, 0x03, 0xb8, 0x01]);
    const jpeg = Uint8Array.from([
      ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0],
      ...[0xff, 0xc4, 0, 3, 9],
      ...[0xff, 0xc0, 0, 17, 8, 0x01, 0xb8, 0x03, 0x20, 3],
    ]);
    const webp = Buffer.alloc(30);
    webp.write('RIFF....WEBPVP8X', 'latin1');
    webp.writeUIntLE(799, 24, 3);
    webp.writeUIntLE(439, 27, 3);
    for (const bytes of [gif, jpeg, webp])
      assert.deepEqual(readImageSize(bytes), { widthPixels: 800, heightPixels: 440 });
  });

  it('say nothing when they are cut short or something else', () => {
    for (const bytes of [
      [],
      [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0],
      [0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4, 5, 6, 7],
    ]) {
      assert.equal(readImageSize(Uint8Array.from(bytes)), undefined);
    }
    assert.equal(readVideoSeconds(Buffer.from('....mvhd')), undefined);
  });

  it('say how many seconds they have', () => {
    const movie = Buffer.alloc(40);
    movie.write('mvhd', 4, 'latin1');
    movie.writeUInt32BE(1000, 20);
    movie.writeUInt32BE(2500, 24);
    assert.equal(readVideoSeconds(movie), 2.5);
  });

  it('come as Base64', () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, index) => (index * 37) % 256);
    const text = Buffer.from(bytes).toString('base64');
    assert.deepEqual(decodeBase64(text), bytes);
    assert.deepEqual(decodeBase64(Buffer.from(bytes).toString('base64url')), bytes);
    assert.deepEqual(decodeBase64(text.replace(/.{76}/g, '$&\r\n'), 100), bytes.subarray(0, 100));
    assert.equal(decodeBase64('§§').length, 0);
  });
});
