import { ABSENT, knownValues, unknown } from '../domain/resolved.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectValue, Value } from '../domain/value.ts';
import { readMisnamedCap } from './cap.ts';
import { NO_CONTENT } from './content.ts';
import { requestReading } from './draft.ts';
import type { RequestReading } from './draft.ts';
import { asObject, isField, readField, readGuardrail, readModel, readText } from './fields.ts';
import type { Reading } from './fields.ts';
import { objectOfJsonText } from './jsonText.ts';
import { BODY_DIALECTS, dialectOfBody, dialectOfModel, wordlessDialect } from './modelBodies.ts';
import type { BodyDialect } from './modelBodies.ts';

/** Request of `InvokeModel` and `InvokeModelWithResponseStream`: a model id and a body in that model's own dialect. */
export function readInvokeModel(request: ObjectValue): RequestReading {
  const reading = { ...readModelAndBody(request), ...readGuardrail(request, 'guardrailIdentifier') };
  const serviceTier = readTier(request);
  return serviceTier.state === 'absent' ? reading : { ...reading, serviceTier };
}

/** `StartAsyncInvoke`: makes vectors or videos, and takes its body as a document. */
export function readAsyncInvoke(request: ObjectValue): RequestReading {
  const input = readField(request, 'modelInput');
  const fields = new Map([...request.fields, ...(isField(input) ? [['body', input] as const] : [])]);
  return wordless(readInvokeModel({ ...request, fields }));
}

/** `InvokeModelWithBidirectionalStream`: what is said is sent piece by piece, behind the request. */
export function readSpeech(request: ObjectValue): RequestReading {
  return requestReading({
    model: readModel(request, 'modelId'),
    takesMaxTokens: false,
    content: { ...NO_CONTENT, hasUnseenInput: true },
    unpricedBecause: 'speech is paid for by tokens of its own, of which nothing is seen here',
  });
}

function wordless(reading: RequestReading): RequestReading {
  const { setMaxTokens: _, ...rest } = reading;
  return { ...rest, takesMaxTokens: false, maxTokens: ABSENT };
}

/** Low latency is asked for by a field of its own, and priced like a tier. Source: AWS API reference, API_runtime_InvokeModel. */
function readTier(request: ObjectValue): RequestReading['serviceTier'] {
  const tier = readText(readField(request, 'serviceTier'));
  return tier.state === 'absent' ? readText(readField(request, 'performanceConfigLatency')) : tier;
}

function readModelAndBody(request: ObjectValue): RequestReading {
  const model = readModel(request, 'modelId');
  const models = knownValues(model);
  const body = bodyOf(readField(request, 'body'));
  const ofModel = models.map(dialectOfModel).find((dialect) => dialect !== undefined);
  if (body === undefined) return unseenBody(model, ofModel);
  const dialect = pickDialect(models, body, ofModel);
  if (dialect === undefined) {
    return requestReading({
      model,
      maxTokens: unknown('the body fits no model family that is known'),
      content: { ...NO_CONTENT, hasUnseenInput: true },
    });
  }
  const isSure = model.state === 'known' && models.length === 1 && model.isOpen !== true && !body.isOpen;
  const faults = isSure && ofModel ? faultsOf(body, ofModel, dialect) : {};
  const reading = dialect === ofModel ? dialect.read(body) : withoutWriter(dialect.read(body), ofModel);
  const isGuess = ofModel === undefined && wordlessDialect(body) === undefined && dialectOfBody(body) === undefined;
  return requestReading({
    ...(isGuess && reading.maxTokens.state === 'absent' ? withUnknownCap(reading) : reading),
    ...faults,
    model,
    takesMaxTokens: dialect.takesMaxTokens,
  });
}

