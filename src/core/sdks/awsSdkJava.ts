import type { Operation } from '../domain/callSite.ts';
import type { CallExpression } from '../domain/program.ts';
import type { Resolved } from '../domain/resolved.ts';
import { ABSENT, unknown } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject, textOf } from '../domain/valueOperations.ts';
import { readConverse } from '../requests/converse.ts';
import { callDraft } from '../requests/draft.ts';
import type { RequestReading } from '../requests/draft.ts';
import { readField, readText } from '../requests/fields.ts';
import { readInvokeModel } from '../requests/invokeModel.ts';
import { instancesOf, lastName, methodName, receiverOf, splitSymbol } from './matching.ts';

const SDK = 'software.amazon.awssdk';
const RUNTIME = `${SDK}.services.bedrockruntime`;

interface Method {
  readonly operation: Operation;
  readonly isStreaming: boolean;
  read(request: ObjectValue): RequestReading;
}

const METHODS: ReadonlyMap<string, Method> = new Map([
  ['converse', { operation: 'Converse', isStreaming: false, read: readConverse }],
  ['converseStream', { operation: 'ConverseStream', isStreaming: true, read: readConverse }],
  ['invokeModel', { operation: 'InvokeModel', isStreaming: false, read: readInvokeModel }],
  [
    'invokeModelWithResponseStream',
    { operation: 'InvokeModelWithResponseStream', isStreaming: true, read: readInvokeModel },
  ],
]);

/**
 * AWS SDK for Java 2.x, with its clients that wait and those that do not. A request is built, or set by a function that is
 * handed its builder; its type tells the call also where the client comes from elsewhere.
 */
export const awsSdkJava: Sdk = {
  id: 'aws-sdk-java-v2',
  languages: ['java', 'kotlin'],
  marks: [RUNTIME],
  packages: [SDK],
  match(call, context) {
    const name = methodName(call);
    const receiver = receiverOf(call);
    const method = name === undefined ? undefined : METHODS.get(name);
    if (method === undefined || receiver === undefined || isOwnMethod(call, context)) return undefined;
    const clients = instancesOf(context.evaluate(receiver)).filter(isClient);
    // Where it is made tells more than what type a variable was declared with.
    const client = clients.find((one) => !one.arguments.isOpen) ?? clients[0];
    const request = requestOf(call, `${method.operation}Request`, client !== undefined, context);
    if (request === undefined && client === undefined) return undefined;
    return draft(method, request ?? { ...emptyObject(NOWHERE), isOpen: true }, client);
  },
};

const NOWHERE = { from: 'literal', uri: '', range: { start: 0, end: 0 } } as const;

/** A method of the workspace that is called like the API; the real call stands in it. */
function isOwnMethod(call: CallExpression, context: MatchContext): boolean {
  return optionsOf(context.evaluate(call.callee)).some((option) => option.kind === 'function');
}

function isClient({ symbol }: InstanceValue): boolean {
  const [module, path] = splitSymbol(symbol);
  return /^BedrockRuntime(?:Async)?Client(?:\.create)?$/.test(path) && (module === '' || module === RUNTIME);
}

/** The request, or what the function that stands in its place sets; open when only its type is known. */
function requestOf(
  call: CallExpression,
  type: string,
  isKnownClient: boolean,
  context: MatchContext,
): ObjectValue | undefined {
  const [first] = call.arguments;
  if (first === undefined || first.spread !== undefined) return undefined;
  for (const option of optionsOf(context.evaluate(first.value))) {
    if (option.kind === 'function') {
      const built = context.built(option);
      const isRequest = built.kind === 'instance' && (isKnownClient || built.arguments.fields.has('modelId'));
      if (isRequest) return built.arguments;
    }
    if (option.kind === 'instance' && option.class === undefined && lastName(option.symbol) === type) {
      return option.arguments;
    }
  }
  return undefined;
}

function draft(method: Method, request: ObjectValue, client: InstanceValue | undefined): CallDraft {
  const { operation, isStreaming } = method;
  const sender = { sdk: 'aws-sdk-java-v2', operation, isStreaming, region: regionOfClient(client) };
  return callDraft(method.read(method.read === readInvokeModel ? request : requestObject(request)), sender);
}

