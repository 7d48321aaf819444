/** The one stretch in which two texts differ. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Never between the two halves of a character. */
export function textChange(oldText: string, newText: string): TextChange {
  const shorter = Math.min(oldText.length, newText.length);
  let start = 0;
  while (start < shorter && oldText.charCodeAt(start) === newText.charCodeAt(start)) start++;
  let same = 0;
  const { length: oldLength } = oldText;
  const { length: newLength } = newText;
  while (
    same < shorter - start &&
    oldText.charCodeAt(oldLength - 1 - same) === newText.charCodeAt(newLength - 1 - same)
  ) {
    same++;
  }
  if (isLowSurrogate(oldText, start) || isLowSurrogate(newText, start)) start = Math.max(0, start - 1);
  if (isLowSurrogate(oldText, oldLength - same)) same = Math.max(0, same - 1);
  return { start, oldEnd: oldLength - same, newEnd: newLength - same };
}

function isLowSurrogate(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff;
}
