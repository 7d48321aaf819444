import { parse, parseParts } from '../../parsing/grammars.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';

export const GRAMMAR = 'tree-sitter-terraform.wasm';

/** Where the blocks of a file begin, as everybody writes them. */
const BLOCK =
  /^(?:resource|data|variable|locals|module|provider|output|terraform|moved|import|check|removed|ephemeral)\b/gm;
const MAXIMUM_PARTS = 2_000;

/** The trees of a file: of its blocks, where it cannot be read as a whole, so that what is half typed spoils no other. */
export function parseFile(text: string): readonly SyntaxNode[] | undefined {
  const root = parse(GRAMMAR, text);
  if (root === undefined) return undefined;
  if (!isBroken(root)) return [root];
  const starts = [...new Set([0, ...Array.from(text.matchAll(BLOCK), ({ index }) => index)])];
  if (starts.length < 2 || starts.length > MAXIMUM_PARTS) return [root];
  return parseParts(GRAMMAR, text, starts) ?? [root];
}

function isBroken(root: SyntaxNode): boolean {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'ERROR' || node.isMissing) return true;
    for (const child of node.children) open.push(child);
  }
  return false;
}
