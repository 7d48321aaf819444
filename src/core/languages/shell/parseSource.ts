import { parse } from '../../parsing/grammars.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';

export const GRAMMAR = 'tree-sitter-bash.wasm';

/**
 * The tree of a script. Where it cannot be read as it stands, because an apostrophe ends a text in single quotes in the middle of
 * a word, it is read as it was meant.
 */
export function parseSource(text: string): SyntaxNode | undefined {
  const root = parse(GRAMMAR, text);
  if (root === undefined || !hasErrors(root)) return root;
  const meant = withoutOpenQuote(root, QUOTED_DATA.test(text) ? withApostrophes(text) : text);
  return meant === text ? root : (parse(GRAMMAR, meant) ?? root);
}

/** A text that is not closed takes the rest of the script with it. */
function withoutOpenQuote(root: SyntaxNode, text: string): string {
  const last = root.children.at(-1);
  const quote = last?.type === 'ERROR' ? last.children[0] : undefined;
  if (quote?.type !== '"' && quote?.type !== "'") return text;
  return `${text.slice(0, quote.start)} ${text.slice(quote.start + 1)}`;
}

/** JSON in single quotes. */
const QUOTED_DATA = /'\s*[[{]/;

function hasErrors(root: SyntaxNode): boolean {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'ERROR' || node.isMissing) return true;
    open.push(...node.children);
  }
  return false;
}

/** As long as the text; an apostrophe between letters, inside of JSON in single quotes, ends nothing. */
function withApostrophes(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  for (const match of text.matchAll(/'(?=\s*[[{])/g)) {
    if (match.index < done) continue;
    let end = text.indexOf("'", match.index + 1);
    pieces.push(text.slice(done, match.index + 1));
    done = match.index + 1;
    while (end > 0 && isWithinWord(text, end)) {
      pieces.push(text.slice(done, end), 'ʼ');
      done = end + 1;
      end = text.indexOf("'", done);
    }
    if (end < 0) break;
    pieces.push(text.slice(done, end + 1));
    done = end + 1;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}

function isWithinWord(text: string, offset: number): boolean {
  return /[a-z]/i.test(text.charAt(offset - 1)) && /[a-z]/i.test(text.charAt(offset + 1));
}
