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
}

interface Price {
  readonly usd: number;
  /** Of output, where the unit is a million tokens and the model writes. */
  readonly outputUsd?: number;
}

/** The same call in another tier; undefined where any of its models is unknown, or not sold in it. */
export function pricesInTier(
  subject: RuleSubject,
  tier: ServiceTier,
  context: EstimateContext,
): TwoPrices | undefined {
  if (knownCandidates(subject) === undefined) return undefined;
  const { request } = subject;
  const serviceTier = { state: 'known', value: tier, from: 'literal', uri: request.uri, range: { start: 0, end: 0 } } as const;
  const other = estimateCall({ ...request, serviceTier }, context);
  return other.candidates.every(({ rates }) => rates !== undefined) ? twoPrices(subject.estimate, other) : undefined;
}

/** Undefined where one has no price. Where sizes are not known, the prices of tokens are compared. */
export function twoPrices(now: ModelEstimate, then: ModelEstimate): TwoPrices | undefined {
  const isSized = [now, then].every(({ seenInput, unsized }) => seenInput !== 'none' && unsized.length === 0);
  const [usd, otherUsd] = [typicalUsd(now), typicalUsd(then)];
  if (isSized && usd !== undefined && otherUsd !== undefined) {
    return { unit: 'thousand-calls', now: { usd: usd * 1000 }, then: { usd: otherUsd * 1000 } };
  }
  const [price, otherPrice] = [tokenPrice(now), tokenPrice(then)];
  return price && otherPrice && { unit: 'million-tokens', now: price, then: otherPrice };
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

/** `≈ $1.65 instead of $3.30 per 1,000 calls`, `$1.65 in and $8.25 out instead of $3.30 and $16.50 per million tokens`. */
export function twoPricesText({ unit, now, then }: TwoPrices, money: MoneyFormat): string {
  if (unit === 'thousand-calls') return `≈ ${money.amount(then.usd)} instead of ${money.amount(now.usd)} per 1,000 calls`;
  if (then.outputUsd === undefined || now.outputUsd === undefined) {
    return `${money.price(then.usd)} instead of ${money.price(now.usd)} per million tokens`;
  }
  return (
    `${money.price(then.usd)} in and ${money.price(then.outputUsd)} out instead of ${money.price(now.usd)} and ` +
    `${money.price(now.outputUsd)} per million tokens`
  );
}

/** Undefined where no money of calls is known. */
export function savingsOf({ unit, now, then }: TwoPrices, callsPerMonth: number | undefined, assumption: string): Savings | undefined {
  if (unit !== 'thousand-calls') return undefined;
  const saved = Math.max(0, now.usd - then.usd);
  const range = (usd: number): { low: number; likely: number; high: number } => ({ low: usd, likely: usd, high: usd });
  return {
    usdPerThousandCalls: range(saved),
    ...(callsPerMonth !== undefined && { usdPerMonth: range((saved * callsPerMonth) / 1000) }),
    assumptions: [assumption],
  };
}
