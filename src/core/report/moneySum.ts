import type { AmountRange } from '../domain/estimates.ts';
import { addRanges, scaleRange } from '../domain/estimates.ts';

/** What one call contributes to a sum. */
export interface PricedCall {
  /** Undefined without a price. */
  readonly usdPerCall: AmountRange | undefined;
  /** Undefined where the configuration does not say. */
  readonly callsPerMonth: number | undefined;
  /** True when the call costs more than that, since something of it has no known size. */
  readonly isPartial?: boolean;
}

/**
 * Money of several calls. Calls without a configured volume are kept apart: to add them to a month would invent how often
 * they are made.
 */
export interface MoneySum {
  /** Of the calls with price and volume; undefined when there is none. */
  readonly usdPerMonth: AmountRange | undefined;
  /** Of the calls with a price but no volume, each made a thousand times; undefined when there is none. */
  readonly usdPerThousandCalls: AmountRange | undefined;
  readonly calls: number;
  readonly callsWithVolume: number;
  readonly callsWithoutVolume: number;
  readonly callsWithoutPrice: number;
  /** Calls with a price that cost more than is in the sums. */
  readonly callsPartlyPriced: number;
  /** Calls per month together; undefined when no call has a volume. */
  readonly callsPerMonth: number | undefined;
}

export function usdPerMonth({
  usdPerCall,
  callsPerMonth,
}: Pick<PricedCall, 'usdPerCall' | 'callsPerMonth'>): AmountRange | undefined {
  return usdPerCall === undefined || callsPerMonth === undefined ? undefined : scaleRange(usdPerCall, callsPerMonth);
}

/** Adds in the order given, so that the same calls give the same bits. */
export function sumMoney(calls: readonly PricedCall[]): MoneySum {
  const months = calls.flatMap((call) => usdPerMonth(call) ?? []);
  const thousands = calls.flatMap(({ usdPerCall, callsPerMonth }) =>
    usdPerCall !== undefined && callsPerMonth === undefined ? [scaleRange(usdPerCall, 1000)] : [],
  );
  const volumes = calls.flatMap(({ callsPerMonth }) => callsPerMonth ?? []);
  return {
    usdPerMonth: months.length === 0 ? undefined : addRanges(months),
    usdPerThousandCalls: thousands.length === 0 ? undefined : addRanges(thousands),
    calls: calls.length,
    callsWithVolume: months.length,
    callsWithoutVolume: thousands.length,
    callsWithoutPrice: calls.length - months.length - thousands.length,
    callsPartlyPriced: calls.filter(({ usdPerCall, isPartial }) => usdPerCall !== undefined && isPartial).length,
    callsPerMonth: volumes.length === 0 ? undefined : volumes.reduce((sum, count) => sum + count, 0),
  };
}

/** The dearest first: by the month, where one is known, before those that are only known per call. */
export function byMoney(a: MoneySum, b: MoneySum): number {
  return (
    (b.usdPerMonth?.likely ?? -1) - (a.usdPerMonth?.likely ?? -1) ||
    (b.usdPerThousandCalls?.likely ?? -1) - (a.usdPerThousandCalls?.likely ?? -1)
  );
}
