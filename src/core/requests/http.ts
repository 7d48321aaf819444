/**
 * What an HTTP request to a Bedrock endpoint means, by its URL. Source: AWS API reference, Amazon Bedrock Runtime (request
 * syntax of each operation), and the Amazon Bedrock user guide on the OpenAI- and Anthropic-compatible endpoints.
 */
import type { Operation } from '../domain/callSite.ts';
import { knownValue, unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { ObjectField, ObjectValue, TextPart, TextValue, Value } from '../domain/value.ts';
import { choose, emptyObject, unknownValue } from '../domain/valueOperations.ts';
import { readConverse } from './converse.ts';
import type { RequestReading } from './draft.ts';
import { asObject, readBoolean, readField } from './fields.ts';
import { readInvokeModel } from './invokeModel.ts';
import { readAnthropicMessages } from './messages.ts';
import { readChatCompletions, readResponses } from './openAi.ts';

/** A URL of a Bedrock endpoint that makes a model work. */
export interface BedrockUrl {
  readonly operation: Operation;
  /** Absent where the body names the model. */
  readonly model?: Value;
  readonly region: Resolved<string>;
}

/** Undefined for any other URL. */
export function readBedrockUrl(url: TextValue): BedrockUrl | undefined {
  const holes: TextPart[] = [];
  const text = url.parts.map((part) => (part.kind === 'text' ? part.text : markOf(holes, part))).join('');
  if (text.length > LONGEST_URL) return undefined;
  const [, host = '', path = ''] = ENDPOINT.exec(text) ?? [];
  if (host === '') return undefined;
  const region = regionOf(host, url);
  const [, model, action = ''] = MODEL_PATH.exec(path) ?? [];
  if (model !== undefined) {
    const operation = ACTIONS.get(action);
    return operation === undefined ? undefined : { operation, model: modelOf(model, holes, url), region };
  }
  const operation = COMPATIBLE_PATHS.find(([ending]) => path.endsWith(ending))?.[1];
  return operation === undefined ? undefined : { operation, region };
}

/** The request that is sent there, with the fields that stand in the URL. */
export function readHttpRequest(
  { operation, model }: BedrockUrl,
  body: ObjectValue,
): { readonly reading: RequestReading; readonly isStreaming: boolean } {
  const isStreaming = operation.endsWith('Stream') || knownValue(readBoolean(readField(body, 'stream'))) === true;
  return { reading: readerOf(operation)(model === undefined ? body : withModel(body, operation, model)), isStreaming };
}

function readerOf(operation: Operation): (request: ObjectValue) => RequestReading {
  switch (operation) {
    case 'ChatCompletions':
      return readChatCompletions;
    case 'Responses':
      return readResponses;
    case 'Messages':
      return readAnthropicMessages;
    case 'Converse':
    case 'ConverseStream':
      return readConverse;
    default:
      return readInvokeModel;
  }
}

/** `InvokeModel` has the model's own body in one field, `Converse` has its fields in the body. */
function withModel(body: ObjectValue, operation: Operation, model: Value): ObjectValue {
  const modelId = fieldOf(model, body);
  if (operation.startsWith('Converse')) return { ...body, fields: new Map([...body.fields, ['modelId', modelId]]) };
  const isSeen = !body.isOpen || body.fields.size > 0;
  const sent = isSeen ? body : unknownValue('the body is put together where it cannot be followed', body.origin);
  const fields = new Map([
    ['modelId', modelId],
    ['body', fieldOf(sent, body)],
  ]);
  return { ...emptyObject(body.origin), fields };
}

function fieldOf(value: Value, { origin }: ObjectValue): ObjectField {
  const { uri, range } = 'origin' in value ? value.origin : value.kind === 'unknown' ? value : origin;
  return { value, uri, range, valueRange: range };
}

const LONGEST_URL = 4000;

/** The host has a Region, a name of its own in a private network, or one that is put in at run time. */
const ENDPOINT =
  /^(?:https?:\/\/)?([^/?#\s]*\bbedrock(?:-runtime|-mantle)?(?:-fips)?\.[^/?#\s]*(?:amazonaws\.com(?:\.cn)?|api\.aws)(?::\d+)?)\/([^?#\s]*)/;

const MODEL_PATH = /^model\/(.+)\/([a-z-]+)\/?$/;

const ACTIONS: ReadonlyMap<string, Operation> = new Map([
  ['converse', 'Converse'],
  ['converse-stream', 'ConverseStream'],
  ['invoke', 'InvokeModel'],
  ['invoke-with-response-stream', 'InvokeModelWithResponseStream'],
]);

/** Under `openai/v1`, `v1` and `anthropic/v1`. */
const COMPATIBLE_PATHS: readonly (readonly [ending: string, Operation])[] = [
  ['v1/chat/completions', 'ChatCompletions'],
  ['v1/responses', 'Responses'],
  ['v1/messages', 'Messages'],
];

function regionOf(host: string, { origin }: TextValue): Resolved<string> {
  const region = /\.([a-z]{2}(?:-[a-z]+){1,2}-\d)\./.exec(host)?.[1];
  if (region === undefined) return unknown('the Region in the URL is not known');
  return { state: 'known', value: region, from: origin.from, uri: origin.uri, range: origin.range };
}

const MARK = /\uE000(\d+)\uE001/g;

function markOf(holes: TextPart[], part: TextPart): string {
  return `\uE000${holes.push(part) - 1}\uE001`;
}

/** The piece of the URL that names the model, with the holes that it has. */
function modelOf(piece: string, holes: readonly TextPart[], url: TextValue): Value {
  const parts: TextPart[] = [];
  let end = 0;
  const put = (text: string): void => {
    if (text !== '') parts.push({ kind: 'text', text: decoded(text), uri: url.origin.uri, range: url.origin.range });
  };
  for (const match of piece.matchAll(MARK)) {
    put(piece.slice(end, match.index));
    const hole = holes[Number(match[1])];
    if (hole) parts.push(hole);
    end = match.index + match[0].length;
  }
  put(piece.slice(end));
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'placeholder') {
    const spot = { uri: only.uri, range: only.range };
    return {
      ...unknownValue(`it is \`${only.name}\`, which is put into the URL`, spot, only.volatility),
      name: only.name,
    };
  }
  return { kind: 'text', parts, origin: url.origin };
}

/** Colons and slashes of an id stand in a path as `%3A` and `%2F`. */
function decoded(text: string): string {
  return text.replace(/%3A/gi, ':').replace(/%2F/gi, '/');
}

/** One of several URLs, whose models are all possible. */
export function joinUrls(urls: readonly BedrockUrl[]): BedrockUrl | undefined {
  const [first] = urls;
  if (first?.model === undefined) return first;
  const models = urls.flatMap(({ model }) => model ?? []);
  const { origin } = asObject(first.model);
  return { ...first, model: choose(models, origin) };
}
