/** Counts by the service itself: what would be sent, so that it can be shown before it is. */
import type { Model } from '../catalog/model.ts';
import type { CountComparison, CountTokensRequest } from '../domain/countTokens.ts';
import { callTargets } from '../cost/callTargets.ts';
import type { EstimateSubject } from '../cost/callEstimate.ts';
import type { EstimateContext } from '../cost/estimateContext.ts';
import type { JsonObject } from '../domain/requestBody.ts';
import { countTokensRequest, messageOfText } from '../requests/countTokensInput.ts';
import type { CannotCount } from '../requests/countTokensInput.ts';
import { BODY_APIS, readRequestBody, unwrapRequest } from '../requests/readRequestBody.ts';
import { calibrationDate } from '../tokens/calibrationDate.ts';
import type { RequestPart } from '../tokens/requestTokens.ts';
import type { Knowledge } from './analyzer.ts';
import type { TokenCount } from './countTokens.ts';
import { countRequestData, dataOf } from './countTokens.ts';
import { fixedRequest } from './fixedRequest.ts';

export interface ExactCountPlan {
  readonly request: CountTokensRequest;
  readonly modelName: string;
  /** From the model's ARN: where it has to be counted. */
  readonly region: string | undefined;
  /** Of what is sent. */
  readonly characters: number;
  /** Of the same request. */
  readonly estimate: TokenCount;
}

/** A text is counted as the only message of a request, which is how it is billed. */
export function planForText(text: string, modelId: string, knowledge: Knowledge): ExactCountPlan | CannotCount {
  return planFor(messageOfText(text), modelId, knowledge);
}

/** Undefined when the text is no request body that is known. */
export function planForRequest(
  json: string,
  modelId: string,
  knowledge: Knowledge,
): ExactCountPlan | CannotCount | undefined {
  const request = unwrapRequest(dataOf(json));
  return request === undefined || readRequestBody(request) === undefined
    ? undefined
    : planFor(request, modelId, knowledge);
}

export interface CallCountPlan extends ExactCountPlan {
  /** What the call sends and the request does not hold. */
  readonly leftOut: readonly string[];
}

/** What is known to the letter of a call, for the likeliest of its models, in the Region that the code or the configuration says. */
export function planForCall(
  subject: EstimateSubject,
  context: Knowledge & EstimateContext,
): CallCountPlan | CannotCount {
  const [target] = callTargets(subject, context);
  const fixed = fixedRequest(subject);
  if (fixed === undefined) return { problem: 'Nothing of this prompt is known here, so there is nothing to count.' };
  if (target?.modelId === undefined)
    return { problem: 'The model of this call is not known: declare it in bedrock-cost-lint.yaml.' };
  const plan = planFor(fixed.request, target.modelId, context);
  return 'problem' in plan ? plan : { ...plan, region: plan.region ?? target.region, leftOut: fixed.leftOut };
}

/** @param request A body of Converse or Messages. */
export function planFor(request: JsonObject, modelId: string, knowledge: Knowledge): ExactCountPlan | CannotCount {
  const reference = knowledge.catalog.resolve(modelId);
  if (reference.kind === 'opaque') return { problem: `${reference.reason} Bedrock counts for base models only.` };
  if (reference.kind === 'unknown') return { problem: unknownModel(modelId, reference.closest) };
  const { model, region } = reference;
  const api = apiOf(request, model);
  const planned = api && countTokensRequest(request, api, model);
  const estimate = countRequestData(request, modelId, knowledge);
  if (planned === undefined || estimate === undefined) return { problem: 'This is no request that Bedrock can count.' };
  if ('problem' in planned) return planned;
  const characters = JSON.stringify(planned.input.request).length;
  return { request: planned, modelName: model.name, region, characters, estimate };
}

/** What the service counted beside the estimate of the same, without corrections. Undefined for a model or request that is not known. */
export function compareCount(
  { modelId, input }: CountTokensRequest,
  exactTokens: number,
  { catalog, tokens }: Knowledge,
): CountComparison | undefined {
  const reference = catalog.resolve(modelId);
  const estimate = countRequestData(input.request, modelId, { catalog, tokens: tokens.uncorrected });
  if (reference.kind !== 'model' || estimate === undefined) return undefined;
  const { family } = reference.model;
  const texts = estimate.parts.filter(({ kind }) => TEXTS.includes(kind)).map((part) => part.tokens.likely);
  const textTokens = texts.reduce((sum, likely) => sum + likely, 0);
  const { low, likely, high } = estimate.inputTokens;
  return {
    family,
    calibrated: calibrationDate(family),
    exactTokens,
    textTokens,
    otherTokens: likely - textTokens,
    plusMinusTokens: (high - low) / 2,
  };
}

const TEXTS: readonly RequestPart['kind'][] = ['system', 'user', 'assistant', 'tools'];

function apiOf(request: JsonObject, model: Model): (typeof BODY_APIS)[number] | undefined {
  const api = readRequestBody(request, { provider: model.provider })?.api;
  return BODY_APIS.find((known) => known === api);
}

function unknownModel(modelId: string, closest: string | undefined): string {
  const hint = closest === undefined ? '' : ` Did you mean ${closest}?`;
  return `The catalogue does not know ${modelId}, so it cannot say where its tokens are counted.${hint}`;
}
