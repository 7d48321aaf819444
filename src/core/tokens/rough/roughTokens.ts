import type { TokenEstimate } from '../../domain/estimates.ts';
import type { TokenFamily } from '../../domain/tokenFamily.ts';
import { percentBySize } from '../errorBand.ts';
import { FAMILY_CALIBRATIONS } from '../families/familyCalibrations.ts';
import { plusMinus, wholeTokens } from '../tokenRange.ts';
import { CHARACTER_FEATURES, characterFeatures } from './characterFeatures.ts';
import data from './roughWeights.json' with { type: 'json' };

/**
 * Tokens from the kinds of the characters alone: for texts too long to be encoded while somebody waits, and while the
 * ranks are not loaded. Its own error comes on top of that of the estimate which it stands in for.
 */
export function roughTokens(text: string, family: TokenFamily): TokenEstimate {
  const features = characterFeatures(text);
  const weights: readonly number[] = data.weights[family];
  const tokens = CHARACTER_FEATURES.reduce(
    (sum, _, index) => sum + (features[index] ?? 0) * (weights[index] ?? 0),
    text === '' ? 0 : 1,
  );
  const percent = data.plusMinusPercent + percentBySize(FAMILY_CALIBRATIONS[family].bands, text.length);
  return wholeTokens(plusMinus(tokens, Math.min(100, percent)), 'assumed');
}
