import type { Rate } from '../catalog/rates.ts';
import type { CostPart } from './callEstimate.ts';
import type { RateCard } from './rateCard.ts';
import { cacheWriteRate } from './rateCard.ts';

/** Tokens of one call by how they are billed. */
export interface BilledTokens {
  readonly cacheRead: number;
  /** The longest TTL first. */
  readonly cacheWrites: readonly CacheWrite[];
  readonly input: number;
  readonly output: number;
}

export interface CacheWrite {
  readonly tokens: number;
  readonly ttlSeconds: number;
}

/** In the order in which they are summed: cache read, cache writes, input, output. Parts without tokens are left out. */
export function costParts(tokens: BilledTokens, card: RateCard): readonly CostPart[] {
  const parts: CostPart[] = [];
  const add = (kind: CostPart['kind'], count: number, rate: Rate | undefined, ttlSeconds?: number): void => {
    if (count <= 0 || rate === undefined) return;
    parts.push({
      kind,
      ...(ttlSeconds !== undefined && { ttlSeconds }),
      tokens: count,
      usdPerMillionTokens: rate.usdPerMillionTokens,
      usd: usdOf(count, rate),
      priceSource: rate.source,
      priceDate: rate.checked,
    });
  };
  add('cache-read', tokens.cacheRead, card.cache?.read);
  for (const write of tokens.cacheWrites) {
    add('cache-write', write.tokens, cacheWriteRate(card, write.ttlSeconds), write.ttlSeconds);
  }
  add('input', tokens.input, card.input);
  add('output', tokens.output, card.output);
  return parts;
}

export function sumOfParts(parts: readonly CostPart[]): number {
  let usd = 0;
  for (const part of parts) usd += part.usd;
  return usd;
}

export function usdOf(tokens: number, rate: Rate): number {
  return (tokens * rate.usdPerMillionTokens) / 1e6;
}

/**
 * Calls within the TTL, the first included, from which caching costs less than not caching. All three are money of one
 * call: without the cache, when it writes, when it reads. Undefined when caching never pays.
 */
export function breakEvenCalls(uncached: number, writing: number, reading: number): number | undefined {
  const even = evenCalls(uncached, writing, reading);
  return even === undefined ? undefined : Math.max(1, Math.floor(even) + 1);
}

/** The number of calls, seldom a whole one, at which both ways cost the same; undefined when caching never pays. */
export function evenCalls(uncached: number, writing: number, reading: number): number | undefined {
  if (writing < uncached) return 0;
  if (reading >= uncached) return undefined;
  // A quotient of money that is a whole number in truth must not become the next one by a rounding error.
  return Number(((writing - reading) / (uncached - reading)).toFixed(9));
}
