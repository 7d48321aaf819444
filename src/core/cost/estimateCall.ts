/** Tokens × price × cache → money of one call. Pure arithmetic; sums in a fixed order, so equal input gives equal bits. */
import type { Model } from '../catalog/model.ts';
import type { AmountRange, TokenEstimate } from '../domain/estimates.ts';
import { addTokens, NO_TOKENS, weakestMethod } from '../domain/estimates.ts';
import type { RequestBody } from '../domain/requestBody.ts';
import { callAssumptions } from './assumptions.ts';
import { CallReckoning } from './callCaching.ts';
import type { CardOfInput, HitRate } from './callCaching.ts';
import type {
  CallEstimate,
  EstimateSubject,
  InputTokens,
  ModelEstimate,
  OutputCeiling,
  OutputTokens,
  QuotaUse,
  SeenInput,
} from './callEstimate.ts';
import { cachedPrefix, stablePrefix } from './cachedPrefix.ts';
import { callTargets } from './callTargets.ts';
import type { ResolvedTarget } from './callTargets.ts';
import type { Workload } from '../configuration/configuration.ts';
import type { EstimateContext } from './estimateContext.ts';
import { otherCharges } from './otherCharges.ts';
import { estimateOutput, outputCeiling, writesText } from './outputTokens.ts';
import type { RateCard } from './rateCard.ts';
import { rateCard, serviceTierOf } from './rateCard.ts';
import { countCall } from './requestCount.ts';
import type { CountedSegment } from './segmentTokens.ts';
import { hitRateOfTraffic } from './traffic.ts';

/**
 * What one call costs: input and output, as far as both can be expected. Never throws, never $0 for want of a price: without
 * one `usdPerCall` is undefined and `unpricedBecause` says why. What one answer can cost at most is `outputCeiling`.
 */
export function estimateCall(subject: EstimateSubject, context: EstimateContext): CallEstimate {
  const estimates = callTargets(subject, context).map((target) =>
    estimateFor(target, variantFor(target, subject), context),
  );
  const [first, ...others] = estimates;
  if (first === undefined) throw new Error('a call has at least one target');
  const isOpen = subject.model.state === 'known' && subject.model.isOpen === true;
  if (others.length > 0) return { ...first, ...spanOf(estimates, isOpen), candidates: estimates };
  const assumptions = isOpen ? [orAnotherModel(first), ...first.assumptions] : first.assumptions;
  return { ...first, assumptions, candidates: estimates };
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
  // The money of an answer alone would look like that of the call.
  const priced = seenInput === 'none' ? undefined : reckoning;
  const estimate = {
    target,
    segments: counts.segments,
    frameTokens: counts.frameTokens,
    inputTokens: counts.inputTokens,
    seenInput,
    fixedTokens: counts.fixedTokens,
    outputTokens,
    outputCeiling: ceiling && withMoney(ceiling, typeof cards === 'string' ? undefined : cards, counts.inputTokens),
    stablePrefixTokens: counts.stablePrefixTokens,
    caching: reckoning?.caching() ?? cachingWithoutMoney(prefix, model),
    quota: quotaUse(ceiling?.tokens, counts.inputTokens, model),
    rates: typeof cards === 'string' ? undefined : cards(counts.inputTokens.likely),
    usdPerCall: priced?.usd(hitRate),
    inputUsdPerCall: priced?.usd(hitRate, ['cache-read', 'cache-write', 'input']),
    unpricedBecause: typeof cards === 'string' ? cards : priced ? undefined : PROMPT_UNSEEN,
    parts: priced?.likelyParts(hitRate) ?? [],
    tokenCorrection: tokens.correctionOf?.(model?.family ?? 'other'),
    currency: context.configuration.prices.currency,
    otherCharges: otherCharges(subject.operation, target.modelId, context.catalog),
  };
  return { ...estimate, assumptions: callAssumptions(estimate, subject, workload) };
}

const PROMPT_UNSEEN = 'its prompt is not seen here';

