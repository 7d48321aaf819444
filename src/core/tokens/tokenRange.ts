import type { AmountRange, EstimateMethod, TokenEstimate } from '../domain/estimates.ts';
import type { TokenRange } from './families/familyCalibration.ts';

/** Whole tokens around an amount, none below 0: the likely count is rounded, the range rounded outwards. */
export function wholeTokens(range: AmountRange, method: EstimateMethod): TokenEstimate {
  const likely = Math.max(0, Math.round(range.likely));
  const low = Math.max(0, Math.min(likely, Math.floor(range.low)));
  return { low, likely, high: Math.max(likely, Math.ceil(range.high)), method };
}

/** The range `likely ± percent`. */
export function plusMinus(likely: number, percent: number): AmountRange {
  return { low: likely * (1 - percent / 100), likely, high: likely * (1 + percent / 100) };
}

/** A constant of a data file, times a number of things. */
export function constantRange(constant: TokenRange | undefined, times: number): AmountRange {
  const [low = 0, likely = low, high = likely] = constant ?? [];
  return { low: low * times, likely: likely * times, high: high * times };
}
