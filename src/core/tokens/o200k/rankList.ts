/** Ranks of tokens in the order of the text; is written again and again without new memory. */
export class RankList {
  length = 0;
  #ranks = new Int32Array(4096);

  at(index: number): number {
    return this.#ranks[index] ?? -1;
  }

  push(rank: number): void {
    if (this.length === this.#ranks.length) this.#grow();
    this.#ranks[this.length] = rank;
    this.length += 1;
  }

  clear(): void {
    this.length = 0;
  }

  toArray(): number[] {
    return [...this.#ranks.subarray(0, this.length)];
  }

  #grow(): void {
    const larger = new Int32Array(this.#ranks.length * 2);
    larger.set(this.#ranks);
    this.#ranks = larger;
  }
}
