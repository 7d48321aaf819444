import type { Expression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { Lowering } from './lowering.ts';
import { literal, partsOf, rangeOf, test, unknown } from './nodes.ts';

export function lowerBinary(node: SyntaxNode, lowering: Lowering): Expression {
  const operator = operatorOf(node);
  if (operator === '+') return lowerSum(node, lowering);
  const operands = [fieldOf(node, 'left'), fieldOf(node, 'right')].flatMap((operand) =>
    operand ? [lowering.expression(operand)] : [],
  );
  const [left, right] = operands.map(numberOf);
  const value = left === undefined || right === undefined ? undefined : ARITHMETIC[operator]?.(left, right);
  if (value !== undefined && Number.isFinite(value)) return literal(value, node);
  if (operands.length === 2 && operator === '==') return test(node, 'equals', operands);
  if (operands.length === 2 && operator === '!=') return test(node, 'differs', operands);
  if (operands.length === 2 && operator === '&&') return test(node, 'all', operands);
  return unknown(node, operands, operator in ARITHMETIC ? 'number' : COMPARISONS.has(operator) ? 'truth' : undefined);
}

export function lowerUnary(node: SyntaxNode, lowering: Lowering): Expression {
  const operandNode = fieldOf(node, 'operand');
  if (operandNode === undefined) return unknown(node);
  const operand = lowering.expression(operandNode);
  const operator = operatorOf(node);
  const value = operand.kind === 'literal' ? operand.value : undefined;
  if (operator === '!' && typeof value === 'boolean') return literal(!value, node);
  if (operator === '!') return test(node, 'not', [operand]);
  if (typeof value === 'number' && operator === '-') return literal(-value, node);
  return typeof value === 'number' && operator === '+' ? literal(value, node) : unknown(node, [operand], 'number');
}

function operatorOf(node: SyntaxNode): string {
  return fieldOf(node, 'operator')?.type ?? '';
}

/** Flattened without recursion: long texts are sums of hundreds of pieces. */
function lowerSum(node: SyntaxNode, lowering: Lowering): Expression {
  const right: SyntaxNode[] = [];
  let current: SyntaxNode | undefined = node;
  while (current?.type === 'binary_expression' && operatorOf(current) === '+') {
    const summand: SyntaxNode | undefined = fieldOf(current, 'right');
    if (summand) right.push(summand);
    current = withoutParentheses(fieldOf(current, 'left'));
  }
  const nodes = current ? [current, ...right.reverse()] : right.reverse();
  const operands = nodes.map(lowering.expression);
  const numbers = operands.map(numberOf).filter((number) => number !== undefined);
  if (numbers.length < operands.length) return { kind: 'concatenation', range: rangeOf(node), operands };
  return literal(
    numbers.reduce((sum, number) => sum + number, 0),
    node,
  );
}

function withoutParentheses(node: SyntaxNode | undefined): SyntaxNode | undefined {
  let current = node;
  while (current?.type === 'parenthesized_expression') [current] = partsOf(current);
  return current;
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=', '&&', '||']);

function numberOf(expression: Expression): number | undefined {
  return expression.kind === 'literal' && typeof expression.value === 'number' ? expression.value : undefined;
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (Number.isInteger(a) && Number.isInteger(b) ? Math.trunc(a / b) : a / b),
  '%': (a, b) => a % b,
  '<<': (a, b) => a * 2 ** b,
  '>>': (a, b) => Math.floor(a / 2 ** b),
};
