import type { ContextBand, Direction, ServiceTier } from '../catalog/catalogData.ts';
import { SERVICE_TIERS } from '../catalog/catalogData.ts';
import type { Model } from '../catalog/model.ts';
import type { Rate } from '../catalog/rates.ts';
import { isPriced } from '../catalog/rates.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { CacheRates, CacheWriteDirection, CallRates, CallTarget } from './callEstimate.ts';
import { configuredRate } from './configuredRates.ts';
import type { PriceContext } from './configuredRates.ts';

/** The prices that one call can meet in one context band. */
export type RateCard = CallRates;

export interface RateCardQuestion {
  readonly prices: PriceContext;
  readonly target: CallTarget & { readonly model: Model };
  readonly tier: ServiceTier;
  readonly band: ContextBand;
  readonly writesOutput: boolean;
  readonly date: string;
}

/** The card, or why there is none, as words for the middle of a sentence. */
export function rateCard(question: RateCardQuestion): RateCard | string {
  const input = rate(question, 'input');
  if (typeof input === 'string') return input;
  const output = rate(question, 'output');
  if (question.writesOutput && typeof output === 'string') return output;

  return { input, output: typeof output === 'string' ? undefined : output, cache: cacheRates(question) };
}

/** Price of filling the cache: the input's where none of its own is known; undefined where only other TTLs have one. */
export function cacheWriteRate({ input, cache }: RateCard, ttlSeconds: number): Rate | undefined {
  if (cache === undefined) return undefined;
  return Object.keys(cache.writes).length === 0 ? input : cache.writes[writeDirection(ttlSeconds)];
}

const WRITES: readonly CacheWriteDirection[] = ['cache-write-5m', 'cache-write-30m', 'cache-write-1h'];

function cacheRates(question: RateCardQuestion): CacheRates | undefined {
  const read = rate(question, 'cache-read');
  if (typeof read === 'string') return undefined;
  const writes: Partial<Record<CacheWriteDirection, Rate>> = {};
  for (const direction of WRITES) {
    const write = rate(question, direction);
    if (typeof write !== 'string') writes[direction] = write;
  }
  return { read, writes };
}

function rate(question: RateCardQuestion, direction: Direction): Rate | string {
  const { prices, target, tier, band, date } = question;
  const { model, profile, region } = target;
  const found = configuredRate({ model, profile, region, tier, context: band, date, direction }, prices);
  return isPriced(found) ? found : found.unpricedBecause;
}

function writeDirection(ttlSeconds: number): CacheWriteDirection {
  if (ttlSeconds <= 300) return 'cache-write-5m';
  return ttlSeconds <= 1800 ? 'cache-write-30m' : 'cache-write-1h';
}

export interface TierChoice {
  readonly tier: ServiceTier;
  readonly assumption: string | undefined;
}

/** The APIs' own words: `serviceTier.type` and `performanceConfig.latency` of Converse. */
const WRITTEN_TIERS: ReadonlyMap<string, ServiceTier> = new Map([
  ['default', 'standard'],
  ['optimized', 'latency-optimized'],
]);

/** The tier that a request asks for. */
export function serviceTierOf(serviceTier: Resolved<string>, operation: string): TierChoice {
  if (operation === 'CreateModelInvocationJob') return { tier: 'batch', assumption: undefined };
  if (serviceTier.state === 'absent') return { tier: 'standard', assumption: undefined };
  if (serviceTier.state === 'unknown') {
    return { tier: 'standard', assumption: 'The service tier is decided at run time; the standard tier is assumed.' };
  }
  const written = serviceTier.value.toLowerCase();
  const tier = WRITTEN_TIERS.get(written) ?? SERVICE_TIERS.find((known) => known === written);
  if (tier !== undefined) return { tier, assumption: undefined };
  return {
    tier: 'standard',
    assumption: `The service tier "${serviceTier.value}" is not known; the standard tier is assumed.`,
  };
}
