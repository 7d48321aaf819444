import { ABSENT, knownValues, unknown } from '../domain/resolved.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectValue, Value } from '../domain/value.ts';
import { NO_CONTENT } from './content.ts';
import { requestReading } from './draft.ts';
import type { RequestReading } from './draft.ts';
import { asObject, isField, readField, readGuardrail, readModel, readText } from './fields.ts';
import type { Reading } from './fields.ts';
import { objectOfJsonText } from './jsonText.ts';
import { BODY_DIALECTS, dialectOfBody, dialectOfModel } from './modelBodies.ts';
import type { BodyDialect } from './modelBodies.ts';

/** Request of `InvokeModel` and `InvokeModelWithResponseStream`: a model id and a body in that model's own dialect. */
export function readInvokeModel(request: ObjectValue): RequestReading {
  const reading = { ...readModelAndBody(request), ...readGuardrail(request, 'guardrailIdentifier') };
  const serviceTier = readTier(request);
  return serviceTier.state === 'absent' ? reading : { ...reading, serviceTier };
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
  const reading = dialect.read(body);
  const isGuess = ofModel === undefined && dialectOfBody(body) === undefined;
  return requestReading({
    ...(isGuess && reading.maxTokens.state === 'absent' ? withUnknownCap(reading) : reading),
    model,
    takesMaxTokens: dialect.takesMaxTokens,
  });
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
  if (models.length === 1 && ofModel) return ofModel;
  return dialectOfBody(body) ?? ofModel ?? byPrompt(body);
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
