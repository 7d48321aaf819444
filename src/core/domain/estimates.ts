/** Three points of an uncertain amount. Invariant: `0 <= low <= likely <= high`. */
export interface AmountRange {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/**
 * How a token count was reached, from best to weakest: by the model's own tokenizer, by weights with a measured error,
 * or from an assumption such as the size of a placeholder. A sum is as weak as its weakest part.
 */
export type EstimateMethod = 'exact' | 'calibrated' | 'assumed';

/** Tokens of a text or a request. */
export interface TokenEstimate extends AmountRange {
  readonly method: EstimateMethod;
}

export const NO_TOKENS: TokenEstimate = { low: 0, likely: 0, high: 0, method: 'exact' };

const METHODS: readonly EstimateMethod[] = ['exact', 'calibrated', 'assumed'];

export function weakestMethod(methods: Iterable<EstimateMethod>): EstimateMethod {
  let weakest = 0;
  for (const method of methods) weakest = Math.max(weakest, METHODS.indexOf(method));
  return METHODS[weakest] ?? 'assumed';
}

/** Sums point by point, in the order given, so that the same input gives the same bits. */
export function addRanges(ranges: Iterable<AmountRange>): AmountRange {
  let low = 0;
  let likely = 0;
  let high = 0;
  for (const range of ranges) {
    low += range.low;
    likely += range.likely;
    high += range.high;
  }
  return { low, likely, high };
}

export function addTokens(estimates: readonly TokenEstimate[]): TokenEstimate {
  const { low, likely, high } = addRanges(estimates);
  return { low, likely, high, method: weakestMethod(estimates.map(({ method }) => method)) };
}

export function scaleRange(range: AmountRange, factor: number): AmountRange {
  return { low: range.low * factor, likely: range.likely * factor, high: range.high * factor };
}

/** A value that is known to the last digit. */
export function point(value: number): AmountRange {
  return { low: value, likely: value, high: value };
}

export function productOf(a: AmountRange, b: AmountRange): AmountRange {
  return { low: a.low * b.low, likely: a.likely * b.likely, high: a.high * b.high };
}
