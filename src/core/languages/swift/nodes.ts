import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';

export function isComment({ type }: SyntaxNode): boolean {
  return type === 'comment' || type === 'multiline_comment';
}

/** Children without tokens and comments. */
export function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => child.isNamed && !isComment(child));
}

/** Statements in a body, however the grammar wraps them. */
export function statementsIn(node: SyntaxNode): readonly SyntaxNode[] {
  return partsOf(node).flatMap((child) => (child.type === 'statements' ? partsOf(child) : [child]));
}

export function isStatic(member: SyntaxNode, { textOf }: { readonly textOf: (range: TextRange) => string }): boolean {
  const modifiers = partsOf(member).find(({ type }) => type === 'modifiers');
  return modifiers !== undefined && /\b(?:static|class)\b/.test(textOf(modifiers));
}
