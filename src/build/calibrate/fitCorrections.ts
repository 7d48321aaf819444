import { BIN_NAMES } from '../../core/tokens/bins/binWeights.ts';
import { ALONE_FAMILIES, ALONE_LIMIT, familyKind } from '../../core/tokens/bins/tokenKinds.ts';
import type { FitDocument } from './tokenFit.ts';

/** Strength of the ridge that draws corrections to nothing, against relative errors squared. Chosen by cross-validation. */
const RIDGE = 3e-4;
/** Rounds of the fit; from the second on a document that fits badly counts less. */
const ROUNDS = 2;
const ORDINARY_ERROR = 0.03;
const MAXIMUM_STEPS = 200;
/** The steps end when what is left of the gradient is this share of the first. */
const TOLERANCE = 1e-5;

/** Families whose tokens are told apart by what they are alone. */
export function hasCorrections(family: string): boolean {
  return ALONE_FAMILIES.includes(family);
}

/**
 * What tokens weigh beyond their bins by what they are alone, such that the sum of squared relative errors that the bins'
 * weights leave is least: ridge regression, solved by conjugate gradients. Documents whose kinds of tokens are not known say
 * nothing.
 *
 * @returns tokens, by `familyKind`
 */
export function fitCorrections(
  documents: readonly FitDocument[],
  family: string,
  weights: Float64Array,
): Float64Array<ArrayBuffer> {
  const rows = documents.flatMap((document) => rowOf(document, family, weights));
  let corrections = new Float64Array(BIN_NAMES.length * ALONE_LIMIT);
  let trust = new Float64Array(rows.length).fill(1);
  for (let round = 0; round < ROUNDS; round += 1) {
    corrections = solve(rows, trust, corrections);
    trust = Float64Array.from(rows, (row) => trustIn(row.left - product(row, corrections)));
  }
  return corrections;
}

/** Tokens that the corrections add to a document; 0 where its kinds of tokens are not known. */
export function correctionOf({ kinds = [] }: FitDocument, family: string, corrections: Float64Array): number {
  return kinds.reduce(
    (sum, [kind, occurrences]) => sum + occurrences * (corrections[familyKind(kind, family)] ?? 0),
    0,
  );
}

/** A document: occurrences of kinds of tokens as shares of its true count, and the share that the bins left. */
interface Row {
  readonly places: Int32Array;
  readonly shares: Float64Array;
  readonly left: number;
}

function rowOf({ bins, kinds, tokens }: FitDocument, family: string, weights: Float64Array): readonly Row[] {
  const truth = tokens[family] ?? 0;
  if (kinds === undefined || truth === 0) return [];
  const byBins = bins.reduce((sum, [bin, occurrences]) => sum + occurrences * (weights[bin] ?? 1), 0);
  return [
    {
      places: Int32Array.from(kinds, ([kind]) => familyKind(kind, family)),
      shares: Float64Array.from(kinds, ([, occurrences]) => occurrences / truth),
      left: 1 - byBins / truth,
    },
  ];
}

function trustIn(error: number): number {
  return Math.min(1, ORDINARY_ERROR / Math.max(Math.abs(error), Number.MIN_VALUE));
}

function product({ places, shares }: Row, vector: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < places.length; index += 1)
    sum += (shares[index] ?? 0) * (vector[places[index] ?? 0] ?? 0);
  return sum;
}

/** Adds `factor` times the row to the vector. */
function addRow({ places, shares }: Row, factor: number, vector: Float64Array): void {
  for (let index = 0; index < places.length; index += 1) {
    const place = places[index] ?? 0;
    vector[place] = (vector[place] ?? 0) + factor * (shares[index] ?? 0);
  }
}

/** Conjugate gradients on the normal equations, which are never written out. */
function solve(rows: readonly Row[], trust: Float64Array, start: Float64Array): Float64Array<ArrayBuffer> {
  const apply = (vector: Float64Array): Float64Array => {
    const result = vector.map((value) => RIDGE * value);
    rows.forEach((row, index) => {
      addRow(row, (trust[index] ?? 0) * product(row, vector), result);
    });
    return result;
  };
  const right = new Float64Array(start.length);
  rows.forEach((row, index) => {
    addRow(row, (trust[index] ?? 0) * row.left, right);
  });
  const solution = Float64Array.from(start);
  const atStart = apply(solution);
  const residual = right.map((value, index) => value - (atStart[index] ?? 0));
  let direction = Float64Array.from(residual);
  let norm = dot(residual, residual);
  const goal = norm * TOLERANCE ** 2;
  for (let step = 0; step < MAXIMUM_STEPS && norm > goal; step += 1) {
    const applied = apply(direction);
    const length = norm / dot(direction, applied);
    addScaled(solution, direction, length);
    addScaled(residual, applied, -length);
    const next = dot(residual, residual);
    const turn = next / norm;
    direction = direction.map((value, index) => (residual[index] ?? 0) + turn * value);
    norm = next;
  }
  return solution;
}

function dot(left: Float64Array, right: Float64Array): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}

function addScaled(to: Float64Array, vector: Float64Array, factor: number): void {
  vector.forEach((value, index) => {
    to[index] = (to[index] ?? 0) + factor * value;
  });
}
