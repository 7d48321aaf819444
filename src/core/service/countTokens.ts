/** Tokens of a text, or of a whole request, as one model counts them. */
import type { Model } from '../catalog/model.ts';
import { correctionText } from '../cost/assumptions.ts';
import { estimateAnswer, type AnswerEstimate } from '../cost/output/estimateAnswer.ts';
import { roughMaterialTokens } from '../cost/output/instructions.ts';
import { readAnswer } from '../cost/output/readAnswer.ts';
import type { TokenEstimate } from '../domain/estimates.ts';
import type { RequestBody } from '../domain/requestBody.ts';
import { readRequestBody } from '../requests/readRequestBody.ts';
import { requestLimits } from '../requests/requestLimits.ts';
import { FAMILY_CALIBRATIONS } from '../tokens/families/familyCalibrations.ts';
import type { RequestPart } from '../tokens/requestTokens.ts';
import { requestTokens } from '../tokens/requestTokens.ts';
import { parseYaml, yamlData } from '../util/yamlTree.ts';
import type { TokenEstimator } from '../tokens/tokenEstimator.ts';
import type { Knowledge } from './analyzer.ts';

export interface TokenCount {
  /** As asked for. */
  readonly model: string;
  readonly baseModel: string | undefined;
  readonly modelName: string | undefined;
  readonly inputTokens: TokenEstimate;
  /** Where the tokens are; one part for a text. */
  readonly parts: readonly RequestPart[];
  /** Encoding and calibration, in words. */
  readonly basis: string;
  /** API whose request was counted; undefined for a text. */
  readonly operation: string | undefined;
  /** What the answer to a request can be expected to be; absent for a text, and for models that write none. */
  readonly answer?: AnswerEstimate;
}

/** A counter that has the model's tokenizer, and the name of its file. */
export interface OwnTokens {
  readonly tokens: TokenEstimator;
  readonly file: string;
}

/** Of the text alone, without what a request puts around it. */
export function countText(text: string, modelId: string, { catalog, tokens }: Knowledge, own?: OwnTokens): TokenCount {
  const model = modelOf(modelId, catalog);
  const counter = own?.tokens ?? tokens;
  const inputTokens = counter.estimateText(text, model?.family ?? 'other');
  const parts: readonly RequestPart[] = [{ kind: 'user', what: 'text', tokens: inputTokens }];
  const described = describe(modelId, model, inputTokens.method === 'exact' ? own?.file : undefined, counter);
  const basis = counter.isRoughFor(text) ? `the characters alone, roughly as ${described.basis}` : described.basis;
  return { ...described, basis, inputTokens, parts, operation: undefined };
}

/** Undefined when the text is no request body of Converse, InvokeModel, Messages, Chat Completions or Responses. */
export function countRequest(
  json: string,
  modelId: string,
  knowledge: Knowledge,
  own?: OwnTokens,
): TokenCount | undefined {
  return countRequestData(dataOf(json), modelId, knowledge, own);
}

/** The same for a request that is read already. */
export function countRequestData(
  data: unknown,
  modelId: string,
  { catalog, tokens: estimator }: Knowledge,
  own?: OwnTokens,
): TokenCount | undefined {
  const model = modelOf(modelId, catalog);
  const body = readRequestBody(data, model === undefined ? {} : { provider: model.provider });
  if (body === undefined) return undefined;
  const family = model?.family ?? 'other';
  const tokens = own?.tokens ?? estimator;
  const counted = requestTokens(body, { tokens, family, ...(model !== undefined && { baseModelId: model.id }) });
  const file = counted.parts.some((part) => part.tokens.method === 'exact') ? own?.file : undefined;
  const answer = answerTo(body, data, model);
  return { ...describe(modelId, model, file, tokens), ...counted, operation: body.api, ...(answer && { answer }) };
}

function answerTo(body: RequestBody, data: unknown, model: Model | undefined): AnswerEstimate | undefined {
  if (model !== undefined && model.modality !== 'text') return undefined;
  const { capTokens, thinkingTokens } = requestLimits(data);
  const material = roughMaterialTokens(body);
  return estimateAnswer(readAnswer(body, body.tools.length), {
    modelId: model?.id,
    materialTokens: { low: material, likely: material, high: material },
    isThinking: body.isThinking || thinkingTokens !== undefined,
    thinkingTokens,
    ceilingTokens: Math.min(capTokens ?? Infinity, model?.maxOutputTokens ?? Infinity),
    isCapped: capTokens !== undefined,
  });
}

/** JSON, or YAML, which is slower to read. */
export function dataOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { root, problems } = parseYaml(text);
    return root === undefined || problems.length > 0 ? undefined : yamlData(root);
  }
}

function modelOf(modelId: string, catalog: Knowledge['catalog']): Model | undefined {
  const reference = catalog.resolve(modelId);
  return reference.kind === 'model' ? reference.model : undefined;
}

/** @param tokenizer File of the model's tokenizer, where that counted. */
function describe(
  asked: string,
  model: Model | undefined,
  tokenizer: string | undefined,
  tokens: TokenEstimator,
): Pick<TokenCount, 'model' | 'baseModel' | 'modelName' | 'basis'> {
  const basis =
    tokenizer === undefined ? basisOf(model?.family ?? 'other', tokens) : `${tokenizer}, the model's own as configured`;
  return { model: asked, baseModel: model?.id, modelName: model?.name, basis };
}

function basisOf(family: Model['family'], tokens: TokenEstimator): string {
  const { encoding, covers, text } = FAMILY_CALIBRATIONS[family];
  const how = text.weights === undefined ? 'scaled' : 'weighted';
  if (text.method === 'exact') return `${encoding}, the model's own (${covers})`;
  const correction = tokens.correctionOf(family);
  return `${encoding}, ${how} for ${covers}${correction === undefined ? '' : `, ${correctionText(correction)}`}`;
}
