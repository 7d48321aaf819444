import type { EditIntent, LiteralData } from '../domain/edit.ts';
import type { CallExpression } from '../domain/program.ts';
import type { Resolved } from '../domain/resolved.ts';
import { ABSENT, unknown } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import type { Segment } from '../domain/segment.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject, textOf } from '../domain/valueOperations.ts';
import { callDraft } from '../requests/draft.ts';
import type { RequestReading } from '../requests/draft.ts';
import { readField, readText } from '../requests/fields.ts';
import { readInvokeModel } from '../requests/invokeModel.ts';
import { operationsBy, isConverseReader } from '../requests/operations.ts';
import type { BedrockOperation } from '../requests/operations.ts';
import { instancesOf, lastName, methodName, receiverOf } from './matching.ts';
import { requestValue, withoutEdits, writtenLater } from './requestValues.ts';
import type { RequestSpelling } from './requestValues.ts';
import { lowerFirst, upperFirst } from '../util/letterCases.ts';

const SDK = 'github.com/aws/aws-sdk-go-v2';
const RUNTIME = `${SDK}/service/bedrockruntime`;
const METHODS = operationsBy(({ name }) => name);

/** AWS SDK for Go v2. The request's type tells the call, also where the client is an interface of the program's own. */
export const awsSdkGo: Sdk = {
  id: 'aws-sdk-go-v2',
  languages: ['go'],
  marks: [`${SDK}/service/bedrock`],
  packages: [SDK],
  match(call, context) {
    const name = methodName(call);
    const receiver = receiverOf(call);
    if (name === undefined || receiver === undefined || isOwnMethod(call, context)) return undefined;
    const operation = METHODS.get(name);
    if (operation === undefined) return SENDING.test(name) ? matchHanded(call, context) : undefined;
    const service = packageOf(operation);
    const clients = instancesOf(context.evaluate(receiver)).filter(({ symbol }) => isClient(symbol, service));
    // Where it is made tells more than what type a variable was declared with.
    const client = clients.find(({ symbol }) => !symbol.endsWith('#Client')) ?? clients[0];
    const request = requestOf(call, `${service}#${operation.name}Input`, context);
    if (request === undefined && client === undefined) return undefined;
    return draft(operation, request ?? { ...emptyObject(NOWHERE), isOpen: true }, client);
  },
};

/** Services are packages: `bedrock-agent-runtime` is `bedrockagentruntime`. */
function packageOf({ service }: BedrockOperation): string {
  return `${SDK}/service/${service.replaceAll('-', '')}`;
}

/** What a method of an interface may be called that takes a request, whatever the operation is called. */
const SENDING = /invoke|converse|send|call|execute|generate|complete|chat|stream/i;

/** A request that is handed to a method without a body, such as one of an interface. */
function matchHanded(call: CallExpression, context: MatchContext): CallDraft | undefined {
  if (!optionsOf(context.evaluate(call.callee)).every(isElsewhere)) return undefined;
  for (const { value } of call.arguments) {
    for (const option of optionsOf(context.evaluate(value))) {
      const type = option.kind === 'object' ? option.type : undefined;
      const operation = type === undefined ? undefined : METHODS.get(lastName(type).replace(/Input$/, ''));
      if (option.kind !== 'object' || operation === undefined) continue;
      if (type === `${packageOf(operation)}#${operation.name}Input`) return draft(operation, option, undefined);
    }
  }
  return undefined;
}

/** What is called is not seen, or declared only: a method of an interface. */
function isElsewhere(callee: Value): boolean {
  return callee.kind === 'unknown' || (callee.kind === 'function' && callee.function.isAbstract === true);
}

const NOWHERE = { from: 'literal', uri: '', range: { start: 0, end: 0 } } as const;

/** A method of the workspace that is called like the API; the real call stands in it. */
function isOwnMethod(call: CallExpression, context: MatchContext): boolean {
  return optionsOf(context.evaluate(call.callee)).some(
    (option) => option.kind === 'function' && option.function.isAbstract !== true,
  );
}

