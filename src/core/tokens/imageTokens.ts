import { point, type AmountRange, type TokenEstimate } from '../domain/estimates.ts';
import { FAMILY_CALIBRATIONS } from './families/familyCalibrations.ts';
import { type ImageCalibration, methodNamed } from './families/familyCalibration.ts';
import type { TokenFamily } from '../domain/tokenFamily.ts';
import { plusMinus, wholeTokens } from './tokenRange.ts';

/** Widths and heights that are no positive numbers count as an image of unknown size. */
export function imageTokens(family: TokenFamily, widthPixels: number, heightPixels: number): TokenEstimate {
  const images = FAMILY_CALIBRATIONS[family].images ?? FAMILY_CALIBRATIONS.other.images;
  if (images === undefined) return wholeTokens(point(0), 'assumed');
  if (!(widthPixels >= 1 && heightPixels >= 1)) return unknownSize(images);
  const width = Math.min(Math.round(widthPixels), LONGEST_EDGE);
  const height = Math.min(Math.round(heightPixels), LONGEST_EDGE);
  const isGuess = FAMILY_CALIBRATIONS[family].images === undefined;
  const range = plusMinus(tokensOf(images, width, height), images.plusMinusPercent);
  return wholeTokens(range, isGuess ? 'assumed' : methodNamed(images.method));
}

/** No API takes a longer edge. */
const LONGEST_EDGE = 100_000;

function tokensOf(images: ImageCalibration, width: number, height: number): number {
  if (images.patches !== undefined) return patchTokens(images.patches, width, height);
  return images.area === undefined ? 0 : areaTokens(images.area, width, height);
}

function patchTokens(rule: NonNullable<ImageCalibration['patches']>, width: number, height: number): number {
  const { columns, rows } = grid(rule, width, height);
  return columns * rows + rule.extraTokens + rows * (rule.extraTokensPerRow ?? 0);
}

/** Patches after scaling down, with the ratio of the edges kept, to the largest size that is within the limits. */
function grid(
  rule: NonNullable<ImageCalibration['patches']>,
  width: number,
  height: number,
): { columns: number; rows: number } {
  const longer = Math.max(width, height);
  const ratio = Math.min(width, height) / longer;
  for (let edge = Math.min(longer, rule.maximumEdgePixels); edge > rule.patchPixels; edge -= 1) {
    const size = patchesOf(rule.patchPixels, edge, edge * ratio);
    if (size.along * size.across <= (rule.maximumPatches ?? Infinity)) {
      return width >= height ? { columns: size.along, rows: size.across } : { columns: size.across, rows: size.along };
    }
  }
  return { columns: 1, rows: 1 };
}

function patchesOf(patchPixels: number, longer: number, shorter: number): { along: number; across: number } {
  return {
    along: Math.ceil(longer / patchPixels),
    across: Math.max(1, Math.ceil(Math.max(1, Math.round(shorter)) / patchPixels)),
  };
}

function areaTokens(rule: NonNullable<ImageCalibration['area']>, width: number, height: number): number {
  const maximum = (rule.maximumMegapixels ?? Infinity) * 1e6;
  const shorter = rule.shorterEdgePixels;
  const area = width * height;
  if (shorter === undefined || (Math.max(width, height) >= shorter && area <= maximum)) {
    return rule.fixedTokens + (rule.tokensPerMegapixel * area) / 1e6;
  }
  const ratio = Math.max(width, height) / Math.min(width, height);
  return rule.fixedTokens + (rule.tokensPerMegapixel * Math.min(maximum, shorter * shorter * ratio)) / 1e6;
}

/** From an icon to the largest picture; a photograph of one megapixel is likely. */
function unknownSize(images: ImageCalibration): TokenEstimate {
  const range: AmountRange = {
    low: tokensOf(images, 200, 200),
    likely: tokensOf(images, 1152, 864),
    high: tokensOf(images, 4000, 3000) * (1 + images.plusMinusPercent / 100),
  };
  return wholeTokens({ ...range, high: Math.min(range.high, 20_000) }, 'assumed');
}
