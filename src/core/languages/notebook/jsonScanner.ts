import type { TextRange } from '../../util/text.ts';

/** Thrown at the first place that is no JSON; caught by the reader of the notebook. */
export class BrokenJson extends Error {}

/**
 * Walks a JSON text from value to value without building it, so that the megabytes of a notebook's outputs cost one
 * search for their end each. What is skipped need not be JSON within its brackets.
 */
export class JsonScanner {
  readonly text: string;
  offset: number;

  constructor(text: string, offset = 0) {
    this.text = text;
    this.offset = offset;
  }

  /** Calls `read` at the value of each member, which must read or skip it. False when there is no object here. */
  object(read: (key: string) => void): boolean {
    if (!this.#take('{')) return false;
    if (this.#take('}')) return true;
    do {
      const key = this.string();
      if (key === undefined || !this.#take(':')) throw new BrokenJson();
      read(key.value);
    } while (this.#take(','));
    if (!this.#take('}')) throw new BrokenJson();
    return true;
  }

  /** Calls `read` at each item, which must read or skip it. False when there is no array here. */
  array(read: (index: number) => void): boolean {
    if (!this.#take('[')) return false;
    if (this.#take(']')) return true;
    let index = 0;
    do read(index++);
    while (this.#take(','));
    if (!this.#take(']')) throw new BrokenJson();
    return true;
  }

  /** The string here, with its range including quotes; undefined, and nothing read, when there is none. */
  string(): { readonly value: string; readonly range: TextRange } | undefined {
    this.blanks();
    if (this.text.charAt(this.offset) !== '"') return undefined;
    const start = this.offset;
    this.#skipString();
    const range = { start, end: this.offset };
    return { value: decodeString(this.text.slice(start, this.offset)), range };
  }

  skip(): void {
    this.blanks();
    const first = this.text.charAt(this.offset);
    if (first === '"') this.#skipString();
    else if (first === '{' || first === '[') this.#skipNested();
    else this.#skipWord();
  }

  blanks(): void {
    while (BLANKS.has(this.text.charCodeAt(this.offset))) this.offset++;
  }

  #take(character: string): boolean {
    this.blanks();
    if (this.text.charAt(this.offset) !== character) return false;
    this.offset++;
    return true;
  }

  #skipString(): void {
    let end = this.offset;
    do {
      end = this.text.indexOf('"', end + 1);
      if (end < 0) throw new BrokenJson();
    } while (isEscaped(this.text, end));
    this.offset = end + 1;
  }

  #skipNested(): void {
    let depth = 0;
    do {
      const bracket = this.#nextBracket();
      if (bracket === '"') this.#skipString();
      else {
        depth += bracket === '{' || bracket === '[' ? 1 : -1;
        this.offset++;
      }
    } while (depth > 0);
  }

  /** Moves to the next bracket or quote. */
  #nextBracket(): string {
    for (; this.offset < this.text.length; this.offset++) {
      const code = this.text.charCodeAt(this.offset);
      if (code === 34 || code === 91 || code === 93 || code === 123 || code === 125)
        return this.text.charAt(this.offset);
    }
    throw new BrokenJson();
  }

  /** A number, `true`, `false`, `null`. */
  #skipWord(): void {
    const start = this.offset;
    while (/[\w.+-]/.test(this.text.charAt(this.offset))) this.offset++;
    if (this.offset === start) throw new BrokenJson();
  }
}

const BLANKS: ReadonlySet<number> = new Set([32, 9, 10, 13, 0xfeff]);

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text.charAt(quote - 1 - backslashes) === '\\') backslashes++;
  return backslashes % 2 === 1;
}

/** Line breaks and tabs that are not escaped are taken as they are, as lenient tools write them. */
function decodeString(source: string): string {
  if (!/[\\\n\r\t]/.test(source)) return source.slice(1, -1);
  try {
    const value: unknown = JSON.parse(source.replace(/[\n\r\t]/g, (blank) => JSON.stringify(blank).slice(1, -1)));
    if (typeof value === 'string') return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new BrokenJson();
}
