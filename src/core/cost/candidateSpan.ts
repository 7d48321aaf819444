/** One estimate of a call that can go to several models. */
import type { AmountRange } from '../domain/estimates.ts';
import { weakestMethod } from '../domain/estimates.ts';
import type { CallEstimate, ModelEstimate, OutputCeiling, UnpricedModel, UnsizedInput } from './callEstimate.ts';

/**
 * Ranges over all candidates, of money over those that have a price: from the lowest low to the highest high. What is
 * likely, and what is no range, is that of the first one with a price; the ceilings are the dearest.
 */
export function spanOf(
  first: ModelEstimate,
  estimates: readonly ModelEstimate[],
  isOpen: boolean,
): Omit<CallEstimate, 'candidates'> {
  const priced = estimates.filter(({ usdPerCall }) => usdPerCall !== undefined);
  const main = priced[0] ?? first;
  const basis = estimates.find(({ outputTokens }) => outputTokens.basis === 'unknown') ?? main;
  const unpriced = priced.length === 0 ? [] : unpricedModels(estimates);
  return {
    ...main,
    inputTokens: {
      ...span(
        main.inputTokens,
        estimates.map(({ inputTokens }) => inputTokens),
      ),
      fixed: main.inputTokens.fixed,
      method: weakestMethod(estimates.map(({ inputTokens }) => inputTokens.method)),
    },
    outputTokens: {
      ...main.outputTokens,
      ...span(
        main.outputTokens,
        estimates.map(({ outputTokens }) => outputTokens),
      ),
      basis: basis.outputTokens.basis,
    },
    outputCeiling: highestCeiling(priced.length === 0 ? estimates : priced),
    usdPerCall: spanOfKnown(priced.map(({ usdPerCall }) => usdPerCall)),
    usdCeilingPerCall: highestOfAll(priced.map(({ usdCeilingPerCall }) => usdCeilingPerCall)),
    inputUsdPerCall: spanOfKnown(priced.map(({ inputUsdPerCall }) => inputUsdPerCall)),
    unsized: unsizedOfAll(priced.length === 0 ? [main] : [main, ...priced]),
    unpriced,
    assumptions: [severalModels(main, estimates, isOpen), ...unpricedText(unpriced), ...main.assumptions],
  };
}

/** The models that have no price, and the ones of several that had none before; each once. */
export function unpricedModels(
  estimates: readonly (ModelEstimate & Partial<Pick<CallEstimate, 'unpriced'>>)[],
): readonly UnpricedModel[] {
  const reasons = new Map<string, string>();
  for (const { target, usdPerCall, unpricedBecause, unpriced = [] } of estimates) {
    const own = { modelId: target.modelId ?? 'an unknown model', because: unpricedBecause ?? 'not known' };
    for (const { modelId, because } of usdPerCall === undefined ? [own, ...unpriced] : unpriced)
      if (!reasons.has(modelId)) reasons.set(modelId, because);
  }
  return [...reasons].map(([modelId, because]) => ({ modelId, because }));
}

function unpricedText(unpriced: readonly UnpricedModel[]): readonly string[] {
  if (unpriced.length === 0) return [];
  const named = unpriced.map(({ modelId, because }) => `${modelId} (${because})`);
  return [`No price is known for ${named.join('; ')}: the money is that of the other models.`];
}

/** Each name once, at the price of the estimate that has it first and the highest of all. */
export function unsizedOfAll(estimates: readonly ModelEstimate[]): readonly UnsizedInput[] {
  const byName = new Map<string, UnsizedInput>();
  for (const { unsized } of estimates)
    for (const input of unsized) if (!byName.has(input.name)) byName.set(input.name, input);
  return [...byName.values()].map((input) => withHighestPrice(input, estimates));
}

function withHighestPrice(input: UnsizedInput, estimates: readonly ModelEstimate[]): UnsizedInput {
  const prices = estimates.flatMap(({ rates }) => rates?.input.usdPerMillionTokens ?? []);
  const highest = Math.max(...prices);
  return prices.length === 0 || highest === input.usdPerMillionTokens
    ? input
    : { ...input, highestUsdPerMillionTokens: highest };
}

/** Undefined as soon as one is. */
export function highestCeiling(estimates: readonly ModelEstimate[]): OutputCeiling | undefined {
  const ceilings = estimates.flatMap(({ outputCeiling }) => outputCeiling ?? []);
  if (ceilings.length < estimates.length) return undefined;
  return ceilings.toSorted((a, b) => (b.usd ?? 0) - (a.usd ?? 0) || b.tokens - a.tokens)[0];
}

/** Undefined as soon as one is. */
export function highestOfAll(amounts: readonly (number | undefined)[]): number | undefined {
  const known = amounts.filter((amount) => amount !== undefined);
  return known.length === 0 || known.length < amounts.length ? undefined : Math.max(...known);
}

const NAMED_MODELS = 10;

function severalModels(main: ModelEstimate, estimates: readonly ModelEstimate[], isOpen: boolean): string {
  const names = [...new Set(estimates.map(({ target }) => target.modelId ?? 'an unknown model'))];
  const regions = [...new Set(estimates.map(({ target }) => target.region ?? 'an unknown Region'))];
  const { modelId = 'an unknown model', region = 'an unknown Region' } = main.target;
  const likeliest = `the likely figures are those of ${modelId}${regions.length > 1 ? ` in ${region}` : ''}`;
  if (names.length === 1)
    return `The Region can be any of ${regions.join(', ')}: ranges span all of them, ${likeliest}.`;
  const further = names.length > NAMED_MODELS ? ` and ${names.length - NAMED_MODELS} more` : '';
  const named = `${names.slice(0, NAMED_MODELS).join(', ')}${further}`;
  if (isOpen)
    return `The model can be any of ${named}, or one that the code does not tell: ranges span those that it tells, ${likeliest}.`;
  return `The model can be any of ${named}: ranges span all of them, ${likeliest}.`;
}

function span({ likely }: AmountRange, ranges: readonly AmountRange[]): AmountRange {
  return {
    low: Math.min(...ranges.map(({ low }) => low)),
    likely,
    high: Math.max(...ranges.map(({ high }) => high)),
  };
}

function spanOfKnown(ranges: readonly (AmountRange | undefined)[]): AmountRange | undefined {
  const known = ranges.filter((range) => range !== undefined);
  return known[0] && span(known[0], known);
}
