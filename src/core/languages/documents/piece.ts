import type { LanguageId } from '../../domain/languageId.ts';
import type { TextRange } from '../../util/text.ts';

/** A stretch of a document that is code of another language. */
export interface Piece {
  readonly language: LanguageId;
  readonly range: TextRange;
  /** As long as the range, so that every offset holds; what is no code in it is blank. */
  readonly text: string;
  /** It stands inside of code, which can be of the same language. */
  readonly isNested?: true;
}

/** Blanks of the same length, with the same lines. */
export function blank(text: string): string {
  return text
    .split(/(\r?\n|\r)/)
    .reduce((done, part, at) => done + (at % 2 === 0 ? ' '.repeat(part.length) : part), '');
}

export interface Line {
  /** Without its line feed. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ text: line.endsWith('\r') ? line.slice(0, -1) : line, start, end: start + line.length });
    start += line.length + 1;
  }
  return lines;
}
