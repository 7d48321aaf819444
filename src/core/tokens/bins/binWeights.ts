import alone from './aloneWeights.json' with { type: 'json' };
import data from './weights.json' with { type: 'json' };

/** Names of the bins; the place in this list is a bin's index. */
export const BIN_NAMES: readonly string[] = data.bins;

/** ISO date of the newest fit. */
export const WEIGHTS_CHECKED = data.checked > alone.checked ? data.checked : alone.checked;

/** Tokens of a family per token of o200k_base, by index of the bin. Undefined for a name that no weights were fitted for. */
export function fittedWeights(name: string): Float64Array | undefined {
  const packed = new Map(Object.entries(data.weights)).get(name);
  return packed === undefined ? undefined : unpacked(packed);
}

/**
 * Tokens of a family that a token weighs beyond its bin, by `familyKind`: what it is by itself decides. Undefined for a name
 * that none were fitted for.
 */
export function fittedCorrections(name: string): Float64Array | undefined {
  const packed = new Map(Object.entries(alone.corrections)).get(name);
  return packed === undefined ? undefined : unpacked(packed.join(' '));
}

function unpacked(thousandths: string): Float64Array {
  return Float64Array.from(thousandths.split(' '), (value) => Number(value) / 1000);
}
