/** Indices and how often each occurs. */
export type Sparse = readonly (readonly [index: number, occurrences: number])[];

/** In the order of the indices. */
export function sparseOf(counts: ReadonlyMap<number, number>): Sparse {
  return [...counts].sort(([a], [b]) => a - b);
}

/** How often each of these indices occurs. */
export function countEach(indices: Iterable<number>): Sparse {
  const counts = new Map<number, number>();
  for (const index of indices) counts.set(index, (counts.get(index) ?? 0) + 1);
  return sparseOf(counts);
}

/** As a file has it: index, occurrences, index, occurrences … */
export function sparseFrom(flat: readonly number[]): Sparse {
  return Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index] ?? 0, flat[2 * index + 1] ?? 0]);
}
