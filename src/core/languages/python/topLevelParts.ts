/**
 * Where a module can be cut into parts that are parsed apart: before each function and class that begins its line, and
 * before its decorators. There no statement can go on, whatever is left open above.
 */
export function topLevelParts(text: string): readonly number[] {
  const starts = [0];
  let isDecorated = false;
  MARK.lastIndex = 0;
  for (let match = MARK.exec(text); match !== null; match = MARK.exec(text)) {
    const [mark] = match;
    if (QUOTES.has(mark)) {
      MARK.lastIndex = endOfString(text, MARK.lastIndex, mark);
    } else if (mark !== '' && !mark.startsWith('#')) {
      if (!isDecorated && match.index > 0) starts.push(match.index);
      isDecorated = mark === '@';
    }
  }
  return starts;
}

/** A string's beginning, a comment, or what begins a definition. */
const MARK = /"""|'''|["']|#.*|^(?:@(?=\w)|(?:async[ \t]+)?def\b|class\b)/gm;
const QUOTES: ReadonlySet<string> = new Set(['"""', "'''", '"', "'"]);

/** A string in single quotes ends with its line at the latest, else the rest of the file would be one. */
function endOfString(text: string, start: number, quote: string): number {
  const isLong = quote.length === 3;
  let end = start;
  while (end < text.length && !text.startsWith(quote, end)) {
    const character = text.charCodeAt(end);
    if (!isLong && (character === 10 || character === 13)) return end;
    end += character === BACKSLASH ? 2 : 1;
  }
  return Math.min(text.length, end + quote.length);
}

const BACKSLASH = 92;
