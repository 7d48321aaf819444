/** Deeper nesting is not written by people; it is `unknown`, so that hostile input cannot overflow the stack. */
const MAXIMUM_DEPTH = 250;

/** How deep the lowering of one file is. */
export class Nesting {
  #depth = 0;

  deeper<T>(lower: () => T, tooDeep: () => T): T {
    if (this.#depth >= MAXIMUM_DEPTH) return tooDeep();
    this.#depth++;
    const value = lower();
    this.#depth--;
    return value;
  }
}
