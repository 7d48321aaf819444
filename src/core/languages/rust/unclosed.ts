import type { TextRange } from '../../util/text.ts';
import { OpenBrackets } from '../openBrackets.ts';

/** A text, a comment or a character; or one bracket. */
const TOKEN = /\/\/[^\n]*|\/\*|r(#{0,8})"|"|'(?:\\(?:u\{[^}']{0,8}\}|[^\n])|[^\\'\n])'|[()[\]{}]/g;

/** Opening brackets without a closing one, and texts that are not closed on their line, of a source that is being typed. */
export function unclosedParts(text: string): readonly TextRange[] {
  const unclosed: TextRange[] = [];
  const brackets = new OpenBrackets();
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const [token, hashes] = match;
    const at = match.index;
    if (token === '/*') moveBehind(text, '*/', at + 2);
    else if (hashes !== undefined) moveBehind(text, `"${hashes}`, at + token.length);
    else if (token === '"') {
      const end = endOfString(text, at);
      if (end === undefined) unclosed.push({ start: at, end: endOfLine(text, at) });
      TOKEN.lastIndex = end ?? endOfLine(text, at);
    } else brackets.meet(token, at);
  }
  const places = brackets.unclosed.map((start) => ({ start, end: start + 1 }));
  return [...unclosed, ...places].sort((a, b) => a.start - b.start);
}

function moveBehind(text: string, closing: string, from: number): void {
  const end = text.indexOf(closing, from);
  TOKEN.lastIndex = end < 0 ? text.length : end + closing.length;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

const STRING = /"(?:[^"\\]|\\[\s\S])*"/y;

/** Undefined for one that runs over the line and ends where another one must begin: its end stands before a word. */
function endOfString(text: string, start: number): number | undefined {
  STRING.lastIndex = start;
  const end = STRING.test(text) ? STRING.lastIndex : undefined;
  if (end === undefined) return undefined;
  return end > endOfLine(text, start) && /[\w{]/.test(text.charAt(end)) ? undefined : end;
}
