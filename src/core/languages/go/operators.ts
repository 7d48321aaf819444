import type { Expression, Question } from '../../domain/program.ts';
import { fieldOf, namedChildren, operatorOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { ARITHMETIC, COMPARISONS, lowerSum, numberOf } from '../numbers.ts';
import { literal, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';

export function lowerBinary(node: SyntaxNode, lowering: Lowering): Expression {
  const operator = operatorOf(node);
  if (operator === '+')
    return lowerSum(node, { operatorOf, expression: lowering.expression, bare: withoutParentheses });
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
  const operator = operatorOf(node);
  if (operator === '&' || operator === '*') return operand;
  const number = numberOf(operand);
  if (operator === '!' && operand.kind === 'literal' && typeof operand.value === 'boolean') {
    return literal(!operand.value, node);
  }
  if (operator === '!') return { ...unknown(node, [operand]), question: { asks: 'not', of: [operand] } };
  if (number === undefined || (operator !== '-' && operator !== '+')) return unknown(node, [operand]);
  return literal(operator === '-' ? -number : number, node);
}

function withoutParentheses(node: SyntaxNode | undefined): SyntaxNode | undefined {
  let current = node;
  while (current?.type === 'parenthesized_expression') [current] = namedChildren(current);
  return current;
}
