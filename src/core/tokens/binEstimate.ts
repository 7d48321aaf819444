import type { TokenEstimate } from '../domain/estimates.ts';
import type { TokenFamily } from '../domain/tokenFamily.ts';
import { errorBand, languageShares } from './errorBand.ts';
import { methodNamed } from './families/familyCalibration.ts';
import { FAMILY_CALIBRATIONS } from './families/familyCalibrations.ts';
import { familyWeights } from './familyWeights.ts';
import { wholeTokens } from './tokenRange.ts';

const WEIGHTS = new Map<TokenFamily, Float64Array>();

/** Tokens of a text from how often each bin occurs in it. */
export function estimateBins(byBin: Int32Array, characters: number, family: TokenFamily): TokenEstimate {
  const weights = weightsOf(family);
  let tokens = 0;
  byBin.forEach((occurrences, bin) => {
    tokens += occurrences * (weights[bin] ?? 1);
  });
  const { bands, text } = FAMILY_CALIBRATIONS[family];
  const band = errorBand(bands, characters, tokens, languageShares(byBin));
  return wholeTokens({ low: tokens - band, likely: tokens, high: tokens + band }, methodNamed(text.method));
}

function weightsOf(family: TokenFamily): Float64Array {
  const known = WEIGHTS.get(family);
  if (known !== undefined) return known;
  const weights = familyWeights(FAMILY_CALIBRATIONS[family].text);
  WEIGHTS.set(family, weights);
  return weights;
}
