import { withoutEnding } from '../../util/text.ts';
import type { TextRange } from '../../util/text.ts';

/** Comments, characters, raw and verbatim texts, and others; a text that ends with its line is not closed. */
const PIECE =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^'\\\n]|\\.)*'|("{3,40})[\s\S]*?(?:\1|$)|(?:@\$?|\$@)"(?:[^"]|"")*(?:"|$)|"(?:[^"\\\n]|\\.)*("?)/g;

/** Texts that are still to be closed, each to the end of its line. */
export function unclosedTexts(text: string): readonly TextRange[] {
  return Array.from(text.matchAll(PIECE)).flatMap((match) => {
    const [piece, , quote] = match;
    const isOpen = piece.startsWith('"') && quote === '' && piece.length > 1 && !piece.startsWith('"""');
    return isOpen ? [{ start: match.index, end: match.index + piece.length }] : [];
  });
}

/**
 * A source of the same length, with a name in place of each of some ranges, which are in their order. What ends a statement
 * at their end is hardly meant to be part of the text.
 */
export function without(text: string, ranges: readonly TextRange[]): string {
  const pieces: string[] = [];
  let offset = 0;
  for (const { start, end } of ranges) {
    const written = text.slice(start + 1, end);
    const ending = written.slice(withoutEnding(written.trimEnd(), ')]};,').length);
    pieces.push(text.slice(offset, start), '_'.padEnd(end - start - ending.length).slice(0, end - start), ending);
    offset = end;
  }
  return pieces.join('') + text.slice(offset);
}
