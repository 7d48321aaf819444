/** Tokens × price × cache → money of one call. Pure arithmetic; sums in a fixed order, so equal input gives equal bits. */
import type { Model } from '../catalog/model.ts';
import type { AmountRange, TokenEstimate } from '../domain/estimates.ts';
import { addTokens, NO_TOKENS } from '../domain/estimates.ts';
import type { RequestBody } from '../domain/requestBody.ts';
import { callAssumptions } from './assumptions.ts';
import { CallReckoning, isMarked } from './callCaching.ts';
import type { CardOfInput, HitRate } from './callCaching.ts';
import { usdOf } from './callMoney.ts';
import type {
  CallEstimate,
  EstimateSubject,
  InputTokens,
  ModelEstimate,
  OutputCeiling,
  QuotaUse,
  SeenInput,
} from './callEstimate.ts';
import { cachedPrefix, stablePrefix } from './cachedPrefix.ts';
import { callTargets } from './callTargets.ts';
import type { ResolvedTarget } from './callTargets.ts';
import type { Workload } from '../configuration/configuration.ts';
import { spanOf } from './candidateSpan.ts';
import { conversationCost } from './conversationCost.ts';
import type { EstimateContext } from './estimateContext.ts';
import { otherCharges } from './otherCharges.ts';
import { estimateOutput, outputCeiling, writesText } from './outputTokens.ts';
import type { RateCard } from './rateCard.ts';
import { rateCard, serviceTierOf } from './rateCard.ts';
import { countCall } from './requestCount.ts';
import type { CountedSegment } from './segmentTokens.ts';
import { hitRateOfTraffic } from './traffic.ts';
import { unsizedInputs } from './unsizedInput.ts';

/**
 * What one call costs: input and output, as far as both can be expected. Never throws, never $0 for want of a price: without
 * one `usdPerCall` is undefined and `unpricedBecause` says why. What the call sends but nobody knows the size of is in no
 * figure, and in `unsized`. What one answer can cost at most is `outputCeiling`.
 */
export function estimateCall(subject: EstimateSubject, context: EstimateContext): CallEstimate {
  const estimates = callTargets(subject, context).map((target) =>
    estimateFor(target, variantFor(target, subject), context),
  );
  const [first, ...others] = estimates;
  if (first === undefined) throw new Error('a call has at least one target');
  const isOpen = subject.model.state === 'known' && subject.model.isOpen === true;
  if (others.length > 0) return { ...spanOf(first, estimates, isOpen), candidates: estimates };
  const assumptions = isOpen ? [orAnotherModel(first), ...first.assumptions] : first.assumptions;
  return { ...first, assumptions, unpriced: [], candidates: estimates };
}

/** The call as it is with that model. */
function variantFor({ written }: ResolvedTarget, subject: EstimateSubject): EstimateSubject {
  const variant = subject.variants?.find(({ modelId }) => modelId === written);
  if (variant === undefined) return subject;
  const { libraryMaxTokens: _, thinkingTokens: __, settings: ___, ...rest } = subject;
  return { ...rest, ...variant };
}

function orAnotherModel({ target }: ModelEstimate): string {
  const name = target.modelId ?? 'an unknown model';
  return `The model can be ${name}, or one that the code does not tell: the figures are those of ${name}.`;
}

/** The same for one of the models that the call could have. */
export function estimateFor(target: ResolvedTarget, subject: EstimateSubject, context: EstimateContext): ModelEstimate {
  const { model } = target;
  const workload = context.configuration.workload(subject);
  const tokens = context.ownTokens?.(target) ?? context.tokens;
  const counts = countRequest(subject, model, { ...context, tokens });
  const ceiling = outputCeiling(subject, model);
  const outputTokens = estimateOutput({ subject, model, ceiling, workload, counts });
  const cards = cardsFor(target, subject, context, counts);
  const prefix = counts.cache;
  const reckoning =
    typeof cards === 'string'
      ? undefined
      : new CallReckoning({ input: counts.inputTokens, output: outputTokens }, cards, prefix, model?.caching);
  const hitRate = hitRateOf(subject, workload, prefix?.ttlSeconds);
  const seenInput = seenInputOf(subject);
  const rates = typeof cards === 'string' ? undefined : cards(counts.inputTokens.likely);
  const inputUsdPerCall = reckoning?.usd(hitRate, ['cache-read', 'cache-write', 'input']);
  const pricedCeiling = ceiling && withMoney(ceiling, rates);
  const estimate = {
    target,
    segments: counts.segments,
    frameTokens: counts.frameTokens,
    inputTokens: counts.inputTokens,
    seenInput,
    fixedTokens: counts.fixedTokens,
    outputTokens,
    outputCeiling: pricedCeiling,
    stablePrefixTokens: counts.stablePrefixTokens,
    caching: reckoning?.caching() ?? cachingWithoutMoney(prefix, model),
    quota: quotaUse(ceiling?.tokens, counts.inputTokens, model),
    rates,
    usdPerCall: reckoning?.usd(hitRate),
    usdCeilingPerCall: ceilingUsd(inputUsdPerCall, pricedCeiling),
    inputUsdPerCall,
    unpricedBecause: typeof cards === 'string' ? cards : undefined,
    unsized: unsizedInputs(subject, counts.segments, seenInput, rates),
    longContext: typeof cards === 'string' ? undefined : longContext(model, cards, counts.inputTokens.likely),
    parts: reckoning?.likelyParts(hitRate) ?? [],
    tokenCorrection: tokens.correctionOf?.(model?.family ?? 'other'),
    currency: context.configuration.prices.currency,
    conversation: rates && conversationCost(subject, counts, outputTokens, rates, model),
    otherCharges: otherCharges(subject, target.modelId, context.catalog),
  };
  return { ...estimate, assumptions: callAssumptions(estimate, subject, workload) };
}

