import type { Expression, Question } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { literal, rangeOf, unknown } from './lowering.ts';
import type { Lowering } from './lowering.ts';

export function lowerBinary(node: SyntaxNode, lowering: Lowering): Expression {
  const operator = fieldOf(node, 'operator')?.type ?? '';
  if (operator === '+') return lowerSum(node, lowering);
  const operands = [fieldOf(node, 'left'), fieldOf(node, 'right')].flatMap((operand) =>
    operand ? [lowering.expression(operand)] : [],
  );
  const [left, right] = operands.map(numberOf);
  const value = left === undefined || right === undefined ? undefined : ARITHMETIC[operator]?.(left, right);
  if (value !== undefined && Number.isFinite(value)) return literal(value, node);
  const result = operator in ARITHMETIC ? 'number' : COMPARISONS.has(operator) ? 'truth' : undefined;
  const asks = operands.length === 2 ? QUESTIONS.get(operator) : undefined;
  return { ...unknown(node, operands, result), ...(asks && { question: { asks, of: operands } }) };
}

const QUESTIONS: ReadonlyMap<string, Question['asks']> = new Map([
  ['==', 'equals'],
  ['!=', 'differs'],
  ['&&', 'all'],
]);

/** Pointers are transparent: `&x` and `*p` are what they point to. */
export function lowerUnary(node: SyntaxNode, lowering: Lowering): Expression {
  const operandNode = fieldOf(node, 'operand');
  if (operandNode === undefined) return unknown(node);
  const operand = lowering.expression(operandNode);
  const operator = fieldOf(node, 'operator')?.type ?? '';
  if (operator === '&' || operator === '*') return operand;
  const number = numberOf(operand);
  if (operator === '!' && operand.kind === 'literal' && typeof operand.value === 'boolean') {
    return literal(!operand.value, node);
  }
  if (operator === '!') return { ...unknown(node, [operand]), question: { asks: 'not', of: [operand] } };
  if (number === undefined || (operator !== '-' && operator !== '+')) return unknown(node, [operand]);
  return literal(operator === '-' ? -number : number, node);
}

/** Flattened without recursion: long texts are sums of hundreds of pieces. */
function lowerSum(node: SyntaxNode, lowering: Lowering): Expression {
  const operands: Expression[] = [];
  const right: SyntaxNode[] = [];
  let current: SyntaxNode | undefined = node;
  while (current?.type === 'binary_expression' && fieldOf(current, 'operator')?.type === '+') {
    const summand: SyntaxNode | undefined = fieldOf(current, 'right');
    if (summand) right.push(summand);
    current = withoutParentheses(fieldOf(current, 'left'));
  }
  if (current) operands.push(lowering.expression(current));
  for (const summand of right.reverse()) operands.push(lowering.expression(summand));
  const numbers = operands.map(numberOf).filter((number) => number !== undefined);
  if (numbers.length < operands.length) return { kind: 'concatenation', range: rangeOf(node), operands };
  return literal(
    numbers.reduce((sum, number) => sum + number, 0),
    node,
  );
}

function withoutParentheses(node: SyntaxNode | undefined): SyntaxNode | undefined {
  let current = node;
  while (current?.type === 'parenthesized_expression') [current] = namedChildren(current);
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
