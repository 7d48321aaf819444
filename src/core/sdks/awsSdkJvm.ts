/** What AWS's SDKs for Java and for Kotlin share: requests that are built, or set by a function that is handed their builder. */
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
import { instancesOf, isOwnFunction, lastName, methodName, receiverOf, splitSymbol } from './matching.ts';
import { listOf, requestValue } from './requestValues.ts';
import type { RequestSpelling } from './requestValues.ts';

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

/** How one of the SDKs is called, and how it writes what its requests hold. */
export interface JvmSdk {
  readonly id: string;
  readonly languages: Sdk['languages'];
  /** Package of all of it. */
  readonly sdk: string;
  /** Package of the client of Bedrock's runtime. */
  readonly runtime: string;
  /** Name of the only field of a union, by what makes it: `text` of `ContentBlock.fromText`. */
  unionField(path: string): string | undefined;
}

/** The type of a request tells the call also where the client comes from elsewhere. */
export function awsSdkOfJvm(sdk: JvmSdk): Sdk {
  return {
    id: sdk.id,
    languages: sdk.languages,
    marks: [sdk.runtime],
    packages: [sdk.sdk],
    match: (call, context) => matchCall(sdk, call, context),
  };
}

function matchCall(sdk: JvmSdk, call: CallExpression, context: MatchContext): CallDraft | undefined {
  const name = methodName(call);
  const receiver = receiverOf(call);
  const method = name === undefined ? undefined : METHODS.get(name);
  if (method === undefined || receiver === undefined || isOwnFunction(call, context)) return undefined;
  const clients = instancesOf(context.evaluate(receiver)).filter((object) => isClient(sdk, object));
  // Where it is made tells more than what type a variable was declared with.
  const client = clients.find((one) => !one.arguments.isOpen) ?? clients[0];
  const request = requestOf(call, `${method.operation}Request`, client !== undefined, context);
  if (request === undefined && client === undefined) return undefined;
  return draft(sdk, method, request ?? { ...emptyObject(NOWHERE), isOpen: true }, client);
}

const NOWHERE = { from: 'literal', uri: '', range: { start: 0, end: 0 } } as const;

function isClient({ runtime }: JvmSdk, { symbol }: InstanceValue): boolean {
  const [module, path] = splitSymbol(symbol);
  return CLIENT.test(path) && (module === '' || module === runtime);
}

const CLIENT = /^BedrockRuntime(?:Async)?Client(?:\.create|\.fromEnvironment)?$/;

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

function draft(sdk: JvmSdk, method: Method, request: ObjectValue, client: InstanceValue | undefined): CallDraft {
  const { operation, isStreaming } = method;
  const sender = { sdk: sdk.id, operation, isStreaming, region: regionOfClient(client) };
  return callDraft(method.read(method.read === readInvokeModel ? request : requestObject(sdk, request)), sender);
}

/** `Region.US_EAST_1`, `Region.of("us-east-1")`, and in Kotlin the text. */
function regionOfClient(client: InstanceValue | undefined): Resolved<string> {
  if (client === undefined) return unknown('the client is made where it cannot be followed');
  const field = readField(client.arguments, 'region');
  if (field === 'absent') return ABSENT;
  if ('state' in field) return unknown('the client is made where it cannot be followed');
  const value = optionsOf(field.value)[0] ?? field.value;
  if (value.kind === 'text') return readText(field);
  if (value.kind === 'symbol') {
    const region = /#Region\.([A-Z]{2}(?:_[A-Z]+)+_\d)$/.exec(value.symbol)?.[1]?.toLowerCase().replaceAll('_', '-');
    if (region !== undefined) return readText({ ...field, value: textOf(region, value.origin) });
  }
  const written = value.kind === 'instance' && lastName(value.symbol) === 'of' ? value.arguments : undefined;
  return written ? readText(readField(written, '0')) : unknown('the Region of the client is not known');
}

/** Fields that hold lists, also where a single item is passed. */
const LISTS: ReadonlySet<string> = new Set(['messages', 'system', 'content', 'tools', 'stopSequences', 'cachePoints']);

function spellingOf(sdk: JvmSdk): RequestSpelling {
  return {
    symbol: (value) => enumerationText(value.symbol, value),
    instance: (value, depth) => instanceValue(sdk, value, depth),
  };
}

/** The request as the API has it in JSON: unions as objects of one field, enumerations as texts. */
function requestObject(sdk: JvmSdk, object: ObjectValue, depth = 0): ObjectValue {
  const fields = new Map(
    [...object.fields]
      .filter(([key]) => !/^\d+$/.test(key))
      .map(([key, field]): readonly [string, ObjectField] => {
        const value = requestValue(field.value, spellingOf(sdk), depth + 1);
        return [key, { ...field, value: LISTS.has(key) ? listOf(value) : value }];
      }),
  );
  return { ...object, fields };
}

/** A union is an object of one field; documents are data of the program's own. */
function instanceValue(sdk: JvmSdk, value: InstanceValue, depth: number): Value {
  const [module, path] = splitSymbol(value.symbol);
  if (value.class !== undefined || !(module === '' || module.startsWith(sdk.sdk))) return value;
  const first = value.arguments.fields.get('0');
  if (/^Document(?:\.|$)/.test(path)) return first?.value ?? value.arguments;
  const union = sdk.unionField(path);
  if (union !== undefined && first) {
    const inner = { ...first, value: requestValue(first.value, spellingOf(sdk), depth + 1) };
    return { ...emptyObject(value.origin), fields: new Map([[union, inner]]) };
  }
  return path.includes('.') ? value : requestObject(sdk, value.arguments, depth);
}

/** Values whose text is not their name in lower case. */
const ENUMERATION_TEXTS: ReadonlyMap<string, string> = new Map([
  ['FIVE_MINUTES', '5m'],
  ['ONE_HOUR', '1h'],
  ['FiveMinutes', '5m'],
  ['OneHour', '1h'],
]);

const ENUMERATIONS =
  /^(?:ConversationRole|CachePointType|CacheTTL|ServiceTierType|PerformanceConfigLatency)\.([A-Z_]+)$/;

function enumerationText(symbol: string, { origin }: Extract<Value, { kind: 'symbol' }>): Value | undefined {
  const [, path] = splitSymbol(symbol);
  const name = ENUMERATIONS.exec(path)?.[1];
  return name === undefined ? undefined : textOf(ENUMERATION_TEXTS.get(name) ?? name.toLowerCase(), origin);
}
