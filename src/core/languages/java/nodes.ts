/** The grammars of Java and Kotlin name comments alike. */
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';

/** Children without tokens and comments. */
export function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => child.isNamed && !isComment(child));
}

export function isComment({ type }: SyntaxNode): boolean {
  return type === 'line_comment' || type === 'block_comment';
}
