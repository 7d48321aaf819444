import assert from 'node:assert/strict';
import { countRequest } from '../../../src/core/service/countTokens.ts';
import { Analyzer } from '../../../src/core/service/analyzer.ts';
import type { TokenEstimate } from '../../../src/core/domain/estimates.ts';
import { inMemoryHost } from '../../support/inMemoryHost.ts';
import { analyzeText } from '../../support/analyze.ts';

const SCHEMA = {
  type: 'object',
  properties: { city: { type: 'string', enum: ['Bergen', 'Oslo'] }, days: { type: 'integer' } },
  required: ['city'],
};
const [NAME, DESCRIPTION] = ['weather', 'Looks up the forecast of a city "as it is".'];
const PICTURE = picture(800, 440);
const THOUGHT = 'The person wants to go out. It often rains there, so it is better to look it up.';

function picture(width: number, height: number): string {
  const png = Buffer.alloc(30);
  png.write('\x89PNG\r\n\x1a\n', 'latin1');
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png.toString('base64');
}

const CONVERSE = {
  system: [{ text: 'You are a forecaster.' }, { text: 'Answer in one sentence.' }],
  messages: [
    {
      role: 'user',
      content: [{ text: 'Do I need an umbrella?' }, { image: { format: 'png', source: { bytes: PICTURE } } }],
    },
    {
      role: 'assistant',
      content: [
        { reasoningContent: { reasoningText: { text: THOUGHT } } },
        { text: 'I look it up.' },
        { toolUse: { toolUseId: 'a', name: NAME, input: { city: 'Bergen', days: 2 } } },
      ],
    },
    {
      role: 'user',
      content: [{ toolResult: { toolUseId: 'a', content: [{ json: { rain: 12 } }, { text: 'Wet.' }] } }],
    },
    { role: 'assistant', content: [{ text: 'Yes.' }] },
    { role: 'user', content: [{ text: 'Thanks.' }] },
  ],
  toolConfig: {
    tools: [{ toolSpec: { name: NAME, description: DESCRIPTION, inputSchema: { json: SCHEMA } } }],
    toolChoice: { any: {} },
  },
};

const MESSAGES = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 3000,
  system: 'You are a forecaster.',
  thinking: { type: 'enabled', budget_tokens: 2000 },
  messages: [
    {
      role: 'user',
      content: [
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PICTURE } },
        {
          type: 'document',
          source: { type: 'text', media_type: 'text/plain', data: 'Rain.' },
          citations: { enabled: true },
        },
        { type: 'text', text: 'Do I need an umbrella?' },
      ],
    },
    { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: NAME, input: { city: 'Bergen' } }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: 'Wet.' }] },
  ],
  tools: [
    { name: NAME, description: DESCRIPTION, input_schema: SCHEMA },
    { type: 'bash_20250124', name: 'bash' },
  ],
  tool_choice: { type: 'tool', name: NAME },
};

const CHAT = {
  messages: [
    { role: 'system', content: 'You are a forecaster.' },
    { role: 'user', content: 'Do I need an umbrella?' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'a', type: 'function', function: { name: NAME, arguments: '{"city": "Bergen"}' } }],
    },
    { role: 'tool', tool_call_id: 'a', content: 'Wet.' },
  ],
  tools: [{ type: 'function', function: { name: NAME, description: DESCRIPTION, parameters: SCHEMA } }],
  tool_choice: 'required',
  response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: SCHEMA } },
};

const RESPONSES = {
  instructions: 'You are a forecaster.',
  input: [
    { role: 'user', content: 'Do I need an umbrella?' },
    { type: 'function_call', call_id: 'a', name: NAME, arguments: '{"city": "Bergen"}' },
    { type: 'function_call_output', call_id: 'a', output: 'Wet.' },
  ],
  tools: [{ type: 'function', name: NAME, description: DESCRIPTION, parameters: SCHEMA }],
};

const CLAUDE = 'anthropic.claude-test-1-v1:0';
const JSON_SCHEMA = {
  textFormat: { type: 'json_schema', structure: { jsonSchema: { schema: JSON.stringify(SCHEMA) } } },
};

