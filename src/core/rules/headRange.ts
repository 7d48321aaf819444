import type { TextRange } from '../util/text.ts';

/** What is called: `client.converse` of `client.converse(…)`, on its first line. The first line of what is no call. */
export function calleeRange(text: string, call: TextRange): TextRange {
  const open = openingOf(text, call);
  return firstLine(text, open === undefined ? call : { start: call.start, end: open });
}

/** The range as far as its first line goes, without blanks at the end. */
export function firstLine(text: string, { start, end }: TextRange): TextRange {
  const written = /^[^\r\n]*/.exec(text.slice(start, end))?.[0].trimEnd() ?? '';
  return { start, end: written === '' ? end : start + written.length };
}

/** The bracket of the call's own arguments: the one that closes where the call ends, not those of its receivers. */
function openingOf(text: string, { start, end }: TextRange): number | undefined {
  let offset = start;
  while (offset < end) {
    const character = text.charAt(offset);
    if (character !== '(' && character !== '[') {
      offset++;
      continue;
    }
    const close = closingOf(text, offset, end);
    if (close === undefined || close === end - 1) return character === '(' ? offset : undefined;
    offset = close + 1;
  }
  return undefined;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Brackets are matched without knowing the language; in what looks wrong the bracket has no end. */
function closingOf(text: string, open: number, end: number): number | undefined {
  const expected: string[] = [];
  for (let offset = open; offset < end; offset++) {
    const character = text.charAt(offset);
    const closing = CLOSING[character];
    if (closing !== undefined) expected.push(closing);
    else if (character === '"' || character === "'" || character === '`') offset = endOfText(text, offset, end);
    else if (character === expected.at(-1)) {
      expected.pop();
      if (expected.length === 0) return offset;
    }
  }
  return undefined;
}

/** The quote that ends a text; of one that does not end on its line, the quote itself. */
function endOfText(text: string, start: number, end: number): number {
  const quote = text.charAt(start);
  for (let offset = start + 1; offset < end; offset++) {
    const character = text.charAt(offset);
    if (character === '\\') offset++;
    else if (character === quote) return offset;
    else if (character === '\n' && quote !== '`') return start;
  }
  return start;
}
