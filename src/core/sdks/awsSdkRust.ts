import type { Segment } from '../domain/segment.ts';
import type { EditIntent, LiteralData } from '../domain/edit.ts';
import type { CallExpression, Expression } from '../domain/program.ts';
import type { Resolved } from '../domain/resolved.ts';
import { ABSENT, unknown } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject, textOf } from '../domain/valueOperations.ts';
import { callDraft } from '../requests/draft.ts';
import type { RequestReading } from '../requests/draft.ts';
import { isField, readField, readText } from '../requests/fields.ts';
import type { Reading } from '../requests/fields.ts';
import { readInvokeModel } from '../requests/invokeModel.ts';
import { operationsBy, isConverseReader } from '../requests/operations.ts';
import type { BedrockOperation } from '../requests/operations.ts';
import { instancesOf, lastName, methodName, receiverOf, splitSymbol } from './matching.ts';
import { snakeCase } from './snakeCase.ts';
import { requestValue, listOf } from './requestValues.ts';
import type { RequestSpelling } from './requestValues.ts';
import { lowerFirst } from '../util/letterCases.ts';

const ID = 'aws-sdk-rust';
const CRATE = 'aws_sdk_bedrock';
const METHODS = operationsBy(({ name }) => snakeCase(name));

/**
 * AWS SDK for Rust: `client.converse().model_id(id).messages(…).send().await`. An operation is a builder that is sent; the
 * steps between can stand in several statements.
 */
export const awsSdkRust: Sdk = {
  id: ID,
  languages: ['rust'],
  marks: [CRATE],
  packages: [CRATE, `${CRATE}runtime`, `${CRATE}agentruntime`, `${CRATE}agent`, 'aws_config', 'aws_smithy_types'],
  match(call, context) {
    const name = methodName(call);
    const receiver = receiverOf(call);
    if (receiver === undefined || (name !== 'send' && name !== 'send_with')) return undefined;
    const steps = stepsOf(receiver);
    for (const builder of instancesOf(context.evaluate(receiver))) {
      const operation = builder.isBuilder ? operationOf(builder) : undefined;
      if (operation) return draft(operation, builder.arguments, steps[0], context);
    }
    return unfollowed(steps, context);
  },
};

/** Calls of a chain, the first one first. */
function stepsOf(last: Expression): readonly CallExpression[] {
  const steps: CallExpression[] = [];
  for (
    let current = last;
    current.kind === 'call' && current.callee.kind === 'member';
    current = current.callee.object
  ) {
    steps.unshift(current);
  }
  return steps;
}

/** `aws_sdk_bedrockruntime#Client.converse`. */
function operationOf({ symbol }: InstanceValue): BedrockOperation | undefined {
  const operation = METHODS.get(lastName(symbol));
  return operation && splitSymbol(symbol)[0] === crateOf(operation) ? operation : undefined;
}

function crateOf({ service }: BedrockOperation): string {
  return `aws_sdk_${service.replaceAll('-', '')}`;
}

/** An operation that only Bedrock has, of a client that comes from elsewhere. */
function unfollowed(steps: readonly CallExpression[], context: MatchContext): CallDraft | undefined {
  const at = steps.findIndex(
    (step) => METHODS.get(methodName(step) ?? '')?.isDistinct === true && step.arguments.length === 0,
  );
  const begun = steps[at];
  const operation = METHODS.get(begun ? (methodName(begun) ?? '') : '');
  if (begun === undefined || operation === undefined) return undefined;
  if (optionsOf(context.evaluate(begun.callee)).some(({ kind }) => kind === 'function')) return undefined;
  const spot = { uri: context.uri, range: begun.range };
  const fields = new Map<string, ObjectField>();
  for (const step of steps.slice(at + 1)) {
    const [first] = step.arguments;
    const name = methodName(step);
    if (first === undefined || name === undefined) continue;
    const value = context.evaluate(first.value);
    const before = fields.get(name)?.value;
    const place = { uri: context.uri, range: first.range, valueRange: first.value.range };
    fields.set(name, { ...place, value: before ? together(before, value) : value });
  }
  const origin = { from: 'literal', ...spot } as const;
  const site = { ...spot, kind: 'call' } as const;
  return draft(operation, { ...emptyObject(origin), fields, site }, begun, context);
}

function together(before: Value, value: Value): Value {
  const origin = 'origin' in value ? value.origin : NOWHERE;
  return { kind: 'list', items: [...(before.kind === 'list' ? before.items : [before]), value], isOpen: false, origin };
}

const NOWHERE = { from: 'literal', uri: '', range: { start: 0, end: 0 } } as const;

function draft(
  operation: BedrockOperation,
  request: ObjectValue,
  begun: CallExpression | undefined,
  context: MatchContext,
): CallDraft {
  const { name, isStreaming } = operation;
  const sender = { sdk: ID, operation: name, isStreaming, region: regionOfClient(begun, context) };
  const reading = operation.read(requestObject(request, 0));
  const { site } = request;
  return {
    ...callDraft(operation.read === readInvokeModel ? reading : withRustEdits(reading, operation), sender),
    ...(site?.uri === context.uri && { begunAt: site.range }),
  };
}

