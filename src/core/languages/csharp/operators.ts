import type { Expression, Question } from '../../domain/program.ts';
import { fieldOf, operatorOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { literal, rangeOf, test, unknown } from '../nodes.ts';
import { ARITHMETIC, COMPARISONS, lowerSum, numberOf } from '../numbers.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';

const QUESTIONS: Readonly<Record<string, Question['asks']>> = { '==': 'equals', '!=': 'differs', '&&': 'all' };

export function lowerBinary(node: SyntaxNode, lowering: Lowering): Expression {
  const operator = binaryOperator(node);
  if (operator === '+') return lowerSum(node, { operatorOf, expression: lowering.expression });
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  if (!left || !right) return unknown(node, partsOf(node).map(lowering.expression));
  const [a, b] = [lowering.expression(left), lowering.expression(right)];
  if (operator === '??') return otherwise(node, a, right, b);
  const asks = QUESTIONS[operator];
  if (asks) return test(node, asks, [a, b]);
  if (COMPARISONS.has(operator)) return unknown(node, [a, b], 'truth');
  const compute = ARITHMETIC[operator];
  const [first, second] = [numberOf(a), numberOf(b)];
  if (compute && first !== undefined && second !== undefined) {
    const value = compute(first, second);
    if (Number.isFinite(value)) return literal(value, node);
  }
  return unknown(node, [a, b], compute ? 'number' : undefined);
}

/** `value ?? throw …` is the value. */
function otherwise(node: SyntaxNode, first: Expression, right: SyntaxNode, second: Expression): Expression {
  return right.type === 'throw_expression' ? first : { kind: 'fallback', range: rangeOf(node), first, second };
}

function binaryOperator(node: SyntaxNode): string {
  return node.type === 'binary_expression' ? operatorOf(node) : '';
}

/** `-1`, `!x`, `x!`. */
export function lowerUnary(node: SyntaxNode, lowering: Lowering): Expression {
  const [operand] = partsOf(node);
  if (operand === undefined) return unknown(node);
  const value = lowering.expression(operand);
  const operator = node.children.find(({ isNamed }) => !isNamed)?.type;
  if (operator === '!' && node.type === 'prefix_unary_expression') return test(node, 'not', [value]);
  if (operator === '!' || operator === '+') return value;
  const number = numberOf(value);
  if (operator === '-' && number !== undefined) return literal(-number, node);
  return unknown(node, [value], operator === '-' || operator === '++' || operator === '--' ? 'number' : undefined);
}
