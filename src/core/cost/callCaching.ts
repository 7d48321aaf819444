import type { CachePolicy } from '../catalog/model.ts';
import type { AmountRange } from '../domain/estimates.ts';
import type { CachedPrefix } from './cachedPrefix.ts';
import type { CachingEstimate, CachingMoney, CachingState, CostPart, TtlMoney } from './callEstimate.ts';
import type { CacheWrite } from './callMoney.ts';
import { breakEvenCalls, costParts, evenCalls, sumOfParts } from './callMoney.ts';
import type { RateCard } from './rateCard.ts';
import { cacheWriteRate } from './rateCard.ts';
import { callsPerMonth } from './traffic.ts';

/** Prices by the length of the input: some models bill long prompts whole at another price. */
export type CardOfInput = (inputTokens: number) => RateCard;

export interface CallTokens {
  readonly input: AmountRange;
  readonly output: AmountRange;
}

/** Share of calls that find the stable part of the prefix in the cache, 0 to 1, and what says so. */
export interface HitRate {
  readonly share: number;
  readonly basis: 'configuration' | 'loop' | 'traffic' | 'nothing';
}

/**
 * How a call meets the cache. `hitRate`: share of calls that find the stable part of the prefix there. Of calls that do
 * not, the prefix is written where the request asks for it, and plain input where the service caches by itself.
 */
type CacheUse =
  { readonly kind: 'uncached' } | { readonly kind: 'cached' | 'cached-by-service'; readonly hitRate: number };

type Point = keyof AmountRange;

const UNCACHED: CacheUse = { kind: 'uncached' };
const FIRST_CALL: CacheUse = { kind: 'cached', hitRate: 0 };
const LATER_CALL: CacheUse = { kind: 'cached', hitRate: 1 };
const FOUND_BY_CHANCE: CacheUse = { kind: 'cached-by-service', hitRate: 1 };

