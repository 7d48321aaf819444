import type { Argument, CallExpression, Expression, Question } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { rangeOf } from '../nodes.ts';
import { sourceOf, unknownOf } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { numberOf } from '../numbers.ts';
import { foldNumbers } from './lowerNumbers.ts';

/**
 * `+` is a concatenation, `/` and `%` are calls of methods of these names (see `library.ts`), `|` of written dicts
 * merges them and else is a call of the function `|`. Arithmetic of written numbers is computed, and so is a written text times a written number; all other operators are unknown.
 */
export function lowerBinaryOperator(node: SyntaxNode, lowering: Lowering): Expression {
  const operator = operatorOf(node, lowering);
  if (operator === '+') return lowerSum(node, lowering);
  const left = operand(node, 'left', lowering);
  const right = operand(node, 'right', lowering);
  return foldNumbers(operator, left, right, node) ?? lowerPair(operator, left, right, node);
}

export function lowerUnaryOperator(node: SyntaxNode, lowering: Lowering): Expression {
  const argument = operand(node, 'argument', lowering);
  const value = numberOf(argument);
  const operator = operatorOf(node, lowering);
  if (value === undefined || operator === '~') return unknownOf(node, [argument], 'number');
  return { kind: 'literal', range: rangeOf(node), value: operator === '-' ? -value : value };
}

export function lowerBooleanOperator(node: SyntaxNode, lowering: Lowering): Expression {
  const first = operand(node, 'left', lowering);
  const second = operand(node, 'right', lowering);
  if (operatorOf(node, lowering) !== 'or') {
    const of = [first, second];
    return { ...unknownOf(node, of, 'truth'), question: { asks: 'all', of } };
  }
  return { kind: 'fallback', range: rangeOf(node), first, second };
}

const QUESTIONS: ReadonlyMap<string, Question['asks']> = new Map([
  ['==', 'equals'],
  ['is', 'equals'],
  ['!=', 'differs'],
  ['is not', 'differs'],
  ['in', 'holds'],
  ['not in', 'lacks'],
]);

/** `a == b`, `"x" in text`; chains such as `a < b < c` ask nothing that is followed. */
export function lowerComparison(node: SyntaxNode, lowering: Lowering): Expression {
  const [first, second, ...others] = namedChildren(node);
  const operands = namedChildren(node).map((child) => lowering.expression(child));
  const [left, right] = operands;
  if (!first || !second || !left || !right || others.length > 0) return unknownOf(node, operands, 'truth');
  const operator = node.children
    .filter((child) => !child.isNamed && child.start >= first.end && child.end <= second.start)
    .map((child) => sourceOf(child, lowering).replace(/\s+/g, ' '))
    .join(' ');
  const asks = QUESTIONS.get(operator);
  if (asks === undefined) return unknownOf(node, operands, 'truth');
  const isLookup = asks === 'holds' || asks === 'lacks';
  return { ...unknownOf(node, operands, 'truth'), question: { asks, of: isLookup ? [right, left] : operands } };
}

export function lowerNot(node: SyntaxNode, lowering: Lowering): Expression {
  const of = [operand(node, 'argument', lowering)];
  return { ...unknownOf(node, of), question: { asks: 'not', of } };
}

/** Long sums nest to the left, deeper than the stack: they are unrolled. */
function lowerSum(node: SyntaxNode, lowering: Lowering): Expression {
  const terms: SyntaxNode[] = [];
  let first = node;
  while (first.type === 'binary_operator' && operatorOf(first, lowering) === '+') {
    const left = fieldOf(first, 'left');
    const right = fieldOf(first, 'right');
    if (!left || !right) break;
    terms.push(right);
    first = left;
  }
  if (first === node) return unknownOf(node);
  const operands: Expression[] = [];
  for (const term of [first, ...terms.reverse()]) {
    const lowered = lowering.expression(term);
    if (lowered.kind === 'concatenation' && term.type !== 'concatenated_string') operands.push(...lowered.operands);
    else operands.push(lowered);
  }
  const [one, ...others] = operands;
  const sum = others.reduce<Expression | undefined>(
    (total, other) => total && foldNumbers('+', total, other, node),
    one,
  );
  return sum ?? { kind: 'concatenation', range: rangeOf(node), operands };
}

