import type { Segment } from '../domain/segment.ts';
import type { CallExpression } from '../domain/program.ts';
import type { Resolved } from '../domain/resolved.ts';
import { ABSENT, unknown } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject, textOf } from '../domain/valueOperations.ts';
import { callDraft } from '../requests/draft.ts';
import type { RequestReading } from '../requests/draft.ts';
import { asObject, readField, readText } from '../requests/fields.ts';
import { readInvokeModel } from '../requests/invokeModel.ts';
import { operationsBy, isConverseReader } from '../requests/operations.ts';
import type { BedrockOperation } from '../requests/operations.ts';
import { instancesOf, lastName, methodName, receiverOf, splitSymbol } from './matching.ts';
import { requestValue } from './requestValues.ts';
import type { RequestSpelling } from './requestValues.ts';
import { lowerFirst } from '../util/letterCases.ts';

const METHODS = operationsBy(({ name }) => lowerFirst(name));

/** AWS SDK for Swift: `client.converse(input: ConverseInput(modelId: id))`. */
export const awsSdkSwift: Sdk = sdk('aws-sdk-swift', ['AWSBedrock'], 'Input');

/** Soto: `bedrock.converse(modelId: id, messages: …)`, `bedrock.invokeModel(.init(body: …, modelId: id))`. */
export const soto: Sdk = sdk('soto', ['SotoBedrock'], 'Request');

function sdk(id: string, marks: readonly string[], suffix: string): Sdk {
  return { id, languages: ['swift'], marks, packages: [], match: (call, context) => match(id, suffix, call, context) };
}

function match(id: string, suffix: string, call: CallExpression, context: MatchContext): CallDraft | undefined {
  const operation = METHODS.get(methodName(call) ?? '');
  const receiver = receiverOf(call);
  if (operation === undefined || receiver === undefined || call.arguments.length === 0) return undefined;
  if (optionsOf(context.evaluate(call.callee)).some(isOwnCode)) return undefined;
  const client = instancesOf(context.evaluate(receiver)).find(({ symbol }) => CLIENT.test(symbol));
  const request = requestOf(operation, suffix, call, client !== undefined, context);
  if (request === undefined) return undefined;
  const sender = {
    sdk: id,
    operation: operation.name,
    isStreaming: operation.isStreaming,
    region: regionOfSwift(client),
  };
  const isBody = operation.read === readInvokeModel;
  const reading = operation.read(requestObject(request, 0));
  return callDraft(isBody ? reading : withoutCheckpoints(reading, operation), sender);
}

/** A protocol that the client keeps, so that tests can put another in its place, only declares the operation. */
function isOwnCode(value: Value): boolean {
  return value.kind === 'function' && value.function.body.length > 0;
}

const CLIENT = /#(?:\w+\.)*Bedrock(?:Agent)?(?:Runtime)?(?:Client)?$/;

/** The request, or what is handed over in its place; open where only its type is known. */
function requestOf(
  operation: BedrockOperation,
  suffix: string,
  call: CallExpression,
  isKnownClient: boolean,
  context: MatchContext,
): ObjectValue | undefined {
  const passed = context.evaluateArguments(call);
  const fields = asObject(passed).fields;
  if (suffix === 'Request' && fields.has('modelId')) return asObject(passed);
  const field = fields.get('input') ?? fields.get('0');
  if (field === undefined) return undefined;
  const options = optionsOf(field.value);
  const made = instancesOf(field.value).find(({ symbol }) => lastName(symbol) === `${operation.name}${suffix}`);
  if (made) return made.arguments;
  const implicit = instancesOf(field.value).find(({ symbol }) => symbol.endsWith('#.init'));
  if (implicit && (isKnownClient || implicit.arguments.fields.has('modelId'))) return implicit.arguments;
  // A request that is made elsewhere is one where nothing else is called like this.
  const isUnseen = options.every(isMadeElsewhere);
  const isLabelled = call.arguments[0]?.name === 'input';
  if (!isUnseen || !(isKnownClient || (isLabelled && operation.isDistinct))) return undefined;
  const origin = { from: 'literal', uri: context.uri, range: call.range } as const;
  return { ...emptyObject(origin), isOpen: true };
}

