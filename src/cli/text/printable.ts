/**
 * Text of the workspace as it may go to a terminal: what would move the cursor, change colours or turn the direction of
 * text becomes a visible sign of the same width. Line breaks become blanks.
 */
export function printable(text: string): string {
  return text.replace(/[\t\n\r]+/g, ' ').replace(UNPRINTABLE, '\uFFFD');
}

/** The same for a line of source, whose tabs become blanks; every other character keeps its place. */
export function printableLine(line: string): string {
  return line.replaceAll('\t', '    ').replace(UNPRINTABLE, '\uFFFD');
}

/** Control characters, and the invisible ones that reorder or hide text. */
const UNPRINTABLE = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;
