import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { partsOf } from '../parts.ts';

/** Statements in a body, however the grammar wraps them. */
export function statementsIn(node: SyntaxNode): readonly SyntaxNode[] {
  return partsOf(node).flatMap((child) => (child.type === 'statements' ? partsOf(child) : [child]));
}

export function isStatic(member: SyntaxNode, { textOf }: { readonly textOf: (range: TextRange) => string }): boolean {
  const modifiers = partsOf(member).find(({ type }) => type === 'modifiers');
  return modifiers !== undefined && /\b(?:static|class)\b/.test(textOf(modifiers));
}
