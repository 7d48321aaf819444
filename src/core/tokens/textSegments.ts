import { BLANK, type CharacterClasses, LETTER, MARK, NUMBER, OTHER } from './o200k/characterClasses.ts';

/** A longer segment ends at the next place inside its line that is safe. */
const LONG_SEGMENT = 256;
/** Where no place is safe, a segment ends here; a multiple of what is merged as a whole, so that runs of one letter count alike. */
export const LONGEST_SEGMENT = 16_384;

/**
 * Cuts a text into segments that can be counted one by one: their counts sum to that of the text. Every line is one, so
 * that an edit changes no segment of another line; a long line is several, and a line goes with blank or indented ones
 * behind it.
 *
 * Safe places, argued from the split pattern: behind a line break that neither a blank nor a slash follows, and between a
 * letter or a digit and a blank or a punctuation character that is no apostrophe. Only segments of the greatest length are
 * cut where it is not safe.
 */
export class TextSegments {
  readonly #text: string;
  readonly #classes: CharacterClasses;
  /** The first line break at or behind the place that was asked for last, or the end of the text. */
  #lineBreak = -1;

  constructor(text: string, classes: CharacterClasses) {
    this.#text = text;
    this.#classes = classes;
  }

  /** End of the segment that begins at `start`, which is before the end of the text and grows from call to call. */
  endAfter(start: number): number {
    const long = Math.min(start + LONG_SEGMENT, this.#text.length);
    for (let end = this.#behindLineBreak(start); end <= long; end = this.#behindLineBreak(end)) {
      if (end === this.#text.length || this.#endsLine(end)) return end;
    }
    return this.#endOfLongSegment(start, long);
  }

  #behindLineBreak(start: number): number {
    if (this.#lineBreak < start) {
      const found = this.#text.indexOf('\n', start);
      this.#lineBreak = found < 0 ? this.#text.length : found;
    }
    return Math.min(this.#lineBreak + 1, this.#text.length);
  }

  #endOfLongSegment(start: number, from: number): number {
    const text = this.#text;
    const limit = Math.min(start + LONGEST_SEGMENT, text.length);
    for (let index = from; index < limit; index += 1) {
      if (text.charCodeAt(index - 1) === 0x0a ? this.#endsLine(index) : this.#endsWord(index)) return index;
    }
    return limit < text.length && isInsideCharacter(text, limit) ? limit - 1 : limit;
  }

  #endsLine(index: number): boolean {
    return this.#text[index] !== '/' && (this.#classes.at(this.#text, index) & BLANK) === 0;
  }

  #endsWord(index: number): boolean {
    if (isInsideCharacter(this.#text, index)) return false;
    const before = this.#classes.at(this.#text, index - 1);
    if ((before & (LETTER | NUMBER)) === 0 || (before & MARK) !== 0) return false;
    return (this.#classes.at(this.#text, index) & (BLANK | OTHER)) !== 0 && this.#text[index] !== "'";
  }
}

function isInsideCharacter(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xdc00 && (text.charCodeAt(index - 1) & 0xfc00) === 0xd800;
}
