/* eslint-disable @typescript-eslint/no-non-null-assertion -- the hot loops of the counter: every index is within its array */
/** Classes that the split pattern of o200k_base tells apart, as bits. A mark is also `CASELESS`, a line break also `BLANK`. */
export const UPPER = 1;
export const LOWER = 2;
/** Letters without case, modifier letters and marks: both an upper and a lower letter to the pattern. */
export const CASELESS = 4;
export const MARK = 8;
export const NUMBER = 16;
export const BLANK = 32;
export const LINE_BREAK = 64;
export const OTHER = 128;

export const LETTER = UPPER | LOWER | CASELESS;

/** Class bits by code point, computed on first sight. `White_Space`, not `\s`: JavaScript's includes the byte order mark. */
export class CharacterClasses {
  readonly #bits = new Uint8Array(0x110000);

  /** Bits of the code point that begins at `index`, which is within the text. */
  at(text: string, index: number): number {
    const unit = text.charCodeAt(index);
    const point = (unit & 0xfc00) === 0xd800 ? text.codePointAt(index)! : unit;
    return this.#bits[point]! || this.#classify(point);
  }

  #classify(point: number): number {
    const bits = classify(String.fromCodePoint(point));
    this.#bits[point] = bits;
    return bits;
  }
}

/** UTF-16 units of the code point at `index`. */
export function widthAt(text: string, index: number): number {
  if ((text.charCodeAt(index) & 0xfc00) !== 0xd800) return 1;
  return (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00 ? 2 : 1;
}

function classify(character: string): number {
  if (character === '\n' || character === '\r') return BLANK | LINE_BREAK;
  if (/\p{White_Space}/u.test(character)) return BLANK;
  if (/[\p{Lu}\p{Lt}]/u.test(character)) return UPPER;
  if (/\p{Ll}/u.test(character)) return LOWER;
  if (/[\p{Lm}\p{Lo}]/u.test(character)) return CASELESS;
  if (/\p{M}/u.test(character)) return CASELESS | MARK;
  return /\p{N}/u.test(character) ? NUMBER : OTHER;
}
