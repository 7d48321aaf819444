import { parse } from '../../parsing/grammars.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { without } from '../java/unclosedTexts.ts';
import { OpenBrackets } from '../openBrackets.ts';

export const GRAMMAR = 'tree-sitter-swift.wasm';

export interface ParsedSource {
  readonly root: SyntaxNode;
  /** As long as the source; what it leaves out is blank. */
  readonly text: string;
  readonly leftOut: readonly TextRange[];
}

/** The tree of a source, without what is half typed in a way that would take the parser the rest of the file. */
export function parseSource(text: string): ParsedSource | undefined {
  const root = parse(GRAMMAR, text);
  if (root === undefined) return undefined;
  const leftOut = isBroken(root) ? unclosedParts(text) : [];
  if (leftOut.length === 0) return { root, text, leftOut };
  const source = without(text, leftOut, ' ');
  const again = parse(GRAMMAR, source);
  return again && { root: again, text: source, leftOut };
}

function isBroken(root: SyntaxNode): boolean {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'ERROR' || node.isMissing) return true;
    for (const child of node.children) open.push(child);
  }
  return false;
}

/** Comments, texts, the beginning of a text that its line does not close, and single brackets. */
const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|#"[^\n]*?"#|"""[\s\S]*?(?:"""|$)|"(?:[^"\\\n]|\\.)*("?)|[()[\]{}]/g;

/** Texts and lists that are still to be closed, each to the end of its line. */
function unclosedParts(text: string): readonly TextRange[] {
  const brackets = new OpenBrackets();
  const texts: TextRange[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [token, quote] = match;
    const isText = quote !== undefined && token.startsWith('"') && !token.startsWith('"""');
    if (isText && (quote === '' || token.length < 2))
      texts.push({ start: match.index, end: match.index + token.length });
    else brackets.meet(token, match.index);
  }
  const lines = brackets.unclosed.map((start): TextRange => {
    const end = text.indexOf('\n', start);
    return { start, end: end < 0 ? text.length : end };
  });
  return apart([...texts, ...lines].sort((a, b) => a.start - b.start));
}

function apart(ranges: readonly TextRange[]): readonly TextRange[] {
  const kept: TextRange[] = [];
  for (const range of ranges) if (range.start >= (kept.at(-1)?.end ?? 0)) kept.push(range);
  return kept;
}
