const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Brackets of a source that is being typed, as they are met: those that another one closes instead of their own are not closed. */
export class OpenBrackets {
  readonly #open: { readonly bracket: string; readonly at: number }[] = [];
  readonly #unclosed: number[] = [];

  /** @param token May be no bracket at all. */
  meet(token: string, at: number): void {
    const partner = OPENING[token];
    if (partner === undefined) {
      if (/^[([{]$/.test(token)) this.#open.push({ bracket: token, at });
      return;
    }
    const depth = this.#open.findLastIndex(({ bracket }) => bracket === partner);
    if (depth < 0) return;
    for (const { at: start } of this.#open.splice(depth).slice(1)) this.#unclosed.push(start);
  }

  /** Where they stand that surely are not closed; what may still be closed below is none of them. */
  get unclosed(): readonly number[] {
    return this.#unclosed;
  }
}
