import type { Expression, Question, Statement } from '../../domain/program.ts';
import { fieldOf, namedChildren, operatorOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { Lowering } from './lowering.ts';
import { rangeOf } from '../nodes.ts';
import { fieldExpression, nothing, unknown } from './nodes.ts';

export function lowerBinary(node: SyntaxNode, lowering: Lowering): Expression {
  switch (operatorOf(node)) {
    case '+':
      return lowerSum(node, lowering);
    case '??':
    case '||':
      return lowerFallback(node, lowering);
    case '&&':
      return lowerConjunction(node, lowering);
    default:
      return lowerArithmetic(node, lowering);
  }
}

export function lowerUnary(node: SyntaxNode, lowering: Lowering): Expression {
  const operand = fieldExpression(node, 'argument', lowering);
  const value = operand.kind === 'literal' ? unaryValue(operatorOf(node), operand.value) : undefined;
  if (operatorOf(node) === 'void' && operand.kind === 'literal') return nothing(node);
  if (value !== undefined) return { kind: 'literal', range: rangeOf(node), value };
  if (operatorOf(node) === 'typeof') return unknown(node, [operand]);
  if (operatorOf(node) !== '!') return unknown(node, [operand], 'number');
  return { ...unknown(node, [operand], 'truth'), question: { asks: 'not', of: [operand] } };
}

export function lowerConditional(node: SyntaxNode, lowering: Lowering): Expression {
  const test = fieldExpression(node, 'condition', lowering);
  const then = lowering.collect(() => fieldExpression(node, 'consequence', lowering));
  const otherwise = lowering.collect(() => fieldExpression(node, 'alternative', lowering));
  hoistBranches(node, then.hoisted, otherwise.hoisted, lowering);
  return { kind: 'conditional', range: rangeOf(node), test, then: then.value, otherwise: otherwise.value };
}

/** Flattened without recursion: long texts are sums of hundreds of pieces. */
function lowerSum(node: SyntaxNode, lowering: Lowering): Expression {
  const operands: Expression[] = [];
  const right: SyntaxNode[] = [];
  let current: SyntaxNode | undefined = node;
  while (current && isSum(current)) {
    const summand: SyntaxNode | undefined = fieldOf(current, 'right');
    if (summand) right.push(summand);
    current = withoutParentheses(fieldOf(current, 'left'));
  }
  if (current) operands.push(lowering.expression(current));
  for (const summand of right.reverse()) operands.push(lowering.expression(summand));
  const numbers = operands.flatMap((operand) => numberIn(operand));
  if (numbers.length < operands.length) return { kind: 'concatenation', range: rangeOf(node), operands };
  return { kind: 'literal', range: rangeOf(node), value: numbers.reduce((sum, number) => sum + number, 0) };
}

function isSum(node: SyntaxNode): boolean {
  return node.type === 'binary_expression' && operatorOf(node) === '+';
}

function withoutParentheses(node: SyntaxNode | undefined): SyntaxNode | undefined {
  let current = node;
  while (current?.type === 'parenthesized_expression') current = namedChildren(current)[0];
  return current;
}

function lowerFallback(node: SyntaxNode, lowering: Lowering): Expression {
  const first = fieldExpression(node, 'left', lowering);
  const second = lowering.collect(() => fieldExpression(node, 'right', lowering));
  hoistBranches(node, [], second.hoisted, lowering);
  return { kind: 'fallback', range: rangeOf(node), first, second: second.value };
}

/** `a && b`: `b`, or nothing. */
function lowerConjunction(node: SyntaxNode, lowering: Lowering): Expression {
  const test = fieldExpression(node, 'left', lowering);
  const then = lowering.collect(() => fieldExpression(node, 'right', lowering));
  hoistBranches(node, then.hoisted, [], lowering);
  return { kind: 'conditional', range: rangeOf(node), test, then: then.value, otherwise: nothing(test.range) };
}

function hoistBranches(
  node: SyntaxNode,
  then: readonly Statement[],
  otherwise: readonly Statement[],
  lowering: Lowering,
): void {
  if (then.length === 0 && otherwise.length === 0) return;
  lowering.hoist([{ kind: 'if', range: rangeOf(node), test: unknown(node), then, otherwise }]);
}

function lowerArithmetic(node: SyntaxNode, lowering: Lowering): Expression {
  const left = fieldExpression(node, 'left', lowering);
  const right = fieldExpression(node, 'right', lowering);
  const [a] = numberIn(left);
  const [b] = numberIn(right);
  const value = a === undefined || b === undefined ? undefined : arithmetic(operatorOf(node), a, b);
  if (value !== undefined) return { kind: 'literal', range: rangeOf(node), value };
  const operator = operatorOf(node);
  const asks = QUESTIONS.get(operator);
  const of = [left, right];
  const result = ARITHMETIC.has(operator) ? 'number' : COMPARISONS.has(operator) ? 'truth' : undefined;
  return { ...unknown(node, of, result), ...(asks && { question: { asks, of } }) };
}

const ARITHMETIC: ReadonlySet<string> = new Set(['-', '*', '/', '%', '**', '<<', '>>', '>>>', '&', '|', '^']);
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '===', '!==', '<', '>', '<=', '>=', 'in', 'instanceof']);

const QUESTIONS: ReadonlyMap<string, Question['asks']> = new Map([
  ['==', 'equals'],
  ['===', 'equals'],
  ['!=', 'differs'],
  ['!==', 'differs'],
]);

function numberIn(expression: Expression): readonly number[] {
  return expression.kind === 'literal' && typeof expression.value === 'number' ? [expression.value] : [];
}

function arithmetic(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '**':
      return left ** right;
    case '<<':
      return left << right;
    case '>>':
      return left >> right;
    default:
      return undefined;
  }
}

function unaryValue(operator: string, operand: string | number | boolean | null): number | boolean | undefined {
  if (operator === '!') return !operand;
  if (typeof operand !== 'number') return undefined;
  if (operator === '-') return -operand;
  return operator === '+' ? operand : undefined;
}