/** `Region.US_EAST_1`, `Region.of("us-east-1")`. */
function regionOfClient(client: InstanceValue | undefined): Resolved<string> {
  if (client === undefined) return unknown('the client is made where it cannot be followed');
  const field = readField(client.arguments, 'region');
  if (field === 'absent') return ABSENT;
  if ('state' in field) return unknown('the client is made where it cannot be followed');
  const value = optionsOf(field.value)[0] ?? field.value;
  if (value.kind === 'symbol') {
    const region = /#Region\.([A-Z]{2}(?:_[A-Z]+)+_\d)$/.exec(value.symbol)?.[1]?.toLowerCase().replaceAll('_', '-');
    if (region !== undefined) return readText({ ...field, value: textOf(region, value.origin) });
  }
  const written = value.kind === 'instance' && lastName(value.symbol) === 'of' ? value.arguments : undefined;
  return written ? readText(readField(written, '0')) : unknown('the Region of the client is not known');
}

const MAXIMUM_DEPTH = 40;

/** Fields that hold lists, also where a single item is passed. */
const LISTS: ReadonlySet<string> = new Set(['messages', 'system', 'content', 'tools', 'stopSequences', 'cachePoints']);

/** The request as the API has it in JSON: unions as objects of one field, enumerations as texts. */
function requestObject(object: ObjectValue, depth = 0): ObjectValue {
  const fields = new Map(
    [...object.fields]
      .filter(([key]) => !/^\d+$/.test(key))
      .map(([key, field]): readonly [string, ObjectField] => {
        const value = requestValue(field.value, depth + 1);
        return [key, { ...field, value: LISTS.has(key) ? listOf(value) : value }];
      }),
  );
  return { ...object, fields };
}

function listOf(value: Value): Value {
  if (value.kind === 'choice') return { kind: 'choice', options: value.options.map(listOf) };
  if (value.kind !== 'object') return value;
  return { kind: 'list', items: [value], isOpen: false, origin: value.origin };
}

function requestValue(value: Value, depth: number): Value {
  if (depth > MAXIMUM_DEPTH) return value;
  switch (value.kind) {
    case 'choice':
      return { kind: 'choice', options: value.options.map((option) => requestValue(option, depth + 1)) };
    case 'list':
      return { ...value, items: value.items.map((item) => requestValue(item, depth + 1)) };
    case 'symbol':
      return enumerationText(value.symbol, value) ?? value;
    case 'instance':
      return instanceValue(value, depth);
    default:
      return value;
  }
}

/** `ContentBlock.fromText(text)` is a union of that one field; documents are data of the program's own. */
function instanceValue(value: InstanceValue, depth: number): Value {
  const [module, path] = splitSymbol(value.symbol);
  const isForeign = value.class !== undefined || !(module === '' || module.startsWith(SDK));
  if (isForeign) return value;
  const [type = '', method = ''] = path.split('.');
  const first = value.arguments.fields.get('0');
  if (type === 'Document') return first?.value ?? value.arguments;
  const union = /^from([A-Z]\w*)$/.exec(method)?.[1];
  if (union !== undefined && first) {
    const inner = { ...first, value: requestValue(first.value, depth + 1) };
    return { ...emptyObject(value.origin), fields: new Map([[lowerFirst(union), inner]]) };
  }
  return method === '' ? requestObject(value.arguments, depth) : value;
}

/** Values whose text is not their name in lower case. */
const ENUMERATION_TEXTS: ReadonlyMap<string, string> = new Map([
  ['FIVE_MINUTES', '5m'],
  ['ONE_HOUR', '1h'],
]);

const ENUMERATIONS =
  /^(?:ConversationRole|CachePointType|CacheTTL|ServiceTierType|PerformanceConfigLatency)\.([A-Z_]+)$/;

function enumerationText(symbol: string, { origin }: Extract<Value, { kind: 'symbol' }>): Value | undefined {
  const [, path] = splitSymbol(symbol);
  const name = ENUMERATIONS.exec(path)?.[1];
  return name === undefined ? undefined : textOf(ENUMERATION_TEXTS.get(name) ?? name.toLowerCase(), origin);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
