import type { TokenEstimate } from '../domain/estimates.ts';
import type { TokenFamily } from '../domain/tokenFamily.ts';
import type { BinCounts } from './bins/binCounter.ts';
import { fittedCorrections } from './bins/binWeights.ts';
import { binOfKind, familyKind, KIND_COUNT } from './bins/tokenKinds.ts';
import { errorBand, languageShares } from './errorBand.ts';
import { methodNamed } from './families/familyCalibration.ts';
import { FAMILY_CALIBRATIONS } from './families/familyCalibrations.ts';
import { familyWeights } from './familyWeights.ts';
import { wholeTokens } from './tokenRange.ts';

/** What the tokens of a text weigh in a family: by kind where that was fitted, else by bin. */
type TokenWeights = { readonly byKind: Float64Array } | { readonly byBin: Float64Array };

const WEIGHTS = new Map<TokenFamily, TokenWeights>();

/** Tokens of a text from what its tokens of o200k_base are. */
export function estimateBins(counts: BinCounts, characters: number, family: TokenFamily): TokenEstimate {
  const tokens = weigh(counts, weightsOf(family));
  const { bands, text } = FAMILY_CALIBRATIONS[family];
  const band = errorBand(bands, characters * distinctShare(counts), tokens, languageShares(counts.byBin));
  return wholeTokens({ low: tokens - band, likely: tokens, high: tokens + band }, methodNamed(text.method));
}

/** Errors of a text that says one thing again and again do not even out: it is as sure as what it says once. */
function distinctShare({ o200kTokens, kinds }: BinCounts): number {
  if (kinds.length < 2) return 1;
  // Segments of the same text are the same array, as long as the counter remembers them.
  let distinct = 0;
  for (const piece of new Set(kinds)) distinct += piece.length;
  return distinct / Math.max(1, o200kTokens);
}

function weigh({ byBin, kinds }: BinCounts, weights: TokenWeights): number {
  let tokens = 0;
  if ('byKind' in weights) {
    const { byKind } = weights;
    for (const piece of kinds) for (const kind of piece) tokens += byKind[kind] ?? 1;
    return tokens;
  }
  byBin.forEach((occurrences, bin) => {
    tokens += occurrences * (weights.byBin[bin] ?? 1);
  });
  return tokens;
}

function weightsOf(family: TokenFamily): TokenWeights {
  const known = WEIGHTS.get(family);
  if (known !== undefined) return known;
  const calibration = FAMILY_CALIBRATIONS[family].text;
  const byBin = familyWeights(calibration);
  const byKind = calibration.weights === undefined ? undefined : kindWeights(calibration.weights, byBin);
  const weights = byKind === undefined ? { byBin } : { byKind };
  WEIGHTS.set(family, weights);
  return weights;
}

function kindWeights(name: string, byBin: Float64Array): Float64Array | undefined {
  const corrections = fittedCorrections(name);
  if (corrections === undefined) return undefined;
  return Float64Array.from({ length: KIND_COUNT }, (_, kind) =>
    Math.max(0, (byBin[binOfKind(kind)] ?? 1) + (corrections[familyKind(kind, name)] ?? 0)),
  );
}
