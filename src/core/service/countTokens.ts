/** Tokens of a text, or of a whole request, as one model counts them. */
import { DEFAULT_CONFIGURATION } from '../configuration/configuration.ts';
import type { EstimateSubject } from '../cost/callEstimate.ts';
import { estimateCall } from '../cost/estimateCall.ts';
import type { TokenEstimate } from '../domain/estimates.ts';
import { ABSENT } from '../domain/resolved.ts';
import type { ObjectValue } from '../domain/value.ts';
import { readConverse } from '../requests/converse.ts';
import type { RequestReading } from '../requests/draft.ts';
import { readAnthropicMessages } from '../requests/messages.ts';
import { readChatCompletions, readResponses } from '../requests/openAi.ts';
import type { Dialect } from '../templates/dialects/templateToken.ts';
import { yamlValue } from '../templates/yamlValue.ts';
import { FAMILY_CALIBRATIONS } from '../tokens/families/familyCalibrations.ts';
import { toTokenFamily } from '../tokens/tokenFamily.ts';
import { parseYaml, yamlField } from '../util/yamlTree.ts';
import type { YamlMap } from '../util/yamlTree.ts';
import type { Knowledge } from './analyzer.ts';

export interface TokenCount {
  /** As asked for. */
  readonly model: string;
  readonly baseModel: string | undefined;
  readonly modelName: string | undefined;
  readonly inputTokens: TokenEstimate;
  /** Encoding and calibration, in words. */
  readonly basis: string;
  /** API whose request was counted; undefined for a text. */
  readonly operation: string | undefined;
}

/** Of the text alone, without what a request puts around it. */
export function countText(text: string, modelId: string, { catalog, tokens }: Knowledge): TokenCount {
  const reference = catalog.resolve(modelId);
  const model = reference.kind === 'model' ? reference.model : undefined;
  const inputTokens = tokens.estimateText(text, model?.family ?? 'other');
  return { ...describe(modelId, model, inputTokens), operation: undefined };
}

/** Undefined when the text is no request body of Converse, Messages, Chat Completions or Responses. */
export function countRequest(
  json: string,
  modelId: string,
  { catalog, tokens }: Knowledge,
  date: string,
): TokenCount | undefined {
  const { root, problems } = parseYaml(json);
  if (root?.kind !== 'map' || problems.length > 0) return undefined;
  const value = yamlValue(root, { uri: REQUEST_URI, text: json }, readNoHoles);
  const reference = catalog.resolve(modelId);
  const model = reference.kind === 'model' ? reference.model : undefined;
  const operation = operationOf(root, model?.provider);
  if (value.kind !== 'object' || operation === undefined) return undefined;
  const subject = subjectOf(READERS[operation](value), operation, modelId);
  const { inputTokens } = estimateCall(subject, { catalog, tokens, configuration: DEFAULT_CONFIGURATION, date });
  return { ...describe(modelId, model, inputTokens), operation };
}

type RequestOperation = 'Converse' | 'Messages' | 'ChatCompletions' | 'Responses';

/** A request that is sent has no placeholders any more. */
const readNoHoles: Dialect = (text) => [{ kind: 'text', start: 0, end: text.length }];

const REQUEST_URI = 'request:/request.json';

const READERS: Readonly<Record<RequestOperation, (request: ObjectValue) => RequestReading>> = {
  Converse: readConverse,
  Messages: readAnthropicMessages,
  ChatCompletions: readChatCompletions,
  Responses: readResponses,
};

/** Each API has its own form; where two are alike, the model's maker decides. */
function operationOf(root: YamlMap, provider: string | undefined): RequestOperation | undefined {
  if (root.entries.has('input')) return 'Responses';
  const messages = yamlField(root, 'messages');
  if (messages?.kind !== 'list') return undefined;
  if (root.entries.has('anthropic_version')) return 'Messages';
  const blocks = messages.items.flatMap((message) => {
    const content = yamlField(message, 'content');
    return content?.kind === 'list' ? content.items : [];
  });
  const hasTypes = blocks.some((block) => block.kind === 'map' && block.entries.has('type'));
  if (blocks.length > 0 && !hasTypes) return 'Converse';
  if (root.entries.has('inferenceConfig') || root.entries.has('toolConfig')) return 'Converse';
  return provider === 'anthropic' || root.entries.has('system') ? 'Messages' : 'ChatCompletions';
}

function subjectOf(
  { content, ...reading }: RequestReading,
  operation: RequestOperation,
  model: string,
): EstimateSubject {
  return {
    ...reading,
    ...content,
    uri: REQUEST_URI,
    operation,
    model: { state: 'known', value: model, from: 'literal', uri: REQUEST_URI, range: { start: 0, end: 0 } },
    region: ABSENT,
    loop: { isInLoop: false, isInHandler: false },
  };
}

function describe(
  asked: string,
  model: { readonly id: string; readonly name: string; readonly family: string } | undefined,
  inputTokens: TokenEstimate,
): Omit<TokenCount, 'operation'> {
  return {
    model: asked,
    baseModel: model?.id,
    modelName: model?.name,
    inputTokens,
    basis: basisOf(model?.family ?? 'other'),
  };
}

function basisOf(family: string): string {
  const { encoding, covers, text } = FAMILY_CALIBRATIONS[toTokenFamily(family)];
  const how = text.weights === undefined ? 'scaled' : 'weighted';
  return text.method === 'exact' ? `${encoding}, the model's own (${covers})` : `${encoding}, ${how} for ${covers}`;
}