const MAXIMUM_STEPS = 20;

/** Where the configuration that the client is made of says it: `aws_config::from_env().region("…").load().await`. */
function regionOfClient(begun: CallExpression | undefined, context: MatchContext): Resolved<string> {
  const client = begun && receiverOf(begun);
  const [made] = client ? instancesOf(context.evaluate(client)) : [];
  let value = made?.arguments.fields.get('0')?.value;
  for (let step = 0; step < MAXIMUM_STEPS && value?.kind === 'instance'; step++) {
    const own = lastName(value.symbol) === 'region' ? readField(value.arguments, '0') : undefined;
    if (own && own !== 'absent') return regionText(own);
    if (/^aws_config#(?:load_from_env|load_defaults|from_env|defaults)$/.test(value.symbol)) return ABSENT;
    value = value.receiver;
  }
  return unknown('the client is made where it cannot be followed');
}

function regionText(field: Reading): Resolved<string> {
  if (!isField(field)) return unknown('the Region of the client is not known');
  const made = optionsOf(field.value).find((option) => option.kind === 'instance');
  const written = made?.kind === 'instance' && /#(?:\w+\.)*Region\.\w+$/.test(made.symbol) ? made.arguments : undefined;
  return readText(written ? readField(written, '0') : field);
}

/** Fields that hold lists; their methods take one item, and add it. */
const LISTS: ReadonlySet<string> = new Set([
  'messages',
  'system',
  'content',
  'tools',
  'stopSequences',
  'queries',
  'sources',
]);

const SPELLING: RequestSpelling = {
  symbol: (value) => enumerationText(value.symbol, value),
  instance: instanceValue,
};

/** The request as the API has it in JSON. */
function requestObject(object: ObjectValue, depth: number): ObjectValue {
  const fields = new Map<string, ObjectField>();
  for (const [key, field] of object.fields) {
    if (/^\d+$/.test(key)) continue;
    const name = camelCase(key.replace(/^r#/, '').replace(/^set_/, ''));
    const value = requestValue(field.value, SPELLING, depth + 1);
    fields.set(name, { ...field, value: LISTS.has(name) ? listOf(value) : value });
  }
  return { ...object, fields };
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Variants of a union are objects of one field; bytes and documents are what they are made of. */
function instanceValue(value: InstanceValue, depth: number): Value {
  const [module, path] = splitSymbol(value.symbol);
  if (value.class !== undefined) return value;
  const first = value.arguments.fields.get('0');
  if (first && /(?:^|\.)(?:Blob\.new|Document\.\w+)$/.test(path)) return first.value;
  const variant = /(?:^|\.)(?:\w*Block|Tool|ToolInputSchema|\w+Source)\.([A-Z]\w*)$/.exec(path)?.[1];
  if (variant !== undefined && first) {
    const inner = { ...first, value: requestValue(first.value, SPELLING, depth + 1) };
    return { ...emptyObject(value.origin), fields: new Map([[lowerFirst(variant), inner]]) };
  }
  if (first && /(?:^|\.)(?:ConversationRole|CachePointType)\.from$/.test(path)) return first.value;
  return module.startsWith(CRATE) ? requestObject(value.arguments, depth) : value;
}

const ENUMERATION_TEXTS: ReadonlyMap<string, string> = new Map([
  ['FiveMinutes', '5m'],
  ['OneHour', '1h'],
]);

const ENUMERATIONS = /\.?(?:ConversationRole|CachePointType|CacheTtl|ServiceTierType|PerformanceConfigLatency)\.(\w+)$/;

function enumerationText(symbol: string, { origin }: Extract<Value, { kind: 'symbol' }>): Value | undefined {
  const name = ENUMERATIONS.exec(splitSymbol(symbol)[1])?.[1];
  return name === undefined ? undefined : textOf(ENUMERATION_TEXTS.get(name) ?? name.toLowerCase(), origin);
}

/** A cap is set by methods of builders, which have names of their own; no place for a checkpoint is sure to be right. */
function withRustEdits(
  { setMaxTokens, content, ...reading }: RequestReading,
  { read }: BedrockOperation,
): RequestReading {
  const segments = content.segments.map(({ insertCheckpoint: _, ...segment }): Segment => segment);
  return {
    ...reading,
    content: { ...content, segments },
    ...(setMaxTokens && isConverseReader(read) && { setMaxTokens: (cap) => setMaxTokens(cap).map(capEdit) }),
  };
}

function capEdit(edit: EditIntent): EditIntent {
  if (edit.kind !== 'set-field') return edit;
  return { ...edit, path: edit.path.map(snakeCase), value: settingsValue(edit.value, edit.path.at(-1) ?? '') };
}

function settingsValue(value: LiteralData, key: string): LiteralData {
  if (key !== 'inferenceConfig' || typeof value !== 'object' || Array.isArray(value)) return value;
  const fields = Object.entries(value).map(([name, inner]) => [snakeCase(name), inner] as const);
  const from = Object.fromEntries(fields) as Readonly<Record<string, LiteralData>>;
  return { symbol: 'aws_sdk_bedrockruntime.types#InferenceConfiguration', from };
}
