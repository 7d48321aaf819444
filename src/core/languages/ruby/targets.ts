import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { partsOf } from './nodes.ts';
import type { TextOf } from './nodes.ts';

export function operatorOf(node: SyntaxNode, textOf: TextOf): string {
  const operator = fieldOf(node, 'operator');
  return operator ? textOf(operator) : '=';
}

/** What an assignment sets, without the names inside indexes and receivers. */
export function targetsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const left = fieldOf(node, 'left');
  if (left === undefined) return [];
  return left.type === 'left_assignment_list' ? partsOf(left) : [left];
}
