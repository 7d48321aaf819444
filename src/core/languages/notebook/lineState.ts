/** Reads Python line by line, and knows whether the next one begins a statement or goes on with what is open. */
export class LineState {
  /** The quotes that the open string ends with. */
  #quotes: string | undefined;
  readonly #closers: string[] = [];
  #isContinued = false;

  get isStatementStart(): boolean {
    return this.#quotes === undefined && this.#closers.length === 0 && !this.#isContinued;
  }

  /** What would end the open string and brackets. */
  get closing(): string {
    return (this.#quotes ?? '') + [...this.#closers].reverse().join('');
  }

  /** @param line Without its line feed. */
  read(line: string): void {
    let offset = 0;
    while (offset < line.length) {
      offset = this.#quotes === undefined ? this.#code(line, offset) : this.#string(line, offset, this.#quotes);
    }
    this.#isContinued = /\\\r?$/.test(line);
    // Only a backslash or three quotes take a string to the next line.
    if (this.#quotes?.length === 1 && !this.#isContinued) this.#quotes = undefined;
  }

  #code(line: string, offset: number): number {
    const character = line.charAt(offset);
    const closer = CLOSERS[character];
    if (character === '#') return line.length;
    if (character === '"' || character === "'") {
      const triple = character.repeat(3);
      this.#quotes = line.startsWith(triple, offset) ? triple : character;
      return offset + this.#quotes.length;
    }
    if (closer !== undefined) this.#closers.push(closer);
    else if (this.#closers.at(-1) === character) this.#closers.pop();
    return offset + 1;
  }

  #string(line: string, offset: number, quotes: string): number {
    if (line.charAt(offset) === '\\') return offset + 2;
    if (!line.startsWith(quotes, offset)) return offset + 1;
    this.#quotes = undefined;
    return offset + quotes.length;
  }
}

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
