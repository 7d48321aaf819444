import type { AmountRange } from '../domain/estimates.ts';
import { weakestMethod } from '../domain/estimates.ts';
import type { CallEstimate, ModelEstimate } from './callEstimate.ts';
import { highestCeiling, highestOfAll, unpricedModels, unsizedOfAll } from './candidateSpan.ts';
import { formatCount } from './format.ts';

/**
 * What a call costs that is made from several places: the likely figures are the mean of its uses, ranges span all of them.
 * What else there is is that of the typical use.
 *
 * @param estimates Of its uses; at least one.
 */
export function estimateOfUses(estimates: readonly CallEstimate[]): CallEstimate {
  const typical = estimates[typicalUse(estimates)];
  if (typical === undefined) throw new Error('a call has at least one use');
  if (estimates.length === 1) return typical;
  const priced = estimates.filter(({ usdPerCall }) => usdPerCall !== undefined);
  return {
    ...typical,
    inputTokens: {
      ...typical.inputTokens,
      ...spanOf(estimates.map(({ inputTokens }) => inputTokens)),
      method: weakestMethod(estimates.map(({ inputTokens }) => inputTokens.method)),
    },
    outputTokens: { ...typical.outputTokens, ...spanOf(estimates.map(({ outputTokens }) => outputTokens)) },
    usdPerCall: spanOfKnown(priced.map(({ usdPerCall }) => usdPerCall)),
    inputUsdPerCall: spanOfKnown(priced.map(({ inputUsdPerCall }) => inputUsdPerCall)),
    usdCeilingPerCall: highestOfAll(priced.map(({ usdCeilingPerCall }) => usdCeilingPerCall)),
    outputCeiling: highestCeiling(priced.length === 0 ? estimates : priced),
    unsized: unsizedOfAll(priced.length === 0 ? estimates : priced),
    unpriced: priced.length === 0 ? [] : unpricedModels(estimates),
    otherCharges: [
      ...new Map(estimates.flatMap(({ otherCharges }) => otherCharges.map((one) => [one.id, one]))).values(),
    ],
    candidates: candidatesOf(typical, estimates),
    assumptions: [usesText(estimates.length, priced.length), ...typical.assumptions],
  };
}

/** Index of the use whose likely money is in the middle; without money, whose input is. */
export function typicalUse(estimates: readonly CallEstimate[]): number {
  const weights = estimates.map(({ usdPerCall, inputTokens }, index) => ({
    index,
    usd: usdPerCall?.likely ?? -1,
    tokens: inputTokens.likely,
  }));
  const ordered = weights.sort((a, b) => a.usd - b.usd || a.tokens - b.tokens || a.index - b.index);
  return ordered[Math.floor(ordered.length / 2)]?.index ?? 0;
}

function usesText(uses: number, priced: number): string {
  const places = `It is made from ${formatCount(uses)} places: the likely figures are their mean, ranges span all of them.`;
  return priced === uses || priced === 0 ? places : `${places} ${formatCount(uses - priced)} of them have no price.`;
}

/** The typical use's first; each model and Region once. */
function candidatesOf(typical: CallEstimate, estimates: readonly CallEstimate[]): readonly ModelEstimate[] {
  const all = [typical, ...estimates].flatMap(({ candidates }) => candidates);
  return onceEach(all, ({ target }) => `${target.modelId ?? ''} ${target.region ?? ''}`);
}

function onceEach<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const byKey = new Map<string, T>();
  for (const item of items) if (!byKey.has(keyOf(item))) byKey.set(keyOf(item), item);
  return [...byKey.values()];
}

function spanOfKnown(ranges: readonly (AmountRange | undefined)[]): AmountRange | undefined {
  const known = ranges.filter((range) => range !== undefined);
  return known.length === 0 ? undefined : spanOf(known);
}

function spanOf(ranges: readonly AmountRange[]): AmountRange {
  return {
    low: Math.min(...ranges.map(({ low }) => low)),
    likely: ranges.reduce((sum, { likely }) => sum + likely, 0) / ranges.length,
    high: Math.max(...ranges.map(({ high }) => high)),
  };
}
