/** Arithmetic of written numbers, and sums, which languages with C's operators share. */
import type { Expression } from '../domain/program.ts';
import { fieldOf } from '../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../parsing/syntaxNode.ts';
import { literal, rangeOf } from './nodes.ts';

/** Of a written number. */
export function numberOf(expression: Expression): number | undefined {
  return expression.kind === 'literal' && typeof expression.value === 'number' ? expression.value : undefined;
}

/** By operator, without sums; whole numbers divide to whole numbers. */
export const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (Number.isInteger(a) && Number.isInteger(b) ? Math.trunc(a / b) : a / b),
  '%': (a, b) => a % b,
  '<<': (a, b) => a * 2 ** b,
  '>>': (a, b) => Math.floor(a / 2 ** b),
};

/** Operators that give a truth. */
export const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=', '&&', '||']);

export interface SumLowering {
  readonly operatorOf: (node: SyntaxNode) => string;
  readonly expression: (node: SyntaxNode) => Expression;
  /** Without what stands around an operand and means nothing. */
  readonly bare?: (node: SyntaxNode | undefined) => SyntaxNode | undefined;
}

/** Flattened without recursion: long texts are sums of hundreds of pieces. Numbers are added up. */
export function lowerSum(node: SyntaxNode, { operatorOf, expression, bare = asItIs }: SumLowering): Expression {
  const right: SyntaxNode[] = [];
  let current: SyntaxNode | undefined = node;
  while (current?.type === 'binary_expression' && operatorOf(current) === '+') {
    const summand: SyntaxNode | undefined = fieldOf(current, 'right');
    if (summand) right.push(summand);
    current = bare(fieldOf(current, 'left'));
  }
  const operands = [...(current ? [current] : []), ...right.reverse()].map(expression);
  const numbers = operands.map(numberOf).filter((number) => number !== undefined);
  if (numbers.length < operands.length) return { kind: 'concatenation', range: rangeOf(node), operands };
  return literal(
    numbers.reduce((sum, number) => sum + number, 0),
    node,
  );
}

function asItIs(node: SyntaxNode | undefined): SyntaxNode | undefined {
  return node;
}