describe('a request in code', () => {
  const cases: readonly (readonly [what: string, model: string, request: object, code: (request: string) => string])[] =
    [
      ['Converse to Claude', CLAUDE, CONVERSE, converse(CLAUDE)],
      ['Converse with a schema of the answer', CLAUDE, { ...CONVERSE, outputConfig: JSON_SCHEMA }, converse(CLAUDE)],
      [
        'Converse with a tool of Anthropic’s',
        CLAUDE,
        { ...CONVERSE, additionalModelRequestFields: { tools: [{ type: 'bash_20250124', name: 'bash' }] } },
        converse(CLAUDE),
      ],
      ['Converse to Nova', 'amazon.nova-test-v1:0', CONVERSE, converse('amazon.nova-test-v1:0')],
      ['Converse to Llama', 'meta.llama-test-8b-v1:0', CONVERSE, converse('meta.llama-test-8b-v1:0')],
      ['InvokeModel of Claude', CLAUDE, MESSAGES, invoke(CLAUDE)],
      [
        'InvokeModel of Nova',
        'amazon.nova-test-v1:0',
        { schemaVersion: 'messages-v1', ...CONVERSE },
        invoke('amazon.nova-test-v1:0'),
      ],
      [
        'InvokeModel of Llama',
        'meta.llama-test-8b-v1:0',
        { prompt: '<|begin_of_text|>Hello<|eot_id|>' },
        invoke('meta.llama-test-8b-v1:0'),
      ],
      ['Messages', CLAUDE, MESSAGES, messages(CLAUDE)],
      ['Chat Completions', 'openai.gpt-test', CHAT, openAi('openai.gpt-test', 'chat.completions')],
      ['Responses', 'openai.gpt-test', RESPONSES, openAi('openai.gpt-test', 'responses')],
    ];
  for (const [what, model, request, code] of cases) {
    it(`counts as the same request in JSON does: ${what}`, async () => {
      const { calls, json } = await bothCounts(model, request, code);
      assert.deepEqual(calls, [json]);
    });
  }
});

async function bothCounts(
  model: string,
  request: object,
  code: (request: string) => string,
): Promise<{ readonly calls: readonly TokenEstimate[]; readonly json: TokenEstimate | undefined }> {
  const written = JSON.stringify(request, null, 2);
  const analysis = await analyzeText({ path: 'app.py', text: code(python(written)) });
  const calls = analysis.callSites.map(({ estimate }) => {
    const { fixed: _, ...tokens } = estimate.inputTokens;
    return tokens;
  });
  const knowledge = await new Analyzer(inMemoryHost()).knowledge();
  return { calls, json: countRequest(written, model, knowledge)?.inputTokens };
}

function python(json: string): string {
  return json
    .replace(/\btrue\b/g, 'True')
    .replace(/\bfalse\b/g, 'False')
    .replace(/\bnull\b/g, 'None');
}

const BOTO3 = 'import boto3, json\nclient = boto3.client("bedrock-runtime", region_name="us-east-1")\n';

function converse(model: string): (request: string) => string {
  return (request) => `${BOTO3}REQUEST = ${request}\nclient.converse(modelId="${model}", **REQUEST)\n`;
}

function invoke(model: string): (request: string) => string {
  return (request) => `${BOTO3}client.invoke_model(modelId="${model}", body=json.dumps(${request}))\n`;
}

function messages(model: string): (request: string) => string {
  return (request) =>
    `from anthropic import AnthropicBedrock\nREQUEST = ${request}\nAnthropicBedrock().messages.create(model="${model}", **REQUEST)\n`;
}

function openAi(model: string, api: string): (request: string) => string {
  return (request) =>
    'from openai import OpenAI\nclient = OpenAI(base_url="https://bedrock-runtime.us-east-1.amazonaws.com/openai/v1")\n' +
    `REQUEST = ${request}\nclient.${api}.create(model="${model}", **REQUEST)\n`;
}