function lowerPair(operator: string, left: Expression, right: Expression, node: SyntaxNode): Expression {
  if (operator === '%' && (isText(left) || numberOf(right) === undefined)) {
    return methodCall(left, '%', formatArguments(right), right, node);
  }
  if (operator === '*') {
    const isNumber = !isText(left) && !isText(right) && left.kind !== 'list' && right.kind !== 'list';
    return lowerRepetition(left, right, node) ?? unknownOf(node, [left, right], isNumber ? 'number' : undefined);
  }
  if (operator === '/' && numberOf(left) === undefined && numberOf(right) === undefined) {
    return methodCall(left, '/', [{ value: right, range: right.range }], right, node);
  }
  if (operator === '|' && left.kind === 'object' && right.kind === 'object') {
    const entries = [left, right].map((value) => ({ kind: 'spread' as const, value, range: value.range }));
    return { kind: 'object', range: rangeOf(node), entries };
  }
  if (operator === '|') return union(left, right, node);
  return unknownOf(node, [left, right], ARITHMETIC.has(operator) ? 'number' : undefined);
}

const ARITHMETIC: ReadonlySet<string> = new Set(['-', '/', '//', '**', '%', '>>', '<<']);

/** Its operands decide what `|` does: a call of a function of that name. */
function union(left: Expression, right: Expression, node: SyntaxNode): CallExpression {
  const between = { start: left.range.end, end: right.range.start };
  return {
    kind: 'call',
    range: rangeOf(node),
    callee: { kind: 'name', name: '|', range: between },
    arguments: [left, right].map((value) => ({ value, range: value.range })),
    argumentsRange: { start: left.range.start, end: right.range.end },
    isConstruction: false,
  };
}

/** Longer texts than this are test data, and not worth their memory. */
const LONGEST_REPETITION = 100_000;

/** `"=" * 40`, either way round. Undefined where one of both is not written there. */
function lowerRepetition(left: Expression, right: Expression, node: SyntaxNode): Expression | undefined {
  const text = textOf(left) ?? textOf(right);
  const times = numberOf(left) ?? numberOf(right);
  if (text === undefined || times === undefined || !Number.isInteger(times)) return undefined;
  if (text.length * times > LONGEST_REPETITION) return undefined;
  return { kind: 'literal', range: rangeOf(node), value: text.repeat(Math.max(0, times)) };
}

function textOf(expression: Expression): string | undefined {
  return expression.kind === 'literal' && typeof expression.value === 'string' ? expression.value : undefined;
}

function isText({ kind }: Expression): boolean {
  return kind === 'literal' || kind === 'template' || kind === 'concatenation';
}

/** A tuple holds the positional arguments, a dict the named ones; anything else is the only argument. */
function formatArguments(right: Expression): readonly Argument[] {
  if (right.kind === 'list') {
    return right.items.map(({ value, isSpread }) => ({
      value,
      range: value.range,
      ...(isSpread && { spread: 'list' as const }),
    }));
  }
  if (right.kind === 'object') return [{ value: right, spread: 'object', range: right.range }];
  return [{ value: right, range: right.range }];
}

function methodCall(
  object: Expression,
  operator: string,
  passed: readonly Argument[],
  right: Expression,
  node: SyntaxNode,
): CallExpression {
  const propertyRange = { start: object.range.end, end: right.range.start };
  return {
    kind: 'call',
    range: rangeOf(node),
    callee: {
      kind: 'member',
      range: { start: object.range.start, end: right.range.start },
      object,
      property: operator,
      propertyRange,
    },
    arguments: passed,
    argumentsRange: right.range,
    isConstruction: false,
  };
}

function operatorOf(node: SyntaxNode, lowering: Lowering): string {
  const operator = fieldOf(node, 'operator');
  return operator ? sourceOf(operator, lowering) : '';
}

function operand(node: SyntaxNode, field: string, lowering: Lowering): Expression {
  const found = fieldOf(node, field) ?? namedChildren(node)[0];
  return found ? lowering.expression(found) : unknownOf(node);
}