/** Only one of them: in a foreign body the cap's name is wrong anyway. */
function faultsOf(
  body: ObjectValue,
  ofModel: BodyDialect,
  ofBody: BodyDialect,
): Pick<RequestReading, 'foreignBody' | 'misnamedCap'> {
  const older =
    ofModel.name === 'claude-messages' && body.fields.has('max_tokens_to_sample') && !body.fields.has('messages');
  const foreign = older ? BODY_DIALECTS.find(({ name }) => name === 'claude-text') : ofBody;
  if (foreign !== undefined && foreign !== ofModel) {
    const mark = foreign.marks.find((key) => body.fields.get(key)?.isOptional !== true && body.fields.has(key));
    const field = mark === undefined ? undefined : body.fields.get(mark);
    if (field === undefined || mark === undefined || foreign.title === undefined || ofModel.title === undefined)
      return {};
    const { uri, range } = field;
    return { foreignBody: { bodyOf: foreign.title, modelOf: ofModel.title, field: mark, uri, range } };
  }
  return ofModel.caps === undefined ? {} : readMisnamedCap(body, ofModel.caps, true);
}

/** A cap that the model does not read would be written into a body of another family. */
function withoutWriter(reading: ReturnType<BodyDialect['read']>, ofModel: BodyDialect | undefined): typeof reading {
  if (ofModel === undefined) return reading;
  const { setMaxTokens: _, ...rest } = reading;
  return rest;
}

/** `prompt` and `messages` are fields of many models, each with its own name for the cap; some of them make images. */
function withUnknownCap({
  content,
  settings,
}: Pick<RequestReading, 'content' | 'settings'>): Pick<RequestReading, 'content' | 'settings' | 'maxTokens'> {
  const maxTokens = unknown('neither model nor body tells the field of the cap');
  return { content, maxTokens, ...(settings && { settings }) };
}

/** The model decides; among several possible models, or for none that is known, the body does. */
function pickDialect(
  models: readonly string[],
  body: ObjectValue,
  ofModel: BodyDialect | undefined,
): BodyDialect | undefined {
  if (models.length === 1 && ofModel) return foreignDialect(body, ofModel) ?? ofModel;
  const wordless = ofModel === undefined ? wordlessDialect(body) : undefined;
  if (wordless) return wordless;
  return dialectOfBody(body) ?? ofModel ?? byPrompt(body);
}

/** That of a body which surely is made for another family than the model is of: what it says counts, read or not. */
function foreignDialect(body: ObjectValue, ofModel: BodyDialect): BodyDialect | undefined {
  if (!ofModel.takesMaxTokens || ofModel.marks.some((mark) => body.fields.has(mark))) return undefined;
  const ofBody = dialectOfBody(body);
  const isOther = ofBody !== undefined && UNMISTAKABLE.has(ofBody.name) && familyOf(ofBody) !== familyOf(ofModel);
  return isOther ? ofBody : undefined;
}

const UNMISTAKABLE: ReadonlySet<string> = new Set(['claude-messages', 'claude-text', 'nova', 'titan-text', 'llama']);

function familyOf({ name }: BodyDialect): string {
  return name.split('-', 1)[0] ?? name;
}

/** A body that says nothing else is taken for the dialect with the commonest fields. */
function byPrompt(body: ObjectValue): BodyDialect | undefined {
  if (!body.fields.has('messages') && !body.fields.has('prompt')) return undefined;
  return BODY_DIALECTS.find((dialect) => dialect.name === 'openai-like');
}

function unseenBody(model: RequestReading['model'], dialect: BodyDialect | undefined): RequestReading {
  const takesMaxTokens = dialect?.takesMaxTokens ?? true;
  return requestReading({
    model,
    takesMaxTokens,
    maxTokens: takesMaxTokens ? unknown('the body is put together where it cannot be followed') : ABSENT,
    content: { ...NO_CONTENT, hasUnseenInput: true },
  });
}

function bodyOf(reading: Reading): ObjectValue | undefined {
  if (!isField(reading)) return undefined;
  const objects = optionsOf(reading.value).map(objectOf);
  const known = objects.filter((object) => object !== undefined);
  const [first] = known;
  if (first === undefined) return undefined;
  if (objects.length === 1) return first;
  return asObject({ kind: 'choice', options: known });
}

function objectOf(value: Value): ObjectValue | undefined {
  if (value.kind === 'object') return value;
  return value.kind === 'text' ? objectOfJsonText(value) : undefined;
}
