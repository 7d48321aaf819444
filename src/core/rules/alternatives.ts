/** What the same call costs in another way, for rules that show both prices. */
import type { ServiceTier } from '../catalog/catalogData.ts';
import type { ModelEstimate } from '../cost/callEstimate.ts';
import { estimateCall } from '../cost/estimateCall.ts';
import type { EstimateContext } from '../cost/estimateContext.ts';
import type { MoneyFormat } from '../cost/format.ts';
import type { Savings } from '../domain/finding.ts';
import { knownCandidates } from './candidates.ts';
import type { RuleSubject } from './ruleSubject.ts';

/** Two prices of one call. */
export interface TwoPrices {
  readonly unit: 'thousand-calls' | 'million-tokens';
  readonly now: Price;
  readonly then: Price;
  /** Of a million tokens, whatever the unit is. */
  readonly rates: { readonly now: Price; readonly then: Price } | undefined;
}

interface Price {
  readonly usd: number;
  /** Of output, where the unit is a million tokens and the model writes. */
  readonly outputUsd?: number;
}

/** The same call in another tier; undefined where any of its models is unknown, or not sold in it. */
export function pricesInTier(subject: RuleSubject, tier: ServiceTier, context: EstimateContext): TwoPrices | undefined {
  if (knownCandidates(subject) === undefined) return undefined;
  const { request } = subject;
  const serviceTier = {
    state: 'known',
    value: tier,
    from: 'literal',
    uri: request.uri,
    range: { start: 0, end: 0 },
  } as const;
  const other = estimateCall({ ...request, serviceTier }, context);
  return other.candidates.every(({ rates }) => rates !== undefined) ? twoPrices(subject.estimate, other) : undefined;
}

/** Undefined where one has no price. Where sizes are not known, the prices of tokens are compared. */
export function twoPrices(now: ModelEstimate, then: ModelEstimate): TwoPrices | undefined {
  const isSized = [now, then].every(({ seenInput, unsized }) => seenInput !== 'none' && unsized.length === 0);
  const [price, otherPrice] = [tokenPrice(now), tokenPrice(then)];
  const rates = price && otherPrice && { now: price, then: otherPrice };
  const [usd, otherUsd] = [typicalUsd(now), typicalUsd(then)];
  if (isSized && usd !== undefined && otherUsd !== undefined) {
    return { unit: 'thousand-calls', now: { usd: usd * 1000 }, then: { usd: otherUsd * 1000 }, rates };
  }
  return rates && { unit: 'million-tokens', ...rates, rates };
}

/** A call that finds the cache filled, where it fills one. */
function typicalUsd({ caching, usdPerCall }: ModelEstimate): number | undefined {
  return caching?.state === 'active' ? (caching.usd?.laterCall.likely ?? usdPerCall?.likely) : usdPerCall?.likely;
}

function tokenPrice({ rates }: ModelEstimate): Price | undefined {
  if (rates === undefined) return undefined;
  const { input, output } = rates;
  return { usd: input.usdPerMillionTokens, ...(output && { outputUsd: output.usdPerMillionTokens }) };
}

/** Share of today's price that is saved: 0.5 where it halves, below 0 where it costs more. */
export function savedShare({ now, then }: TwoPrices): number {
  const sum = ({ usd, outputUsd = 0 }: Price): number => usd + outputUsd;
  return sum(now) === 0 ? 0 : 1 - sum(then) / sum(now);
}

/** The same of the prices of tokens, which is no matter of the call. */
export function savedTokenShare(prices: TwoPrices): number {
  return savedShare(prices.rates ? { ...prices, ...prices.rates } : prices);
}

/** `≈ $1.65 instead of $3.30 per 1,000 calls`, `$1.65/$8.25 instead of $3.30/$16.50 per million tokens in/out`. */
export function twoPricesText({ unit, now, then }: TwoPrices, money: MoneyFormat): string {
  if (unit === 'thousand-calls')
    return `≈ ${money.amount(then.usd)} instead of ${money.amount(now.usd)} per 1,000 calls`;
  const price = ({ usd, outputUsd }: Price): string =>
    outputUsd === undefined ? money.price(usd) : `${money.price(usd)}/${money.price(outputUsd)}`;
  const directions = now.outputUsd === undefined ? '' : ' in/out';
  return `${price(then)} instead of ${price(now)} per million tokens${directions}`;
}

/** The prices of tokens, which are the same for all calls of the models. */
export function tokenPricesText({ rates, ...prices }: TwoPrices, money: MoneyFormat): string {
  return twoPricesText(rates ? { unit: 'million-tokens', ...rates, rates } : { ...prices, rates }, money);
}

/** True where both change to the same price. */
export function isSamePrice(a: TwoPrices, b: TwoPrices): boolean {
  return a.unit === b.unit && a.then.usd === b.then.usd && a.then.outputUsd === b.then.outputUsd;
}

/** Undefined where no money of calls is known. */
export function savingsOf(
  { unit, now, then }: TwoPrices,
  callsPerMonth: number | undefined,
  assumption: string,
): Savings | undefined {
  if (unit !== 'thousand-calls') return undefined;
  const saved = Math.max(0, now.usd - then.usd);
  const range = (usd: number): { low: number; likely: number; high: number } => ({ low: usd, likely: usd, high: usd });
  return {
    usdPerThousandCalls: range(saved),
    ...(callsPerMonth !== undefined && { usdPerMonth: range((saved * callsPerMonth) / 1000) }),
    assumptions: [assumption],
  };
}