function seenInputOf({ id, hasUnseenInput, segments }: EstimateSubject): SeenInput {
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

function withMoney(
  ceiling: Omit<OutputCeiling, 'usd'>,
  cards: CardOfInput | undefined,
  input: InputTokens,
): OutputCeiling {
  const rate = cards?.(input.likely).output;
  return { ...ceiling, usd: rate && (ceiling.tokens * rate.usdPerMillionTokens) / 1e6 };
}

function cachingWithoutMoney(prefix: RequestCounts['cache'], model: Model | undefined): ModelEstimate['caching'] {
  if (prefix === undefined) return undefined;
  return {
    state: prefix.state,
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
 * traffic makes it. Without that it is taken to write, since a saving that nothing supports must not be counted.
 */
function hitRateOf(subject: EstimateSubject, workload: Workload | undefined, ttlSeconds: number | undefined): HitRate {
  const configured = workload?.cacheHitRate;
  if (configured !== undefined) return { share: Math.min(1, Math.max(0, configured)), isConfigured: true };
  if (subject.loop.isInLoop) return { share: 1, isConfigured: false };
  const calls = workload?.callsPerMonth;
  const share = calls === undefined || ttlSeconds === undefined ? 0 : hitRateOfTraffic(calls, ttlSeconds);
  return { share, isConfigured: false };
}

/** Ranges over all candidates: from the lowest low to the highest high, the likely of the first; the dearest ceiling. */
function spanOf(
  estimates: readonly ModelEstimate[],
  isOpen: boolean,
): Pick<CallEstimate, 'inputTokens' | 'outputTokens' | 'usdPerCall' | 'inputUsdPerCall' | 'assumptions'> &
  Partial<CallEstimate> {
  const first = estimates[0];
  if (first === undefined) throw new Error('nothing to span');
  const unpriced = estimates.find(({ rates }) => rates === undefined);
  const basis = estimates.find(({ outputTokens }) => outputTokens.basis === 'unknown') ?? first;
  const outputTokens: OutputTokens = {
    ...span(estimates.map((estimate) => estimate.outputTokens)),
    basis: basis.outputTokens.basis,
    method: 'assumed',
    evidence: first.outputTokens.evidence,
  };
  return {
    inputTokens: {
      ...span(estimates.map(({ inputTokens }) => inputTokens)),
      fixed: first.inputTokens.fixed,
      method: weakestMethod(estimates.map(({ inputTokens }) => inputTokens.method)),
    },
    outputTokens,
    outputCeiling: highestCeiling(estimates),
    usdPerCall: spanOfAll(estimates.map(({ usdPerCall }) => usdPerCall)),
    inputUsdPerCall: spanOfAll(estimates.map(({ inputUsdPerCall }) => inputUsdPerCall)),
    ...(unpriced === undefined
      ? {}
      : {
          unpricedBecause: `one of its ${estimates.length} possible models has no price: ${unpriced.unpricedBecause ?? ''}`,
        }),
    assumptions: [severalModels(estimates, isOpen), ...first.assumptions],
  };
}

/** Undefined as soon as one is. */
function highestCeiling(estimates: readonly ModelEstimate[]): OutputCeiling | undefined {
  const ceilings = estimates.flatMap(({ outputCeiling }) => outputCeiling ?? []);
  if (ceilings.length < estimates.length) return undefined;
  return ceilings.toSorted((a, b) => (b.usd ?? 0) - (a.usd ?? 0) || b.tokens - a.tokens)[0];
}

const NAMED_MODELS = 10;

function severalModels(estimates: readonly ModelEstimate[], isOpen: boolean): string {
  const names = [...new Set(estimates.map(({ target }) => target.modelId ?? 'an unknown model'))];
  const regions = [...new Set(estimates.map(({ target }) => target.region ?? 'an unknown Region'))];
  const likeliest = `the likely figures are those of ${names[0] ?? ''}${regions.length > 1 ? ` in ${regions[0] ?? ''}` : ''}`;
  if (names.length === 1)
    return `The Region can be any of ${regions.join(', ')}: ranges span all of them, ${likeliest}.`;
  const further = names.length > NAMED_MODELS ? ` and ${names.length - NAMED_MODELS} more` : '';
  const named = `${names.slice(0, NAMED_MODELS).join(', ')}${further}`;
  if (isOpen)
    return `The model can be any of ${named}, or one that the code does not tell: ranges span those that it tells, ${likeliest}.`;
  return `The model can be any of ${named}: ranges span all of them, ${likeliest}.`;
}

function span(ranges: readonly AmountRange[]): AmountRange {
  return {
    low: Math.min(...ranges.map(({ low }) => low)),
    likely: ranges[0]?.likely ?? 0,
    high: Math.max(...ranges.map(({ high }) => high)),
  };
}

/** Undefined as soon as one of them is: part of a sum is no sum. */
function spanOfAll(ranges: readonly (AmountRange | undefined)[]): AmountRange | undefined {
  const priced = ranges.filter((range) => range !== undefined);
  return priced.length === ranges.length ? span(priced) : undefined;
}
