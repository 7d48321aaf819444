/** Makes the nodes of a `Program` that more than one part of the lowering makes. */
import type {
  Expression,
  ExpressionStatement,
  LiteralExpression,
  MemberExpression,
  UnknownExpression,
} from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { rangeOf } from '../nodes.ts';
import type { Lowering } from './lowering.ts';

export function unknown(
  range: TextRange,
  children: readonly Expression[] = [],
  result?: UnknownExpression['result'],
): UnknownExpression {
  return {
    kind: 'unknown',
    range: rangeOf(range),
    children: children.flatMap((child) => (child.kind === 'unknown' ? child.children : [child])),
    ...(result && { result }),
  };
}

export function nothing(range: TextRange): LiteralExpression {
  return { kind: 'literal', range: rangeOf(range), value: null };
}

export function memberExpression(
  object: Expression,
  property: string,
  propertyRange: TextRange,
  range: TextRange = propertyRange,
): MemberExpression {
  return { kind: 'member', range: rangeOf(range), object, property, propertyRange: rangeOf(propertyRange) };
}

export function expressionStatement(value: Expression, range: TextRange): ExpressionStatement {
  return { kind: 'expression', range: rangeOf(range), value };
}

/** The value of a field; `unknown` where half-typed code leaves it out. */
export function fieldExpression(node: SyntaxNode, field: string, lowering: Lowering): Expression {
  const child = fieldOf(node, field);
  return child ? lowering.expression(child) : unknown({ start: node.end, end: node.end });
}

/** True for what can be written down twice without running anything twice. */
export function isRepeatable(expression: Expression): boolean {
  let current = expression;
  while (current.kind === 'member') current = current.object;
  return current.kind === 'name' || current.kind === 'receiver' || current.kind === 'import';
}
