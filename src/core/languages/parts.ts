/** For grammars that have no other children to leave out. */
import type { SyntaxNode } from '../parsing/syntaxNode.ts';

/** Children without tokens and comments. */
export function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => child.isNamed && !isComment(child));
}

export function isComment({ type }: SyntaxNode): boolean {
  return COMMENTS.has(type);
}

const COMMENTS: ReadonlySet<string> = new Set(['comment', 'line_comment', 'block_comment', 'multiline_comment']);
