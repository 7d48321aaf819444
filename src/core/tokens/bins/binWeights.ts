import data from './weights.json' with { type: 'json' };

/** Names of the bins; the place in this list is a bin's index. */
export const BIN_NAMES: readonly string[] = data.bins;

/** Tokens of a family per token of o200k_base, by index of the bin. Undefined for a name that no weights were fitted for. */
export function fittedWeights(name: string): Float64Array | undefined {
  const packed = new Map(Object.entries(data.weights)).get(name);
  return packed === undefined
    ? undefined
    : Float64Array.from(packed.split(' '), (thousandths) => Number(thousandths) / 1000);
}
