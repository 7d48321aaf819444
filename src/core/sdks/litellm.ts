import type { Operation } from '../domain/callSite.ts';
import type { CallExpression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { knownValue } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { choose, mergeInto, staticText } from '../domain/valueOperations.ts';
import { readCap, readThinking } from '../requests/cap.ts';
import { joinContent, NO_CONTENT, oneMessage, readBlocks, readMessages, readTools } from '../requests/content.ts';
import type { RequestContent } from '../requests/content.ts';
import { callDraft, requestReading } from '../requests/draft.ts';
import { asObject, fieldValue, isField, readBoolean, readField, readGuardrail, readText } from '../requests/fields.ts';
import { readResponses } from '../requests/openAi.ts';
import { readSettings } from '../requests/settings.ts';
import { lastName, mayCallOneOf, splitSymbol } from './matching.ts';
import { argumentOf, objectOf, textValue } from '../domain/writtenValues.ts';
import type { ProviderModel, ProviderPrefix } from './providerModel.ts';
import { isText, providerModelAsWritten, readProviderModel } from './providerModel.ts';
import { withAnswerSchema } from './toolValues.ts';

const PACKAGE = 'litellm';

/**
 * LiteLLM: one interface to many providers, whose names stand before the model's id: `completion(model="bedrock/…")`, also
 * through a `Router` whose list says which models a name means. Source: `get_llm_provider`, `get_bedrock_route` and
 * `AmazonConverseConfig` of litellm 1.x.
 */
export const liteLlm: Sdk = {
  id: 'litellm',
  languages: ['python'],
  marks: ['litellm'],
  packages: [PACKAGE],
  servesManyProviders: true,
  match(call, context) {
    const found = functionOf(call, context);
    if (found === undefined) return undefined;
    const passed = named(asObject(context.evaluateArguments(call)), found.function.positions);
    // A canned answer is given without asking anybody.
    if (passed.fields.has('mock_response')) return undefined;
    const request = found.router ? routed(passed, found.router) : passed;
    const model = request && modelOf(request);
    return request && model && draft(found.function, request, model);
  },
};

type Kind = 'chat' | 'text' | 'responses' | 'batch' | 'embedding' | 'image' | 'rerank';

interface LiteLlmFunction {
  readonly kind: Kind;
  /** Names of its positional parameters. */
  readonly positions: readonly string[];
}

const FUNCTIONS: ReadonlyMap<string, LiteLlmFunction> = new Map(
  (
    [
      ['completion', 'chat', ['model', 'messages']],
      ['text_completion', 'text', ['prompt', 'model']],
      ['batch_completion', 'batch', ['model', 'messages']],
      ['responses', 'responses', ['input', 'model']],
      ['embedding', 'embedding', ['model', 'input']],
      ['image_generation', 'image', ['prompt', 'model']],
      ['rerank', 'rerank', ['model', 'query', 'documents']],
    ] as const
  ).flatMap(([name, kind, positions]) => ['', 'a'].map((prefix) => [`${prefix}${name}`, { kind, positions }] as const)),
);

interface FoundFunction {
  readonly function: LiteLlmFunction;
  readonly router?: InstanceValue;
}

function functionOf(call: CallExpression, context: MatchContext): FoundFunction | undefined {
  if (!mayCallOneOf(call, FUNCTIONS)) return undefined;
  for (const option of optionsOf(context.evaluate(call.callee))) {
    if (option.kind !== 'symbol') continue;
    const [module, path] = splitSymbol(option.symbol);
    if (module !== PACKAGE && !module.startsWith(`${PACKAGE}.`)) continue;
    const found = FUNCTIONS.get(lastName(option.symbol));
    if (found === undefined) continue;
    if (!path.includes('()')) return { function: found };
    if (option.receiver && lastName(option.receiver.symbol) === 'Router') {
      return { function: found, router: option.receiver };
    }
  }
  return undefined;
}

/** Positional arguments by their names. */
function named(passed: ObjectValue, positions: readonly string[]): ObjectValue {
  const fields = new Map<string, ObjectField>();
  for (const [key, field] of passed.fields)
    fields.set(/^\d+$/.test(key) ? (positions[Number(key)] ?? key) : key, field);
  return { ...passed, fields };
}

/** What the deployments of a router bring that are asked for by a name, with what the call says itself. */
function routed(passed: ObjectValue, router: InstanceValue): ObjectValue | undefined {
  const list = argumentOf(router.arguments, 'model_list', '0');
  const [option] = list ? optionsOf(list) : [];
  if (option?.kind !== 'list') return undefined;
  const alias = argumentOf(passed, 'model');
  const name = alias && staticText(alias);
  const all = option.items.map(asObject);
  const asked = name === undefined ? all : all.filter((item) => isText(argumentOf(item, 'model_name'), name));
  const settings = asked.flatMap((item) => argumentOf(item, 'litellm_params') ?? []);
  const ours = settings.filter((one) => one.kind === 'object' && modelOf(one) !== undefined);
  const [first] = ours;
  if (first?.kind !== 'object') return undefined;
  const { model: _, ...rest } = Object.fromEntries(passed.fields);
  const own: ObjectValue = { ...passed, fields: new Map(Object.entries(rest)) };
  const merged = mergeInto(asObject(choose(ours, first.origin)), own);
  return passed.site ? { ...merged, site: passed.site } : merged;
}

/** The API that an id is sent to can stand before it, and a Region; an agent is none of the models. */
export const LITELLM_PREFIX: ProviderPrefix = {
  prefix:
    /^bedrock\/(?:(?<route>converse_like|converse|async_invoke|invoke|openai|mantle|agentcore|agent|claude_platform|nova-2|nova)\/)?/,
  knowsIds: true,
  hasRegion: true,
};

/** The model, where it is one of Bedrock's as far as can be seen. */
export function modelOf(request: ObjectValue): ProviderModel | undefined {
  const field = request.fields.get('model');
  const found = readProviderModel(field, LITELLM_PREFIX);
  if (found) return found;
  if (!isText(argumentOf(request, 'custom_llm_provider'), 'bedrock') || field === undefined) return undefined;
  return providerModelAsWritten(readText(field));
}

/** What is asked for on AWS; undefined for routes to something that is no model of Bedrock. */
export function operationOf(route: string | undefined, isStreaming: boolean): Operation | undefined {
  switch (route) {
    case 'agentcore':
    case 'claude_platform':
      return undefined;
    case 'agent':
      return 'InvokeAgent';
    case 'async_invoke':
      return 'StartAsyncInvoke';
    case 'mantle':
      return 'ChatCompletions';
    case 'invoke':
    case 'openai':
      return isStreaming ? 'InvokeModelWithResponseStream' : 'InvokeModel';
    default:
      return isStreaming ? 'ConverseStream' : 'Converse';
  }
}

function draft(
  { kind }: LiteLlmFunction,
  request: ObjectValue,
  { model, region, route }: ProviderModel,
): CallDraft | undefined {
  const isStreaming = knownValue(readBoolean(readField(request, 'stream'))) === true;
  const takesMaxTokens = kind === 'chat' || kind === 'text' || kind === 'batch' || kind === 'responses';
  const operation = takesMaxTokens ? operationOf(route, isStreaming) : kind === 'rerank' ? 'Rerank' : 'InvokeModel';
  if (operation === undefined) return undefined;
  const sender = { sdk: 'litellm', operation, isStreaming, region: regionOf(request, region) };
  if (!takesMaxTokens) return callDraft(requestReading({ model, takesMaxTokens, content: inputOf(request) }), sender);
  if (kind === 'responses') return callDraft({ ...readResponses(request), model }, sender);
  return callDraft(chatReading(request, kind === 'text' ? textOf(request) : messagesOf(request, kind), model), sender);
}

/** Cap, thinking and further settings of a request in the words of Chat Completions, as LiteLLM takes them. */
export function chatReading(
  request: ObjectValue,
  content: RequestContent,
  model: Resolved<string>,
): ReturnType<typeof requestReading> {
  return requestReading({
    model,
    ...readCap(request, ['max_tokens'], ['max_completion_tokens']),
    ...readThinking(request),
    ...readGuardrail(request, 'guardrailConfig'),
    serviceTier: readText(readField(request, 'service_tier')),
    settings: readSettings(withAnswerSchema(request, 'response_format'), 'ChatCompletions'),
    content,
  });
}

export function regionOf(request: ObjectValue, inModel: ProviderModel['region']): ProviderModel['region'] {
  return inModel.state === 'absent' ? readText(readField(request, 'aws_region_name', 'region_name')) : inModel;
}

function textOf(request: ObjectValue): RequestContent {
  const prompt = readField(request, 'prompt');
  return isField(prompt) ? oneMessage(readBlocks(prompt.value, 'user', prompt, 'none')) : unseenInput();
}

function unseenInput(): RequestContent {
  return { ...NO_CONTENT, hasUnseenInput: true };
}

/** What an embedding, an image or a ranking is made of. */
function inputOf(request: ObjectValue): RequestContent {
  const fields = ['input', 'query', 'documents', 'prompt'].flatMap((key) => request.fields.get(key) ?? []);
  if (fields.length === 0) return unseenInput();
  return oneMessage(joinContent(...fields.map((field) => readBlocks(field.value, 'user', field, 'none'))));
}

function messagesOf(request: ObjectValue, kind: Kind): RequestContent {
  const field = readField(request, 'messages');
  const tools = readTools(readField(request, 'tools'), 'cache_control');
  if (!isField(field)) return joinContent(tools, readMessages(field, 'cache_control'));
  const [first] = optionsOf(field.value);
  const messages = kind === 'batch' && first?.kind === 'list' ? (first.items[0] ?? field.value) : field.value;
  const points = fieldValue(readField(request, 'cache_control_injection_points'));
  return joinContent(tools, readMessages({ ...field, value: withCacheMarks(messages, points) }, 'cache_control'));
}

/** A mark of a whole message counts like one of its last block, so does one that LiteLLM is told to put there. */
function withCacheMarks(messages: Value, points: Value | undefined): Value {
  if (messages.kind !== 'list') return messages;
  const injected = points?.kind === 'list' ? points.items.filter((point) => point.kind === 'object') : [];
  const items = messages.items.map((message, index) => {
    if (message.kind !== 'object') return message;
    const own = message.fields.get('cache_control');
    const point = injected.find((one) => isPointFor(one, message, index, messages.items.length));
    const mark = own ?? (point && { ...pointField(point), uri: point.origin.uri });
    return mark ? marked(message, mark) : message;
  });
  return { ...messages, items };
}

function isPointFor(point: ObjectValue, message: ObjectValue, index: number, count: number): boolean {
  if (!isText(argumentOf(point, 'location'), 'message')) return false;
  const role = argumentOf(point, 'role');
  const wanted = role && staticText(role);
  const at = argumentOf(point, 'index');
  const number = at?.kind === 'number' ? at.value : undefined;
  if (wanted === undefined && number === undefined) return false;
  if (wanted !== undefined && !isText(argumentOf(message, 'role'), wanted)) return false;
  return number === undefined || (number < 0 ? number + count : number) === index;
}

/** A point says with `control` how long it is kept, else it is marked in the plain way. */
function pointField(point: ObjectValue): ObjectField {
  const control = point.fields.get('control');
  const { uri, range } = point.origin;
  return control ?? { value: objectOf({}, { uri, range }), uri, range, valueRange: range };
}

function marked(message: ObjectValue, mark: ObjectField): ObjectValue {
  const content = message.fields.get('content');
  if (content === undefined) return message;
  const { uri, range } = content;
  const blocks =
    content.value.kind === 'list'
      ? content.value.items
      : [objectOf({ type: textValue('text', { uri, range }), text: content.value }, { uri, range })];
  const last = blocks.at(-1);
  if (last?.kind !== 'object' || last.fields.has('cache_control')) return message;
  const withMark: ObjectValue = { ...last, fields: new Map([...last.fields, ['cache_control', mark]]) };
  const list: Value = {
    kind: 'list',
    items: [...blocks.slice(0, -1), withMark],
    isOpen: content.value.kind === 'list' && content.value.isOpen,
    origin: { from: 'literal', uri, range },
  };
  return { ...message, fields: new Map([...message.fields, ['content', { ...content, value: list }]]) };
}
