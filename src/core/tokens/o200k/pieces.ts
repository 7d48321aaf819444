import {
  BLANK,
  CASELESS,
  type CharacterClasses,
  LETTER,
  LINE_BREAK,
  LOWER,
  MARK,
  NUMBER,
  OTHER,
  UPPER,
  widthAt,
} from './characterClasses.ts';

/*
 * The split pattern of o200k_base by hand, because a regular expression keeps a backtracking stack as long as the input
 * and the engine gives up on long runs:
 *
 *   [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(contraction)?
 *   [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(contraction)?
 *   \p{N}{1,3}
 *    ?[^\s\p{L}\p{N}]+[\r\n/]*
 *   \s*[\r\n]+
 *   \s+(?!\S)
 *   \s+
 */

const SPACE = 0x20;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;

/** End of the piece that begins at `start` of a text that ends at `end`; `start < end`. Every character is looked at a few times at most. */
export function endOfPiece(text: string, start: number, end: number, classes: CharacterClasses): number {
  const bits = classes.at(text, start);
  if ((bits & LETTER) !== 0) return endOfWord(text, start, end, classes);
  if ((bits & NUMBER) !== 0) return endOfNumber(text, start, end, classes);
  if ((bits & LINE_BREAK) === 0) {
    const afterPrefix = start + widthAt(text, start);
    const wordEnd = endOfWord(text, afterPrefix, end, classes);
    if (wordEnd > afterPrefix) return wordEnd;
    const marksStart = text.charCodeAt(start) === SPACE ? afterPrefix : start;
    const marksEnd = endOfPunctuation(text, marksStart, end, classes);
    if (marksEnd > marksStart) return marksEnd;
  }
  return endOfBlanks(text, start, end, classes);
}

/** End of the word at `start`, or `start` if there is none. */
function endOfWord(text: string, start: number, end: number, classes: CharacterClasses): number {
  let index = start;
  let afterLastCaseless = -1;
  let bits = 0;
  for (; index < end; index += widthAt(text, index)) {
    bits = classes.at(text, index);
    if ((bits & (UPPER | CASELESS)) === 0) break;
    if ((bits & CASELESS) !== 0) afterLastCaseless = index + widthAt(text, index);
  }
  if (index < end && (bits & LOWER) !== 0) {
    for (; index < end; index += widthAt(text, index)) {
      if ((classes.at(text, index) & (LOWER | CASELESS)) === 0) break;
    }
    return endOfContraction(text, index, end);
  }
  // Without a lower letter behind it, the pattern gives capitals back until the word ends in a letter without case.
  if (afterLastCaseless >= 0) return endOfContraction(text, afterLastCaseless, end);
  return index === start ? start : endOfContraction(text, index, end);
}

function endOfContraction(text: string, index: number, end: number): number {
  if (index + 1 >= end || text.charCodeAt(index) !== APOSTROPHE) return index;
  const first = text.charCodeAt(index + 1) | 0x20;
  if (first === 0x73 || first === 0x74 || first === 0x6d || first === 0x64)
    return index + (isAsciiLetter(text, index + 1) ? 2 : 0);
  if (index + 2 >= end || !isAsciiLetter(text, index + 1) || !isAsciiLetter(text, index + 2)) return index;
  const second = text.charCodeAt(index + 2) | 0x20;
  const isPair =
    (first === 0x72 && second === 0x65) || (first === 0x76 && second === 0x65) || (first === 0x6c && second === 0x6c);
  return isPair ? index + 3 : index;
}

function isAsciiLetter(text: string, index: number): boolean {
  const lower = text.charCodeAt(index) | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function endOfNumber(text: string, start: number, end: number, classes: CharacterClasses): number {
  let index = start;
  for (let digits = 0; digits < 3 && index < end; digits += 1) {
    if ((classes.at(text, index) & NUMBER) === 0) break;
    index += widthAt(text, index);
  }
  return index;
}

function endOfPunctuation(text: string, start: number, end: number, classes: CharacterClasses): number {
  let index = start;
  while (index < end && (classes.at(text, index) & (OTHER | MARK)) !== 0) index += widthAt(text, index);
  if (index === start) return start;
  while (index < end && isLineBreakOrSlash(text.charCodeAt(index))) index += 1;
  return index;
}

function isLineBreakOrSlash(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d || unit === SLASH;
}

/** Blanks up to the last line break; without one all but the last, which goes with the word behind it. All blanks are one unit wide. */
function endOfBlanks(text: string, start: number, end: number, classes: CharacterClasses): number {
  let index = start;
  let afterLastBreak = -1;
  for (; index < end; index += 1) {
    const bits = classes.at(text, index);
    if ((bits & BLANK) === 0) break;
    if ((bits & LINE_BREAK) !== 0) afterLastBreak = index + 1;
  }
  if (afterLastBreak >= 0) return afterLastBreak;
  return index === end || index === start + 1 ? index : index - 1;
}
