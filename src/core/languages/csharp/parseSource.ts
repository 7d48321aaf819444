import { parse } from '../../parsing/grammars.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { unclosedTexts, without } from './unclosedTexts.ts';

export const GRAMMAR = 'tree-sitter-c-sharp.wasm';

interface ParsedSource {
  readonly root: SyntaxNode;
  /** As long as the source; what it leaves out is blank. */
  readonly text: string;
  readonly unclosed: readonly TextRange[];
}

/**
 * The tree of a source. A text that is still to be closed takes the parser the rest of the file, so the rest of its line is
 * left out then.
 */
export function parseSource(text: string): ParsedSource | undefined {
  const root = parse(GRAMMAR, text);
  if (root === undefined || !isBroken(root)) return root && { root, text, unclosed: [] };
  const unclosed = unclosedTexts(text);
  if (unclosed.length === 0) return { root, text, unclosed };
  const mended = without(text, unclosed);
  const again = parse(GRAMMAR, mended);
  return again && { root: again, text: mended, unclosed };
}

function isBroken({ type, children }: SyntaxNode): boolean {
  const open = [...children];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.type === 'ERROR' || next.isMissing) return true;
    for (const child of next.children) open.push(child);
  }
  return type === 'ERROR';
}