function seenInputOf({ id, hasUnseenInput, segments, unpricedBecause }: EstimateSubject): SeenInput {
  // What creates something need not send anything.
  if (unpricedBecause !== undefined && !hasUnseenInput) return 'all';
  // No call sends nothing; a template may be empty.
  if (segments.length === 0) return hasUnseenInput || id !== undefined ? 'none' : 'all';
  return hasUnseenInput ? 'some' : 'all';
}

interface RequestCounts {
  readonly body: RequestBody;
  readonly segments: readonly CountedSegment[];
  readonly frameTokens: TokenEstimate;
  readonly inputTokens: InputTokens;
  readonly fixedTokens: TokenEstimate;
  readonly stablePrefixTokens: TokenEstimate;
  readonly cache: ReturnType<typeof cachedPrefix> | undefined;
}

function countRequest(subject: EstimateSubject, model: Model | undefined, context: EstimateContext): RequestCounts {
  const { segments, frameTokens, body } = countCall(subject, model, context);
  const toolFrame = hasTools(subject) ? frameTokens : NO_TOKENS;
  const total = addTokens([frameTokens, ...segments.map(({ tokens }) => tokens)]);
  const fixed = addTokens([frameTokens, ...segments.map(({ staticTokens }) => staticTokens)]);
  return {
    body,
    segments,
    frameTokens,
    inputTokens: { ...total, fixed: fixed.likely },
    fixedTokens: fixed,
    stablePrefixTokens: stablePrefix(segments, toolFrame),
    cache: model?.caching && cachedPrefix(subject.segments, segments, toolFrame, model.caching),
  };
}

function hasTools({ toolCount, segments }: EstimateSubject): boolean {
  return toolCount > 0 || segments.some(({ sent }) => (sent?.tools.length ?? 0) > 0);
}

/** Prices by the length of the input, or why there are none. */
function cardsFor(
  target: ResolvedTarget,
  subject: EstimateSubject,
  context: EstimateContext,
  counts: RequestCounts,
): CardOfInput | string {
  const { model } = target;
  if (subject.unpricedBecause !== undefined) return subject.unpricedBecause;
  if (model === undefined) return target.unpricedBecause ?? 'the model is not known';
  const question = {
    prices: context,
    target: { ...target, model },
    tier: serviceTierOf(subject.serviceTier, subject.operation).tier,
    writesOutput: writesText(subject, model),
    date: context.date,
  };
  const card = rateCard({ ...question, band: 'default' });
  const threshold = model.longContextAboveTokens;
  if (typeof card === 'string' || threshold === undefined) return typeof card === 'string' ? card : () => card;

  const long = rateCard({ ...question, band: 'long' });
  if (typeof long === 'string') return counts.inputTokens.likely > threshold ? long : () => card;
  return (inputTokens): RateCard => (inputTokens > threshold ? long : card);
}

function withMoney(ceiling: Omit<OutputCeiling, 'usd'>, rates: ModelEstimate['rates']): OutputCeiling {
  const rate = rates?.output;
  return { ...ceiling, usd: rate && usdOf(ceiling.tokens, rate) };
}

function ceilingUsd(input: AmountRange | undefined, ceiling: OutputCeiling | undefined): number | undefined {
  if (input === undefined || ceiling === undefined) return undefined;
  if (ceiling.tokens === 0) return input.high;
  return ceiling.usd === undefined ? undefined : input.high + ceiling.usd;
}

function longContext(model: Model | undefined, cards: CardOfInput, inputTokens: number): ModelEstimate['longContext'] {
  const aboveTokens = model?.longContextAboveTokens;
  if (aboveTokens === undefined || inputTokens <= aboveTokens) return undefined;
  return { aboveTokens, shortUsdPerMillionTokens: cards(aboveTokens).input.usdPerMillionTokens };
}

function cachingWithoutMoney(prefix: RequestCounts['cache'], model: Model | undefined): ModelEstimate['caching'] {
  if (prefix === undefined) return undefined;
  return {
    state: isMarked(prefix.state) ? 'not-offered' : prefix.state,
    prefixTokens: prefix.tokens,
    minimumTokens: model?.caching?.minimumTokens,
    ttlSeconds: prefix.ttlSeconds,
    usd: undefined,
    byTtl: [],
  };
}

function quotaUse(ceiling: number | undefined, input: InputTokens, model: Model | undefined): QuotaUse | undefined {
  if (ceiling === undefined) return undefined;
  return { reservedTokens: input.likely + ceiling, outputMultiplier: model?.quotaOutputMultiplier };
}

/**
 * Without a configured rate a call in a loop finds what the one before it wrote; any other one as often as the configured
 * traffic makes it. A saving that nothing supports is not counted.
 */
function hitRateOf(subject: EstimateSubject, workload: Workload | undefined, ttlSeconds: number | undefined): HitRate {
  const configured = workload?.cacheHitRate;
  if (configured !== undefined) return { share: Math.min(1, Math.max(0, configured)), basis: 'configuration' };
  if (subject.loop.isInLoop) return { share: 1, basis: 'loop' };
  const calls = workload?.callsPerMonth;
  if (calls === undefined || ttlSeconds === undefined) return { share: 0, basis: 'nothing' };
  return { share: hitRateOfTraffic(calls, ttlSeconds), basis: 'traffic' };
}
