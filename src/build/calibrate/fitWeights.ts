import { coarserBins } from './coarseBins.ts';
import { correctionOf, fitCorrections, hasCorrections } from './fitCorrections.ts';
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

/** What a text's tokens weigh in a family. */
export interface FamilyFit {
  /** Tokens per token of o200k_base, by index of the bin, none below 0. */
  readonly weights: Float64Array;
  /** Tokens beyond the bin's weight, by `familyKind`; absent where only the bins are told apart. */
  readonly corrections?: Float64Array;
}

/** Weights and corrections are fitted in turns, each on what the other leaves. */
const TURNS = 4;

/** The bins' weights, and what tokens weigh beyond them where it is known what they are alone. */
export function fitFamily(documents: readonly FitDocument[], family: string, binNames: readonly string[]): FamilyFit {
  if (!hasCorrections(family)) return { weights: fitWeights(documents, family, binNames) };
  let fit = { weights: new Float64Array(), corrections: new Float64Array() };
  for (let turn = 0; turn < TURNS; turn += 1) {
    const { corrections: before } = fit;
    const weights = fitWeights(documents, family, binNames, (document) => correctionOf(document, family, before));
    fit = { weights, corrections: fitCorrections(documents, family, weights) };
  }
  return fit;
}

/**
 * Weights of the bins that make the sum of squared relative errors least. A weight is a sum of a common part, one part of
 * each coarser bin and one of its own; each part is drawn to nothing, so that a rare bin costs what its like do.
 *
 * @param explained tokens of a document that something else than the bins accounts for
 * @returns tokens per token of o200k_base, by index of the bin, none below 0
 */
export function fitWeights(
  documents: readonly FitDocument[],
  family: string,
  binNames: readonly string[],
  explained: (document: FitDocument) => number = () => 0,
  ridge: RidgeStrength = DEFAULT_RIDGE,
): Float64Array<ArrayBuffer> {
  const parts = partsOf(binNames);
  const rows = documents.flatMap((document) => {
    const tokens = document.tokens[family] ?? 0;
    if (tokens === 0) return [];
    return [{ features: featuresOf(document, parts, tokens), target: 1 - explained(document) / tokens, trust: 1 }];
  });
  let solution = solve(rows, parts, ridge);
  for (let round = 1; round < ROUNDS; round += 1) {
    const before = solution;
    const reweighted = rows.map(({ features, target }) => {
      const estimate = features.reduce((sum, [part, share]) => sum + share * (before[part] ?? 0), 0);
      return { features, target, trust: Math.min(1, ORDINARY_ERROR / Math.abs(estimate - target)) };
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

/** A document as shares of its true count by part: the parts' weights times these should sum to the target. */
interface Row {
  readonly features: readonly (readonly [part: number, share: number])[];
  readonly target: number;
  readonly trust: number;
}

function solve(rows: readonly Row[], { count: size, firstOwn }: Parts, ridge: RidgeStrength): Float64Array {
  const gram = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (const { features, target, trust } of rows) {
    for (const [row, value] of features) {
      right[row] = (right[row] ?? 0) + trust * value * target;
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
