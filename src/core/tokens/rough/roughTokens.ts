import type { TokenEstimate } from '../../domain/estimates.ts';
import type { TokenFamily } from '../../domain/tokenFamily.ts';
import { plusMinus, wholeTokens } from '../tokenRange.ts';
import { CHARACTER_FEATURES, characterFeatures } from './characterFeatures.ts';
import data from './roughWeights.json' with { type: 'json' };

/**
 * Tokens from the kinds of the characters alone: for texts too long to be encoded while somebody waits, and while the
 * ranks are not loaded.
 */
export function roughTokens(text: string, family: TokenFamily): TokenEstimate {
  const features = characterFeatures(text);
  const weights: readonly number[] = data.weights[family];
  const tokens = CHARACTER_FEATURES.reduce(
    (sum, _, index) => sum + (features[index] ?? 0) * (weights[index] ?? 0),
    text === '' ? 0 : 1,
  );
  return wholeTokens(plusMinus(tokens, data.plusMinusPercent), 'assumed');
}
