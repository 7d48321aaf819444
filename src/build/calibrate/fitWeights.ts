import { coarserBins } from './coarseBins.ts';
import { solvePositive } from './linearAlgebra.ts';
import type { FitDocument } from './tokenFit.ts';

/** Strengths of the ridge: of a bin's own part of its weight, and of its coarser bins'. Chosen by cross-validation within the training documents. */
export interface RidgeStrength {
  readonly own: number;
  readonly coarse: number;
}

export const DEFAULT_RIDGE: RidgeStrength = { own: 1e-4, coarse: 1e-4 };

/** Rounds of the fit; from the second on a document that fits badly counts less, so that oddities do not bend the weights. */
const ROUNDS = 3;
/** Relative error from which a document counts less. */
const ORDINARY_ERROR = 0.03;

/**
 * Weights of the bins that make the sum of squared relative errors least. A weight is a sum of a common part, one part of
 * each coarser bin and one of its own; each part is drawn to nothing, so that a rare bin costs what its like do.
 *
 * @returns tokens per token of o200k_base, by index of the bin, none below 0
 */
export function fitWeights(
  documents: readonly FitDocument[],
  family: string,
  binNames: readonly string[],
  ridge: RidgeStrength = DEFAULT_RIDGE,
): Float64Array {
  const parts = partsOf(binNames);
  const rows = documents.flatMap((document) => {
    const tokens = document.tokens[family] ?? 0;
    return tokens > 0 ? [{ features: featuresOf(document, parts, tokens), trust: 1 }] : [];
  });
  let solution = solve(rows, parts, ridge);
  for (let round = 1; round < ROUNDS; round += 1) {
    const before = solution;
    const reweighted = rows.map(({ features }) => {
      const estimate = features.reduce((sum, [part, share]) => sum + share * (before[part] ?? 0), 0);
      return { features, trust: Math.min(1, ORDINARY_ERROR / Math.abs(estimate - 1)) };
    });
    solution = solve(reweighted, parts, ridge);
  }
  return Float64Array.from(binNames, (_, bin) =>
    Math.max(
      0,
      (parts.ofBin[bin] ?? []).reduce((sum, part) => sum + (solution[part] ?? 0), 0),
    ),
  );
}

/** A document as shares of its true count by part: the parts' weights times these should sum to 1. */
interface Row {
  readonly features: readonly (readonly [part: number, share: number])[];
  readonly trust: number;
}

function solve(rows: readonly Row[], { count: size, firstOwn }: Parts, ridge: RidgeStrength): Float64Array {
  const gram = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (const { features, trust } of rows) {
    for (const [row, value] of features) {
      right[row] = (right[row] ?? 0) + trust * value;
      for (const [column, other] of features) {
        if (column > row) continue;
        const index = row * size + column;
        gram[index] = (gram[index] ?? 0) + trust * value * other;
      }
    }
  }
  for (let part = 0; part < size; part += 1) {
    const strength = part === 0 ? 0 : part < firstOwn ? ridge.coarse : ridge.own;
    const index = part * size + part;
    gram[index] = (gram[index] ?? 0) + strength * rows.length * 0.01 + 1e-9;
  }
  return solvePositive(gram, right);
}

interface Parts {
  readonly count: number;
  /** Parts from here on belong to one bin each. */
  readonly firstOwn: number;
  readonly ofBin: readonly (readonly number[])[];
}

/** Part 0 is common to all. */
function partsOf(binNames: readonly string[]): Parts {
  const coarse = [...new Set(binNames.flatMap(coarserBins))];
  const index = new Map(coarse.map((name, place) => [name, place + 1]));
  const firstOwn = coarse.length + 1;
  const ofBin = binNames.map((name, bin) => [
    0,
    ...coarserBins(name).flatMap((parent) => index.get(parent) ?? []),
    firstOwn + bin,
  ]);
  return { count: firstOwn + binNames.length, firstOwn, ofBin };
}

/** Occurrences of each part, as a share of the true count. */
function featuresOf(document: FitDocument, parts: Parts, tokens: number): readonly (readonly [number, number])[] {
  const features = new Map<number, number>();
  for (const [bin, occurrences] of document.bins) {
    for (const part of parts.ofBin[bin] ?? []) features.set(part, (features.get(part) ?? 0) + occurrences / tokens);
  }
  return [...features];
}