function isClient(symbol: string, service: string): boolean {
  return [`${service}#Client`, `${service}#NewFromConfig`, `${service}#New`].includes(symbol);
}

/** The argument of the operation's own input type; open when only its type is known. */
function requestOf(call: CallExpression, type: string, context: MatchContext): ObjectValue | undefined {
  for (const { value } of call.arguments) {
    const options = optionsOf(context.evaluate(value));
    const written = options.find((option) => option.kind === 'object' && option.type === type);
    if (written?.kind === 'object') return written;
    const declared = options.find((option) => option.kind === 'instance' && option.symbol === type);
    if (declared?.kind === 'instance') return writtenLater(declared);
  }
  return undefined;
}

function draft(method: BedrockOperation, request: ObjectValue, client: InstanceValue | undefined): CallDraft {
  const { name, isStreaming } = method;
  const sender = { sdk: 'aws-sdk-go-v2', operation: name, isStreaming, region: regionOfClient(client) };
  if (method.read === readInvokeModel) return callDraft(method.read(bodyRequest(request)), sender);
  const reading = method.read(requestObject(request));
  return callDraft(isConverseReader(method.read) ? withGoEdits(reading) : withoutEdits(reading), sender);
}

/** What is in the body is JSON of the program's own. */
function bodyRequest(request: ObjectValue): ObjectValue {
  const fields = [...request.fields].map(
    ([key, field]) => [lowerFirst(key), { ...field, value: bodyValue(field.value) }] as const,
  );
  return { ...request, fields: new Map(fields) };
}

/**
 * Structs that are declared elsewhere do not show what their fields are called in JSON: one of two ways to write the
 * Go name, and there may be fields that the literal leaves to their defaults.
 */
function bodyValue(value: Value, depth = 0): Value {
  if (depth > MAXIMUM_DEPTH) return value;
  if (value.kind === 'choice') {
    return { kind: 'choice', options: value.options.map((option) => bodyValue(option, depth + 1)) };
  }
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => bodyValue(item, depth + 1)) };
  if (value.kind !== 'object') return value;
  const isElsewhere = value.type !== undefined;
  const fields = new Map<string, ObjectField>();
  for (const [key, field] of value.fields) {
    const inner = { ...field, value: bodyValue(field.value, depth + 1) };
    for (const name of isElsewhere ? [snakeCase(key), lowerFirst(key)] : [key]) fields.set(name, inner);
  }
  if (!isElsewhere) return { ...value, fields };
  const { site: _, ...rest } = value;
  return { ...rest, fields, isOpen: true };
}

function snakeCase(name: string): string {
  return lowerFirst(name).replace(/[A-Z]+/g, (capitals) => `_${capitals.toLowerCase()}`);
}

/** Where the client's configuration says it: `config.WithRegion("…")`, `bedrockruntime.Options{Region: "…"}`. */
function regionOfClient(client: InstanceValue | undefined): Resolved<string> {
  if (client === undefined || client.symbol.endsWith('#Client')) {
    return unknown('the client is made where it cannot be followed');
  }
  const [settings, ...options] = [...client.arguments.fields.values()].map(({ value }) => optionsOf(value)[0] ?? value);
  if (options.length > 0) return unknown('the client is made with options that are not followed');
  if (settings?.kind === 'object') return readText(readField(settings, 'Region'));
  if (settings?.kind !== 'instance') return unknown('the configuration of the client is not followed');
  for (const { value } of settings.arguments.fields.values()) {
    const [option] = instancesOf(value).filter(({ symbol }) => lastName(symbol) === 'WithRegion');
    if (option) return readText(readField(option.arguments, '0'));
  }
  return ABSENT;
}

const MAXIMUM_DEPTH = 40;
const TYPES = /\/service\/bedrock\w*\/types#/;

const SPELLING: RequestSpelling = {
  object: requestObject,
  symbol: (value) => enumerationValue(value.symbol, value),
  instance: instanceValue,
};