/** Not known, or what a method gives that is not followed: `try request.getInvokeModelInput()`. */
function isMadeElsewhere(value: Value): boolean {
  return value.kind === 'unknown' || (value.kind === 'instance' && /[.#](?!init$)[a-z]\w*$/.test(value.symbol));
}

/** `BedrockRuntimeClient(region: "us-east-1")`, `BedrockRuntimeClient(config: .init(region: "…"))`, `BedrockRuntime(client: c, region: .useast1)`. */
export function regionOfSwift(client: InstanceValue | undefined): Resolved<string> {
  if (client === undefined || client.arguments.isOpen) return unknown('the client is made where it cannot be followed');
  const config = client.arguments.fields.get('config')?.value;
  const made = config && instancesOf(config)[0];
  if (config && !made) return unknown('the configuration of the client is not followed');
  const settings = made?.arguments ?? client.arguments;
  const field = settings.fields.get('region');
  if (field === undefined) return ABSENT;
  const option = optionsOf(field.value).find(({ kind }) => kind === 'symbol');
  if (option?.kind !== 'symbol') return readText(readField(settings, 'region'));
  const [, area = '', side = '', number = ''] = /^([a-z]{2})([a-z]+)(\d)$/.exec(lastName(option.symbol)) ?? [];
  if (area === '') return unknown('the Region of the client is not known');
  return readText({ ...field, value: textOf(`${area}-${side}-${number}`, option.origin) });
}

/** No place for a checkpoint is sure to be right. */
function withoutCheckpoints(reading: RequestReading, { read }: BedrockOperation): RequestReading {
  const { content, setMaxTokens, ...rest } = reading;
  const segments = content.segments.map(({ insertCheckpoint: _, ...segment }): Segment => segment);
  return {
    ...rest,
    content: { ...content, segments },
    ...(setMaxTokens && isConverseReader(read) && { setMaxTokens }),
  };
}

const SPELLING: RequestSpelling = {
  symbol: (value) => enumerationText(value.symbol, value),
  instance: instanceValue,
};

/** The request as the API has it in JSON. */
function requestObject(object: ObjectValue, depth: number): ObjectValue {
  const fields = new Map(
    [...object.fields].map(([key, field]): readonly [string, ObjectField] => [
      key === 'topp' ? 'topP' : key,
      { ...field, value: requestValue(field.value, SPELLING, depth + 1) },
    ]),
  );
  return { ...object, fields };
}

/** What the SDK writes in lower case, and the API does not. */
const UNIONS: ReadonlyMap<string, string> = new Map([
  ['cachepoint', 'cachePoint'],
  ['guardcontent', 'guardContent'],
  ['reasoningcontent', 'reasoningContent'],
  ['toolresult', 'toolResult'],
  ['tooluse', 'toolUse'],
  ['toolspec', 'toolSpec'],
]);

/** Cases of a union are objects of one field; initializers have the names of their fields. */
function instanceValue(value: InstanceValue, depth: number): Value {
  if (value.class !== undefined) return value;
  const [, path] = splitSymbol(value.symbol);
  const { fields } = value.arguments;
  const first = fields.get('0');
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (/^(?:json|string|data|bytes)$/.test(name) && first && fields.size === 1) return first.value;
  if (first && fields.size === 1 && /^[a-z]/.test(name) && name !== 'init') {
    const inner = { ...first, value: requestValue(first.value, SPELLING, depth + 1) };
    return { ...emptyObject(value.origin), fields: new Map([[UNIONS.get(name) ?? name, inner]]) };
  }
  return requestObject(value.arguments, depth);
}

const ENUMERATIONS = /^(?:(?:\w+\.)*(?:ConversationRole|CachePointType|CacheTTL|ServiceTierType))?\.(\w+)$/;

function enumerationText(symbol: string, { origin }: Extract<Value, { kind: 'symbol' }>): Value | undefined {
  const name = ENUMERATIONS.exec(splitSymbol(symbol)[1])?.[1];
  return name === undefined ? undefined : textOf(ENUMERATION_TEXTS.get(name) ?? name.replace(/^`|`$/g, ''), origin);
}

const ENUMERATION_TEXTS: ReadonlyMap<string, string> = new Map([
  ['fiveMinutes', '5m'],
  ['oneHour', '1h'],
]);
