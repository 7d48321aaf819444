import type { EditIntent, LiteralData } from '../domain/edit.ts';
import type { CallExpression, Expression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import type { Segment } from '../domain/segment.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject, textOf } from '../domain/valueOperations.ts';
import { callDraft } from '../requests/draft.ts';
import type { RequestReading } from '../requests/draft.ts';
import { readInvokeModel } from '../requests/invokeModel.ts';
import { hasSignature, operationsBy, isConverseReader } from '../requests/operations.ts';
import type { BedrockOperation, BedrockService } from '../requests/operations.ts';
import { regionOfDotNetClient } from './dotNetClients.ts';
import { instancesOf, isOwnFunction, lastName, methodName, receiverOf } from './matching.ts';
import { requestValue, withoutEdits, writtenLater } from './requestValues.ts';
import type { RequestSpelling } from './requestValues.ts';
import { lowerFirst, upperFirst } from '../util/letterCases.ts';

const METHODS = operationsBy(({ name }) => name);

/** AWS SDK for .NET, versions 3 and 4. The request's type tells the call, also where the client comes from elsewhere. */
export const awsSdkDotNet: Sdk = {
  id: 'aws-sdk-net',
  languages: ['csharp'],
  marks: [
    'Amazon.Bedrock',
    'AmazonBedrock',
    ...['ConverseRequest', 'ConverseStreamRequest', 'InvokeModelRequest', 'InvokeModelWithResponseStreamRequest'],
  ],
  packages: ['Amazon', 'AWSSDK'],
  match(call, context) {
    const operation = METHODS.get(methodName(call)?.replace(/Async$/, '') ?? '');
    const receiver = receiverOf(call);
    if (operation === undefined || receiver === undefined || isOwnFunction(call, context)) return undefined;
    const clients = instancesOf(context.evaluate(receiver)).filter((one) => isClient(one, operation.service));
    // Where it is made tells more than what type a variable was declared with.
    const client = clients.find(({ arguments: { isOpen } }) => !isOpen) ?? clients[0];
    const request = requestOf(call, `${operation.name}Request`, context);
    if (request === undefined && (client === undefined || !mayTakeRequest(call, context))) return undefined;
    if (request && client === undefined && !isOf(operation, request)) return undefined;
    return draft(operation, request ?? { ...emptyObject(NOWHERE), isOpen: true }, client);
  },
};

/** Other services have requests of the same name: Kendra's `RetrieveRequest`. */
function isOf(operation: BedrockOperation, request: ObjectValue): boolean {
  return operation.isDistinct || hasSignature(operation, requestObject(request));
}

const NOWHERE = { from: 'literal', uri: '', range: { start: 0, end: 0 } } as const;

const SERVICES: Readonly<Record<BedrockService, string>> = {
  'bedrock-runtime': 'BedrockRuntime',
  'bedrock-agent-runtime': 'BedrockAgentRuntime',
  bedrock: 'Bedrock',
  'bedrock-agent': 'BedrockAgent',
};

function isClient({ symbol }: InstanceValue, service: BedrockService): boolean {
  const name = lastName(symbol);
  return name === `Amazon${SERVICES[service]}Client` || name === `IAmazon${SERVICES[service]}`;
}

/** The argument of the operation's own request type; open when only its type is known. */
function requestOf(call: CallExpression, type: string, context: MatchContext): ObjectValue | undefined {
  for (const { value } of call.arguments) {
    const options = optionsOf(context.evaluate(value));
    const written = options.find((option) => option.kind === 'object' && isOfType(option.type, type));
    if (written?.kind === 'object') return written;
    const declared = options.find((option) => option.kind === 'instance' && isOfType(option.symbol, type));
    if (declared?.kind === 'instance') return writtenLater(declared);
  }
  return undefined;
}

/** False for a method of the program's own that is written as one of the client: the API takes a request and a token. */
function mayTakeRequest({ arguments: passed }: CallExpression, context: MatchContext): boolean {
  const [first, second, third] = passed;
  if (first === undefined || third) return false;
  const isToken = second === undefined || /cancel|token|^ct$|none|default/i.test(second.name ?? nameIn(second.value));
  const isNamed = first.name !== undefined && first.name !== 'request';
  return isToken && !isNamed && !optionsOf(context.evaluate(first.value)).some(({ kind }) => NO_REQUESTS.has(kind));
}

const NO_REQUESTS: ReadonlySet<Value['kind']> = new Set(['text', 'number', 'list', 'function']);

function nameIn(expression: Expression): string {
  if (expression.kind === 'literal') return 'default';
  return expression.kind === 'name' ? expression.name : expression.kind === 'member' ? expression.property : '';
}

function isOfType(symbol: string | undefined, type: string): boolean {
  return symbol !== undefined && lastName(symbol) === type;
}

function draft(method: BedrockOperation, request: ObjectValue, client: InstanceValue | undefined): CallDraft {
  const { name, isStreaming } = method;
  const sender = { sdk: 'aws-sdk-net', operation: name, isStreaming, region: regionOfDotNetClient(client) };
  if (method.read === readInvokeModel) return callDraft(method.read(bodyRequest(request)), sender);
  const reading = method.read(requestObject(request));
  return callDraft(isConverseReader(method.read) ? withTypedEdits(reading) : withoutEdits(reading), sender);
}

/** What is in the body is JSON of the program's own. */
function bodyRequest(request: ObjectValue): ObjectValue {
  const fields = [...request.fields].map(([key, field]) => [lowerFirst(key), field] as const);
  return { ...request, fields: new Map(fields) };
}

/** Fields in camel case, enumerations as texts; documents are data of the program's own. */
const SPELLING: RequestSpelling = {
  object: (value, depth) => {
    const isData = value.type === undefined && [...value.fields.keys()].some((key) => /^[^A-Z]/.test(key));
    return isData ? value : requestObject(value, depth);
  },
  symbol: (value) => enumerationText(value.symbol, value),
  instance: instanceValue,
};

function requestObject(object: ObjectValue, depth = 0): ObjectValue {
  const fields = new Map(
    [...object.fields].map(([key, field]): readonly [string, ObjectField] => [
      lowerFirst(key),
      { ...field, value: requestValue(field.value, SPELLING, depth + 1) },
    ]),
  );
  return { ...object, fields };
}

/** `new ConversationRole("user")` is its text; a request that comes from elsewhere holds what is assigned to it. */
function instanceValue(value: InstanceValue, depth: number): Value {
  const first = value.arguments.fields.get('0')?.value;
  if (ENUMERATIONS.has(lastName(value.symbol))) return first ?? value;
  return value.class === undefined && value.arguments.isOpen && value.arguments.fields.size > 0
    ? requestObject(writtenLater(value), depth + 1)
    : value;
}

const ENUMERATIONS: ReadonlySet<string> = new Set([
  'ConversationRole',
  'CachePointType',
  'CacheTTL',
  'ServiceTierType',
  'PerformanceConfigLatency',
]);

/** Values whose text is not their name in lower case. */
const ENUMERATION_TEXTS: ReadonlyMap<string, string> = new Map([
  ['FiveMinutes', '5m'],
  ['OneHour', '1h'],
  ['FIVE_MINUTES', '5m'],
  ['ONE_HOUR', '1h'],
]);

function enumerationText(symbol: string, { origin }: Extract<Value, { kind: 'symbol' }>): Value | undefined {
  const [, type = '', name = ''] = /\b(\w+)\.(\w+)$/.exec(symbol) ?? [];
  return ENUMERATIONS.has(type) ? textOf(ENUMERATION_TEXTS.get(name) ?? name.toLowerCase(), origin) : undefined;
}

/** Edits of a Converse request, with the names and types that C# needs. */
function withTypedEdits(reading: RequestReading): RequestReading {
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
  if (edit.kind !== 'set-field') return edit;
  return { ...edit, path: edit.path.map(upperFirst), value: settingsValue(edit.value, edit.path.at(-1) ?? '') };
}

/** The object around a number has a type. */
function settingsValue(value: LiteralData, key: string): LiteralData {
  if (key !== 'inferenceConfig' || typeof value !== 'object') return value;
  const fields = Object.entries(value).map(([name, inner]: readonly [string, LiteralData]) => [
    upperFirst(name),
    inner,
  ]);
  return {
    symbol: '#InferenceConfiguration',
    from: Object.fromEntries(fields) as Readonly<Record<string, LiteralData>>,
  };
}

const BLOCKS: Readonly<Partial<Record<Segment['role'], string>>> = { system: 'SystemContentBlock', tools: 'Tool' };

function checkpointEdit(edit: EditIntent, { role }: Segment): EditIntent {
  if (edit.kind !== 'insert-item') return edit;
  const block: LiteralData = { symbol: '#CachePointBlock', from: { Type: 'default' } };
  return { ...edit, value: { symbol: `#${BLOCKS[role] ?? 'ContentBlock'}`, from: { CachePoint: block } } };
}