/** True where calls ask for a cache that they can have. */
export function isMarked(state: CachingState): boolean {
  return state === 'active' || state === 'conditional';
}

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

  /**
   * Parts of the likely money: as cached when a checkpoint is in force and something says how often the cache is found
   * filled, or when the configuration says it of a cache that the service fills by itself.
   */
  likelyParts(hitRate: HitRate): readonly CostPart[] {
    return this.#parts('likely', this.#likelyUse(hitRate));
  }

  /** From the cheapest way through the cache to the dearest one that can happen. */
  usd(hitRate: HitRate, kinds: readonly CostPart['kind'][] | 'all' = 'all'): AmountRange {
    const sum = (parts: readonly CostPart[]): number =>
      sumOfParts(kinds === 'all' ? parts : parts.filter((part) => kinds.includes(part.kind)));
    const likely = sum(this.likelyParts(hitRate));
    const ends = [this, ...this.#withMoreCheckpoints()].map((reckoning) => reckoning.#ends(sum));
    return {
      low: Math.min(likely, ...ends.map(({ low }) => low)),
      likely,
      high: Math.max(likely, ...ends.map(({ high }) => high)),
    };
  }

  #ends(sum: (parts: readonly CostPart[]) => number): Pick<AmountRange, 'low' | 'high'> {
    return {
      low: Math.min(...this.#possibleUses(FOUND_BY_CHANCE).map((use) => sum(this.#parts('low', use)))),
      high: Math.max(...this.#possibleUses(FIRST_CALL).map((use) => sum(this.#parts('high', use)))),
    };
  }

  #withMoreCheckpoints(): readonly CallReckoning[] {
    const more = this.#prefix?.perhaps;
    return more === undefined ? [] : [new CallReckoning(this.#tokens, this.#cardOf, more, this.#policy)];
  }

  caching(): CachingEstimate | undefined {
    const prefix = this.#prefix;
    const policy = this.#policy;
    if (prefix === undefined || policy === undefined) return undefined;
    return {
      state: isMarked(prefix.state) && !this.canCache ? 'not-offered' : prefix.state,
      prefixTokens: prefix.tokens,
      minimumTokens: policy.minimumTokens,
      ttlSeconds: prefix.ttlSeconds,
      usd: this.#cachingMoney(),
      byTtl: policy.ttlSeconds.flatMap((ttlSeconds) => this.#moneyOfTtl(ttlSeconds) ?? []),
    };
  }

  get canCache(): boolean {
    return this.#canWrite(this.#cardOf(this.#tokens.input.likely));
  }

  #canWrite(card: RateCard): boolean {
    if (this.#prefix === undefined) return false;
    return this.#prefix.writes.every(({ ttlSeconds }) => cacheWriteRate(card, ttlSeconds) !== undefined);
  }

  #moneyOfTtl(ttlSeconds: number): TtlMoney | undefined {
    const prefix = this.#prefix;
    if (prefix === undefined) return undefined;
    const kept: CachedPrefix = { ...prefix, ttlSeconds, writes: [{ tokens: prefix.tokens, ttlSeconds }] };
    const usd = new CallReckoning(this.#tokens, this.#cardOf, kept, this.#policy).#cachingMoney();
    if (usd === undefined) return undefined;
    const even = evenCalls(usd.uncached.likely, usd.firstCall.likely, usd.laterCall.likely);
    return {
      ttlSeconds,
      usd,
      breakEvenCallsPerMonth: even === undefined ? undefined : callsPerMonth(even, ttlSeconds),
    };
  }

  #cachingMoney(): CachingMoney | undefined {
    const state = this.#prefix?.state;
    if (!this.canCache || state === 'none' || state === 'too-short' || state === 'refused') return undefined;
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

  #likelyUse({ share, basis }: HitRate): CacheUse {
    const state = this.#prefix?.state;
    if (!this.canCache) return UNCACHED;
    if (state === 'active') return basis === 'nothing' ? this.#unknownUse() : { kind: 'cached', hitRate: share };
    if (state === 'conditional' && basis === 'configuration') return { kind: 'cached', hitRate: share };
    if (state === 'implicit' && basis === 'configuration') return { kind: 'cached-by-service', hitRate: share };
    return UNCACHED;
  }

  /** As many calls fill the cache as make it cost what it saves, so the money is that of no cache; less where filling is free. */
  #unknownUse(): CacheUse {
    const [uncached, first] = [UNCACHED, FIRST_CALL].map((use) => sumOfParts(this.#parts('likely', use)));
    return (first ?? 0) < (uncached ?? 0) ? FIRST_CALL : UNCACHED;
  }

  /** @param ofService what can happen where the request asks for no cache and the service has one all the same */
  #possibleUses(ofService: CacheUse): readonly CacheUse[] {
    const prefix = this.#prefix;
    if (prefix?.mayBeCached !== true || !this.canCache) return [UNCACHED];
    switch (prefix.state) {
      case 'active':
      case 'conditional':
      case 'too-short':
        return [UNCACHED, FIRST_CALL, LATER_CALL];
      case 'implicit':
        return [UNCACHED, ofService];
      default:
        return [UNCACHED];
    }
  }

  #parts(point: Point, use: CacheUse): readonly CostPart[] {
    const input = this.#tokens.input[point];
    const output = this.#tokens.output[point];
    const card = this.#cardOf(input);
    if (use.kind === 'uncached' || this.#prefix === undefined || !this.#canWrite(card)) {
      return costParts({ cacheRead: 0, cacheWrites: [], input, output }, card);
    }
    const limit = Math.min(input, this.#policy?.maximumCachedTokens ?? Infinity);
    const whole = Math.min(this.#prefix.tokens[point], limit);
    const stable = Math.min(this.#prefix.stableTokens[point], whole);
    const cacheRead = stable * use.hitRate;
    if (use.kind === 'cached-by-service') {
      return costParts({ cacheRead, cacheWrites: [], input: input - cacheRead, output }, card);
    }
    const cacheWrites: CacheWrite[] = [];
    let start = 0;
    for (const { tokens, ttlSeconds } of this.#prefix.writes) {
      const end = Math.min(tokens[point], whole);
      const missed = end - start;
      const missedThoughFilled = Math.max(0, end - Math.max(start, stable));
      cacheWrites.push({ tokens: missed - (missed - missedThoughFilled) * use.hitRate, ttlSeconds });
      start = end;
    }
    return costParts({ cacheRead, cacheWrites, input: input - whole, output }, card);
  }
}
