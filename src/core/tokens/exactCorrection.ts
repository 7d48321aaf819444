import type { CountComparison, TokenCorrection } from '../domain/countTokens.ts';
import type { TokenEstimate } from '../domain/estimates.ts';
import type { TokenFamily } from '../domain/tokenFamily.ts';
import { calibrationDate } from './calibrationDate.ts';
import type { RequestShape } from './requestFrame.ts';
import type { TokenEstimator } from './tokenEstimator.ts';
import { wholeTokens } from './tokenRange.ts';

/** Estimates texts as the exact counts of the workspace have it; where there are none for a family, as `estimator` does. */
export function withCorrections(estimator: TokenEstimator, comparisons: readonly CountComparison[]): TokenEstimator {
  const families = [...new Set(comparisons.map(({ family }) => family))];
  const corrections = families.flatMap((family): [TokenFamily, TokenCorrection][] => {
    const correction = correctionFrom(comparisons.filter((comparison) => comparison.family === family));
    return correction === undefined ? [] : [[family, correction]];
  });
  return corrections.length === 0 ? estimator : new CorrectedEstimator(estimator, new Map(corrections));
}

/** Shorter texts say more of the frame than of themselves. */
const FEWEST_TEXT_TOKENS = 20;
/** What is off by more was not the same request. */
const MOST_OFF = 0.5;
/** As many counts as the calibration's own error weighs against those of the workspace. */
const PRIOR_COUNTS = 4;
const LEAST_RANGE_FACTOR = 0.3;
/** A bias of the square root of this many own errors is taken for chance. */
const CHANCE = 2;
/** A range holds 9 of 10: it reaches this many standard deviations to each side. */
const DEVIATIONS_OF_90_PERCENT = 1.645;

/**
 * The estimates' bias in this workspace, as far as it cannot be chance (James and Stein's rule), and how far the counts lie from
 * it compared with the range that was stated. Each count weighs by the range of its estimate, so that short prompts, and such
 * with pictures, say little. Undefined when no count tells anything.
 *
 * @param comparisons of one family
 */
export function correctionFrom(comparisons: readonly CountComparison[]): TokenCorrection | undefined {
  const observations = comparisons.filter(isOfThisCalibration).flatMap(observationOf);
  if (observations.length === 0) return undefined;
  const weightSum = sum(observations.map(({ weight }) => weight));
  const mean = sum(observations.map(({ weight, off }) => weight * off)) / weightSum;
  const ownError = spreadAround(mean, observations) / DEVIATIONS_OF_90_PERCENT / Math.sqrt(weightSum);
  const bias = mean * Math.max(0, 1 - CHANCE * (ownError / mean) ** 2);
  const spread = spreadAround(bias, observations);
  const chance = 1 / (observations.length + 1);
  return {
    factor: 1 + bias,
    plusMinus: ownError * DEVIATIONS_OF_90_PERCENT,
    rangeFactor: Math.max(LEAST_RANGE_FACTOR, spread * Math.sqrt(1 + chance)),
    requestCount: observations.length,
  };
}

/** How wide the stated ranges would have to be to hold 9 of 10 of the counts, were they put around `bias`: 1 as wide as they are. */
function spreadAround(bias: number, observations: readonly Observation[]): number {
  const squares = sum(
    observations.map(({ weight, off }) => weight * (off - bias) ** 2 * DEVIATIONS_OF_90_PERCENT ** 2),
  );
  return Math.sqrt((PRIOR_COUNTS + squares) / (PRIOR_COUNTS + observations.length));
}

function isOfThisCalibration({ family, calibrated }: CountComparison): boolean {
  return calibrated === calibrationDate(family);
}

interface Observation {
  /** Tokens of the texts beyond the estimate, as a share of it. */
  readonly off: number;
  /** One over the square of the half width of the stated range, as a share of the estimate. */
  readonly weight: number;
}

function observationOf(comparison: CountComparison): readonly Observation[] {
  const { exactTokens, textTokens, otherTokens, plusMinusTokens } = comparison;
  if (textTokens < FEWEST_TEXT_TOKENS || plusMinusTokens <= 0) return [];
  const off = (exactTokens - otherTokens) / textTokens - 1;
  return Math.abs(off) > MOST_OFF ? [] : [{ off, weight: (textTokens / plusMinusTokens) ** 2 }];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

class CorrectedEstimator implements TokenEstimator {
  readonly uncorrected: TokenEstimator;
  readonly #corrections: ReadonlyMap<TokenFamily, TokenCorrection>;

  constructor(estimator: TokenEstimator, corrections: ReadonlyMap<TokenFamily, TokenCorrection>) {
    this.uncorrected = estimator;
    this.#corrections = corrections;
  }

  get isRough(): boolean {
    return this.uncorrected.isRough;
  }

  isRoughFor(text: string): boolean {
    return this.uncorrected.isRoughFor(text);
  }

  get encodeCount(): number {
    return this.uncorrected.encodeCount;
  }

  correctionOf(family: TokenFamily): TokenCorrection | undefined {
    return this.#corrections.get(family);
  }

  estimateText(text: string, family: TokenFamily): TokenEstimate {
    const estimate = this.uncorrected.estimateText(text, family);
    const correction = this.#corrections.get(family);
    const isCorrected = correction !== undefined && estimate.method === 'calibrated' && !this.isRoughFor(text);
    return isCorrected ? corrected(estimate, correction) : estimate;
  }

  estimateFrame(request: RequestShape): TokenEstimate {
    return this.uncorrected.estimateFrame(request);
  }

  estimateImage(family: TokenFamily, widthPixels: number, heightPixels: number): TokenEstimate {
    return this.uncorrected.estimateImage(family, widthPixels, heightPixels);
  }
}

/** No narrower than the rounding of one token. */
function corrected(estimate: TokenEstimate, { factor, rangeFactor }: TokenCorrection): TokenEstimate {
  const { low, likely, high, method } = estimate;
  if (likely === 0) return estimate;
  const middle = likely * factor;
  const below = Math.max(1, (likely - low) * rangeFactor);
  const above = Math.max(1, (high - likely) * rangeFactor);
  return wholeTokens({ low: middle - below, likely: middle, high: middle + above }, method);
}
