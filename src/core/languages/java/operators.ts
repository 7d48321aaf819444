import type { Expression } from '../../domain/program.ts';
import { fieldOf, operatorOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { Lowering } from './lowering.ts';
import { ARITHMETIC, COMPARISONS, lowerSum, numberOf } from '../numbers.ts';
import { literal, test, unknown } from '../nodes.ts';
import { partsOf } from '../parts.ts';

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

function withoutParentheses(node: SyntaxNode | undefined): SyntaxNode | undefined {
  let current = node;
  while (current?.type === 'parenthesized_expression') [current] = partsOf(current);
  return current;
}
