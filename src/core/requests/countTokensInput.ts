import type { Model } from '../catalog/model.ts';
import type { CountTokensRequest } from '../domain/countTokens.ts';
import type { JsonData, JsonObject } from '../domain/requestBody.ts';
import { converseAsMessages, NoEqualInMessages } from './converseAsMessages.ts';
import type { BodyApi } from './readRequestBody.ts';

/** Why the service cannot be asked, for a person, with what to do. */
export interface CannotCount {
  readonly problem: string;
}

/** What to send for a request that is to be counted by the service itself; the model's catalogue entry says where it is counted. */
export function countTokensRequest(request: JsonObject, api: BodyApi, model: Model): CountTokensRequest | CannotCount {
  const { id: modelId, name, countTokens } = model;
  if (countTokens?.runtime === true) {
    if (api === 'Converse') {
      return { endpoint: 'bedrock-runtime', modelId, input: { kind: 'converse', request: pick(request, CONVERSE) } };
    }
    if (api !== 'Messages') return { problem: wrongForm(api) };
    return { endpoint: 'bedrock-runtime', modelId, input: { kind: 'invokeModel', request: asInvokeModel(request) } };
  }
  if (countTokens?.mantle !== true) return { problem: notCounted(name, countTokens !== undefined) };
  if (api !== 'Converse' && api !== 'Messages') return { problem: wrongForm(api) };
  try {
    const messages = api === 'Converse' ? converseAsMessages(request) : pick(request, MESSAGES);
    return { endpoint: 'bedrock-mantle', modelId, input: { kind: 'messages', request: messages } };
  } catch (error) {
    if (!(error instanceof NoEqualInMessages)) throw error;
    return {
      problem: `${name} is counted by Anthropic's Messages API only, which has no equal for ${error.message} of a Converse request. Write the request in the form of Messages.`,
    };
  }
}

/** A text as the only message of a request. */
export function messageOfText(text: string): JsonObject {
  return { messages: [{ role: 'user', content: [{ text }] }] };
}

/** Fields of `ConverseTokensRequest` (AWS API reference); the others of Converse do not change the count. */
const CONVERSE = ['messages', 'system', 'toolConfig', 'additionalModelRequestFields'];

/** Fields of Anthropic's `count_tokens` (Anthropic API reference); it refuses others. */
const MESSAGES = [
  'messages',
  'system',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'output_format',
  'context_management',
  'mcp_servers',
];

/** `InvokeModel` wants both fields, which change no count, and refuses the two that are its own parameters. */
function asInvokeModel({ model: _model, stream: _stream, ...request }: JsonObject): JsonObject {
  return { anthropic_version: 'bedrock-2023-05-31', max_tokens: 1, ...request };
}

function pick(request: JsonObject, fields: readonly string[]): JsonObject {
  const picked = fields.flatMap((field): [string, JsonData][] => {
    const value = request[field];
    return value === undefined ? [] : [[field, value]];
  });
  return Object.fromEntries(picked);
}

function wrongForm(api: string): string {
  return `Bedrock counts requests of Converse and of Messages, not of ${api}. Write the request in one of those forms, or take the estimate.`;
}

function notCounted(name: string, isEstablished: boolean): string {
  const what = isEstablished
    ? `Bedrock does not count tokens of ${name}`
    : `It is not known that Bedrock counts tokens of ${name}`;
  return `${what}: AWS offers it for Claude models. Take the estimate.`;
}
