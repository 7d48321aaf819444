import { parse } from '../../parsing/grammars.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';

export const GRAMMAR = 'tree-sitter-java.wasm';

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
  const mended = unclosed.reduce((source, { start, end }) => {
    return `${source.slice(0, start)}$${' '.repeat(end - start - 1)}${source.slice(end)}`;
  }, text);
  const again = parse(GRAMMAR, mended);
  return again && { root: again, text: mended, unclosed };
}

function isBroken({ type, children }: SyntaxNode): boolean {
  return type === 'ERROR' || children.some((child) => child.type === 'ERROR' || child.children.some(isError));
}

function isError({ type, isMissing, children }: SyntaxNode): boolean {
  return type === 'ERROR' || isMissing || children.some((child) => child.type === 'ERROR');
}

/** Comments, characters, blocks of text, and texts; a text that ends with its line is not closed. */
const PIECE = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^'\\\n]|\\.)*'|"""[\s\S]*?(?:"""|$)|"(?:[^"\\\n]|\\.)*("?)/g;

function unclosedTexts(text: string): readonly TextRange[] {
  return Array.from(text.matchAll(PIECE)).flatMap((match) => {
    const [piece, quote] = match;
    const isOpen = piece.startsWith('"') && !piece.startsWith('"""') && quote === '' && piece.length > 1;
    return isOpen ? [{ start: match.index, end: match.index + piece.length }] : [];
  });
}
