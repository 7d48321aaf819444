/* eslint-disable @typescript-eslint/no-non-null-assertion -- the hot loops of the counter: every index is within its array */
import type { RankList } from './rankList.ts';
import type { RankTable } from './rankTable.ts';

/** Bytes of the longest piece that is merged as a whole; a power of two. */
export const LONGEST_PIECE = 2048;

/**
 * Byte pair merging in O(n log n): parts in a linked list, candidate pairs in a heap of `rank * LONGEST_PIECE + start`,
 * which orders by rank and then from left to right. Outdated candidates are told by the rank that stands at their start.
 */
export class PieceMerger {
  readonly #ranks: RankTable;
  readonly #next = new Int32Array(LONGEST_PIECE + 1);
  readonly #previous = new Int32Array(LONGEST_PIECE + 1);
  /** Rank of the pair that begins at a part, or -1. */
  readonly #pairRank = new Int32Array(LONGEST_PIECE + 1);
  readonly #heap = new Int32Array(LONGEST_PIECE * 3);
  #heapSize = 0;

  constructor(ranks: RankTable) {
    this.#ranks = ranks;
  }

  /** Appends to `into` the ranks of the tokens of `bytes[start..end)`, at most `LONGEST_PIECE` bytes. */
  merge(bytes: Uint8Array, start: number, end: number, into: RankList): void {
    const length = end - start;
    this.#begin(bytes, start, length);
    for (let best = this.#pop(); best >= 0; best = this.#pop()) {
      const part = best % LONGEST_PIECE;
      if (this.#pairRank[part] === Math.floor(best / LONGEST_PIECE)) this.#join(bytes, start, length, part);
    }
    for (let part = 0; part < length; part = this.#next[part]!) {
      into.push(this.#ranks.rankOf(bytes, start + part, start + this.#next[part]!));
    }
  }

  #begin(bytes: Uint8Array, start: number, length: number): void {
    this.#heapSize = 0;
    for (let part = 0; part < length; part += 1) {
      this.#next[part] = part + 1;
      this.#previous[part] = part - 1;
    }
    this.#next[length] = length;
    for (let part = 0; part < length; part += 1) this.#rate(bytes, start, length, part);
  }

  #join(bytes: Uint8Array, start: number, length: number, part: number): void {
    const absorbed = this.#next[part]!;
    const following = this.#next[absorbed]!;
    this.#next[part] = following;
    this.#previous[following] = part;
    this.#pairRank[absorbed] = -1;
    this.#rate(bytes, start, length, part);
    const before = this.#previous[part]!;
    if (before >= 0) this.#rate(bytes, start, length, before);
  }

  #rate(bytes: Uint8Array, start: number, length: number, part: number): void {
    const middle = this.#next[part]!;
    const rank = middle >= length ? -1 : this.#ranks.rankOf(bytes, start + part, start + this.#next[middle]!);
    this.#pairRank[part] = rank;
    if (rank >= 0) this.#push(rank * LONGEST_PIECE + part);
  }

  #push(candidate: number): void {
    const heap = this.#heap;
    let index = this.#heapSize++;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (heap[parent]! <= candidate) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = candidate;
  }

  /** The smallest candidate, or -1. */
  #pop(): number {
    if (this.#heapSize === 0) return -1;
    const heap = this.#heap;
    const smallest = heap[0]!;
    const size = --this.#heapSize;
    const moved = heap[size]!;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= size) break;
      if (child + 1 < size && heap[child + 1]! < heap[child]!) child += 1;
      if (heap[child]! >= moved) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = moved;
    return smallest;
  }
}
