/** Half-open span of UTF-16 offsets in one document's text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Zero-based line and UTF-16 column, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Replaces `range` by `newText`; an empty range inserts. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** What is left of a text without any of some characters that it ends with. */
export function withoutEnding(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

export function rangeContains(outer: TextRange, inner: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function isSameRange(a: TextRange, b: TextRange): boolean {
  return a.start === b.start && a.end === b.end;
}

export function rangeIncludes(range: TextRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** Applies edits that do not overlap, in any order. Of two edits at one place, the first given comes first. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.range.start - b.edit.range.start || a.index - b.index);
  let result = '';
  let offset = 0;
  for (const { edit } of ordered) {
    result += text.slice(offset, edit.range.start) + edit.newText;
    offset = edit.range.end;
  }
  return result + text.slice(offset);
}
