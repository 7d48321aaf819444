import type { CachePolicy } from '../catalog/model.ts';
import type { AmountRange } from '../domain/estimates.ts';
import type { CachedPrefix } from './cachedPrefix.ts';
import type { CachingEstimate, CachingMoney, CostPart } from './callEstimate.ts';
import { breakEvenCalls, costParts, sumOfParts } from './callMoney.ts';
import type { RateCard } from './rateCard.ts';

/** Prices by the length of the input: some models bill long prompts whole at another price. */
export type CardOfInput = (inputTokens: number) => RateCard;

export interface CallTokens {
  readonly input: AmountRange;
  readonly output: AmountRange;
}

/** How a call meets the cache. `hitRate`: share of calls that find the stable part of the prefix there. */
type CacheUse = { readonly kind: 'uncached' } | { readonly kind: 'cached'; readonly hitRate: number };

type Point = keyof AmountRange;

const UNCACHED: CacheUse = { kind: 'uncached' };
const FIRST_CALL: CacheUse = { kind: 'cached', hitRate: 0 };
const LATER_CALL: CacheUse = { kind: 'cached', hitRate: 1 };

/** Turns the tokens of one call to one model into money. Ranges keep `low <= likely <= high`. */
export class CallReckoning {
  readonly #tokens: CallTokens;
  readonly #cardOf: CardOfInput;
  readonly #prefix: CachedPrefix | undefined;
  readonly #policy: CachePolicy | undefined;

  constructor(tokens: CallTokens, cardOf: CardOfInput, prefix?: CachedPrefix, policy?: CachePolicy) {
    this.#tokens = tokens;
    this.#cardOf = cardOf;
    this.#prefix = prefix;
    this.#policy = policy;
  }

  /** Parts of the likely money: as cached when a checkpoint is in force, by the share of calls that find the prefix. */
  likelyParts(hitRate: number): readonly CostPart[] {
    const isCached = this.#prefix?.state === 'active' && this.canCache;
    return this.#parts('likely', isCached ? { kind: 'cached', hitRate } : UNCACHED);
  }

  /** From the cheapest way through the cache to the dearest one that can happen. */
  usd(hitRate: number, kinds: readonly CostPart['kind'][] | 'all' = 'all'): AmountRange {
    const sum = (parts: readonly CostPart[]): number =>
      sumOfParts(kinds === 'all' ? parts : parts.filter((part) => kinds.includes(part.kind)));
    const uses = this.#possibleUses();
    const likely = sum(this.likelyParts(hitRate));
    return {
      low: Math.min(likely, ...uses.map((use) => sum(this.#parts('low', use)))),
      likely,
      high: Math.max(likely, ...uses.map((use) => sum(this.#parts('high', use)))),
    };
  }

  caching(): CachingEstimate | undefined {
    const prefix = this.#prefix;
    const policy = this.#policy;
    if (prefix === undefined || policy === undefined) return undefined;
    return {
      state: prefix.state,
      prefixTokens: prefix.tokens,
      minimumTokens: policy.minimumTokens,
      ttlSeconds: prefix.ttlSeconds,
      usd: this.#cachingMoney(),
    };
  }

  get canCache(): boolean {
    return this.#prefix !== undefined && this.#cardOf(this.#tokens.input.likely).cache !== undefined;
  }

  #cachingMoney(): CachingMoney | undefined {
    const state = this.#prefix?.state;
    if (!this.canCache || state === 'none' || state === 'too-short') return undefined;
    const uncached = this.#range(UNCACHED);
    const firstCall = this.#range(FIRST_CALL);
    const laterCall = this.#range(LATER_CALL);
    return {
      uncached,
      firstCall,
      laterCall,
      breakEvenCalls: breakEvenCalls(uncached.likely, firstCall.likely, laterCall.likely),
    };
  }

  #range(use: CacheUse): AmountRange {
    const likely = sumOfParts(this.#parts('likely', use));
    return {
      low: Math.min(likely, sumOfParts(this.#parts('low', use))),
      likely,
      high: Math.max(likely, sumOfParts(this.#parts('high', use))),
    };
  }

  #possibleUses(): readonly CacheUse[] {
    const prefix = this.#prefix;
    const state = prefix?.state;
    const isAsked = state === 'active' || state === 'too-short' || state === 'implicit';
    const isLongEnough = (prefix?.tokens.high ?? 0) >= (this.#policy?.minimumTokens ?? 0);
    return isAsked && isLongEnough && this.canCache ? [UNCACHED, FIRST_CALL, LATER_CALL] : [UNCACHED];
  }

  #parts(point: Point, use: CacheUse): readonly CostPart[] {
    const input = this.#tokens.input[point];
    const output = this.#tokens.output[point];
    const card = this.#cardOf(input);
    if (use.kind === 'uncached' || this.#prefix === undefined || card.cache === undefined) {
      return costParts({ cacheRead: 0, cacheWrite: 0, input, output }, card);
    }
    const limit = this.#policy?.maximumCachedTokens ?? Infinity;
    const whole = Math.min(this.#prefix.tokens[point], input, limit);
    const stable = Math.min(this.#prefix.stableTokens[point], whole);
    const cacheRead = stable * use.hitRate;
    return costParts({ cacheRead, cacheWrite: whole - cacheRead, input: input - whole, output }, card);
  }
}