function requestObject(object: ObjectValue, depth = 0): ObjectValue {
  const member = /Member([A-Z]\w*)$/.exec(object.type ?? '')?.[1];
  const fields = new Map(
    [...object.fields].map(([key, field]): readonly [string, ObjectField] => [
      lowerFirst(member !== undefined && key === 'Value' ? member : key),
      { ...field, value: requestValue(field.value, SPELLING, depth + 1) },
    ]),
  );
  return { ...object, fields };
}

/** Documents are JSON of the program's own, whose keys are as written; conversions are what they convert. */
function instanceValue(value: InstanceValue, depth: number): Value {
  const first = value.arguments.fields.get('0')?.value;
  if (value.symbol.endsWith('#NewLazyDocument')) return first ?? value;
  if (TYPES.test(value.symbol)) {
    return first && value.arguments.fields.size === 1 ? first : requestValue(writtenLater(value), SPELLING, depth + 1);
  }
  return value;
}

/** Values whose text is not their name in lower case. */
const ENUMERATION_TEXTS: ReadonlyMap<string, string> = new Map([
  ['CacheTTLFiveMinutes', '5m'],
  ['CacheTTLOneHour', '1h'],
]);

function enumerationValue(symbol: string, { origin }: Extract<Value, { kind: 'symbol' }>): Value | undefined {
  if (!TYPES.test(symbol)) return undefined;
  const name = lastName(symbol);
  const text =
    ENUMERATION_TEXTS.get(name) ?? /^(?:ConversationRole|CachePointType|ServiceTierType)(\w+)$/.exec(name)?.[1];
  return text === undefined ? undefined : textOf(text.toLowerCase(), origin);
}

/** Edits of a Converse request, with the names and types that Go needs. */
function withGoEdits(reading: RequestReading): RequestReading {
  const { setMaxTokens, content } = reading;
  const segments = content.segments.map((segment): Segment => {
    const { insertCheckpoint } = segment;
    return insertCheckpoint
      ? { ...segment, insertCheckpoint: insertCheckpoint.map((edit) => checkpointEdit(edit, segment)) }
      : segment;
  });
  return {
    ...reading,
    content: { ...content, segments },
    ...(setMaxTokens && { setMaxTokens: (maxTokens) => setMaxTokens(maxTokens).map(capEdit) }),
  };
}

function capEdit(edit: EditIntent): EditIntent {
  switch (edit.kind) {
    case 'set-field':
      return { ...edit, path: edit.path.map(upperFirst), value: settingsValue(edit.value, edit.path.at(-1) ?? '') };
    case 'replace-value':
      return { ...edit, value: settingsValue(edit.value, 'maxTokens') };
    default:
      return edit;
  }
}

/** Numbers are pointers, and the object around them has a type. */
function settingsValue(value: LiteralData, key: string): LiteralData {
  if (typeof value === 'number') return { symbol: `${SDK}/aws#Int32`, from: value };
  if (key !== 'inferenceConfig' || typeof value !== 'object') return value;
  const fields = Object.entries(value).map(([name, inner]) => [upperFirst(name), settingsValue(inner, name)]);
  return {
    symbol: `${RUNTIME}/types#InferenceConfiguration`,
    from: Object.fromEntries(fields) as Readonly<Record<string, LiteralData>>,
    isPointer: true,
  };
}

const UNIONS: Readonly<Partial<Record<Segment['role'], string>>> = { system: 'SystemContentBlock', tools: 'Tool' };

function checkpointEdit(edit: EditIntent, { role }: Segment): EditIntent {
  if (edit.kind !== 'insert-item') return edit;
  const union = UNIONS[role] ?? 'ContentBlock';
  const block: LiteralData = {
    symbol: `${RUNTIME}/types#CachePointBlock`,
    from: { Type: { symbol: `${RUNTIME}/types#CachePointType`, from: 'default' } },
  };
  const value: LiteralData = {
    symbol: `${RUNTIME}/types#${union}MemberCachePoint`,
    from: { Value: block },
    isPointer: true,
  };
  return { ...edit, value };
}
