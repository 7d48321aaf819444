import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { ARITHMETIC, lowerSum, numberOf } from '../numbers.ts';
import { calledAtOnce, literal, memberExpression, rangeOf, test, unknown } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { lowerCall } from './calls.ts';
import { methodsWithoutName } from './classes.ts';
import { lowerLambda } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { lowerString } from './strings.ts';
import { lowerType } from './types.ts';
import { blockValue, lowerIfValue, lowerWhenValue } from './whens.ts';

/** Parentheses, casts, `!!` and `?.` are transparent. */
export function lowerExpression(node: SyntaxNode, lowering: Lowering): Expression {
  return EXPRESSIONS[node.type]?.(node, lowering) ?? lowerOther(node, lowering);
}

type LowerExpression = (node: SyntaxNode, lowering: Lowering) => Expression;

const EXPRESSIONS: Readonly<Record<string, LowerExpression>> = {
  identifier: lowerName,
  user_type: (node, lowering) => lowerType(node, lowering) ?? unknown(node),
  string_literal: lowerString,
  multiline_string_literal: lowerString,
  character_literal: (node, { textOf }) => literal(textOf(node).slice(1, -1), node),
  number_literal: lowerNumber,
  float_literal: lowerNumber,
  this_expression: (node, lowering) => lowering.self(node),
  super_expression: (node) => ({ kind: 'receiver', range: rangeOf(node) }),
  parenthesized_expression: lowerInner,
  annotated_lambda: lowerLast,
  labeled_expression: lowerLast,
  as_expression: lowerLeft,
  unary_expression: lowerUnary,
  binary_expression: lowerBinary,
  infix_expression: lowerInfix,
  is_expression: (node, lowering) => truth(node, lowering),
  in_expression: lowerIn,
  range_expression: (node, lowering) => unknown(node, partsOf(node).map(lowering.expression)),
  navigation_expression: lowerNavigation,
  index_expression: lowerIndex,
  call_expression: lowerCall,
  lambda_literal: (node, lowering) => ({
    kind: 'function',
    range: rangeOf(node),
    function: lowerLambda(node, '', lowering),
  }),
  if_expression: lowerIfValue,
  when_expression: lowerWhenValue,
  try_expression: lowerTryValue,
  block: (node, lowering) => blockValue([node], lowering),
  object_literal: (node, lowering) => unknown(node, methodsWithoutName(node, lowering)),
  collection_literal: (node, lowering) => ({
    kind: 'list',
    range: rangeOf(node),
    items: partsOf(node).map((item) => ({ value: lowering.expression(item), isSpread: false })),
  }),
  callable_reference: lowerReference,
};

/** What carries no value, or could not be parsed; calls in it are kept. */
function lowerOther(node: SyntaxNode, lowering: Lowering): Expression {
  const inner = partsOf(node).filter(({ type }) => !NEVER_VALUES.test(type));
  return unknown(node, inner.map(lowering.expression));
}

const NEVER_VALUES = /(?:_type|_declaration|_content|escape_sequence|modifiers|type_arguments|type_projection|_test)$/;

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function lowerName(node: SyntaxNode, lowering: Lowering): Expression {
  const name = lowering.textOf(node).replaceAll('`', '');
  const constant = CONSTANTS.get(name);
  if (constant !== undefined) return literal(constant, node);
  return name === '' ? unknown(node) : lowering.name(name, node);
}

function lowerNumber(node: SyntaxNode, { textOf }: Lowering): Expression {
  const written = textOf(node).replaceAll('_', '');
  const isHexadecimal = /^0[xXbB]/.test(written);
  const [digits = ''] = written.split(isHexadecimal ? /[uUL]/ : /[uULfF]/, 1);
  const value = Number(digits);
  return Number.isNaN(value) ? unknown(node, [], 'number') : literal(value, node);
}

function lowerInner(node: SyntaxNode, lowering: Lowering): Expression {
  const [only, second] = partsOf(node);
  return only && !second ? lowering.expression(only) : lowerOther(node, lowering);
}

function lowerLast(node: SyntaxNode, lowering: Lowering): Expression {
  const last = partsOf(node).at(-1);
  return last ? lowering.expression(last) : unknown(node);
}

function lowerLeft(node: SyntaxNode, lowering: Lowering): Expression {
  const left = fieldOf(node, 'left') ?? partsOf(node)[0];
  return left ? lowering.expression(left) : unknown(node);
}

function operatorOf(node: SyntaxNode): string {
  return node.children.find(({ isNamed, type }) => !isNamed && /^[^\w\s(]/.test(type))?.type ?? '';
}

function lowerUnary(node: SyntaxNode, lowering: Lowering): Expression {
  const argument = fieldOf(node, 'argument') ?? partsOf(node)[0];
  if (argument === undefined) return unknown(node);
  const operand = lowering.expression(argument);
  const operator = operatorOf(node);
  const value = operand.kind === 'literal' ? operand.value : undefined;
  if (operator === '!!') return operand;
  if (operator === '!') return typeof value === 'boolean' ? literal(!value, node) : test(node, 'not', [operand]);
  if (operator === '-' && typeof value === 'number') return literal(-value, node);
  return unknown(node, [operand], 'number');
}

function lowerBinary(node: SyntaxNode, lowering: Lowering): Expression {
  const operator = operatorOf(node);
  if (operator === '+') return lowerSum(node, { operatorOf, expression: lowering.expression });
  const sides = [fieldOf(node, 'left'), fieldOf(node, 'right')].flatMap((side) =>
    side ? [lowering.expression(side)] : [],
  );
  const [left, right] = sides;
  if (!left || !right) return unknown(node, sides);
  if (operator === '?:') return { kind: 'fallback', range: rangeOf(node), first: left, second: right };
  if (operator === '==' || operator === '===') return test(node, 'equals', sides);
  if (operator === '!=' || operator === '!==') return test(node, 'differs', sides);
  if (operator === '&&') return test(node, 'all', sides);
  const [a, b] = sides.map(numberOf);
  const value = a === undefined || b === undefined ? undefined : ARITHMETIC[operator]?.(a, b);
  if (value !== undefined && Number.isFinite(value)) return literal(value, node);
  return unknown(node, sides, operator in ARITHMETIC ? 'number' : 'truth');
}

/** `a to b` is a list of both; any other function is called. */
function lowerInfix(node: SyntaxNode, lowering: Lowering): Expression {
  const [left, name, right] = partsOf(node);
  if (!left || !name || !right) return lowerOther(node, lowering);
  const values = [lowering.expression(left), lowering.expression(right)];
  if (lowering.textOf(name) !== 'to') return unknown(node, values);
  return { kind: 'list', range: rangeOf(node), items: values.map((value) => ({ value, isSpread: false })) };
}

function truth(node: SyntaxNode, lowering: Lowering): Expression {
  const left = fieldOf(node, 'left');
  return unknown(node, left ? [lowering.expression(left)] : [], 'truth');
}

function lowerIn(node: SyntaxNode, lowering: Lowering): Expression {
  const sides = [fieldOf(node, 'left'), fieldOf(node, 'right')].flatMap((side) =>
    side ? [lowering.expression(side)] : [],
  );
  const isNot = node.children.some(({ type }) => type === '!in');
  return sides.length === 2 && !isNot ? test(node, 'is-any', sides) : unknown(node, sides, 'truth');
}

function lowerNavigation(node: SyntaxNode, lowering: Lowering): Expression {
  const parts = partsOf(node);
  const [objectNode] = parts;
  const property = parts.length > 1 ? parts.at(-1) : undefined;
  if (!objectNode) return unknown(node);
  const object = lowering.expression(objectNode);
  if (property?.type !== 'identifier' || property.start === property.end) return object;
  const name = lowering.textOf(property);
  if (name === 'class' || (name === 'java' && object.kind === 'name')) return object;
  return memberExpression(object, name, property, node);
}

function lowerIndex(node: SyntaxNode, lowering: Lowering): Expression {
  const [object, index] = partsOf(node);
  if (!object || !index) return lowerOther(node, lowering);
  return {
    kind: 'index',
    range: rangeOf(node),
    object: lowering.expression(object),
    index: lowering.expression(index),
  };
}

function lowerReference(node: SyntaxNode, lowering: Lowering): Expression {
  const name = partsOf(node).at(-1);
  return name?.type === 'identifier' ? lowering.member(lowering.textOf(name), name) : lowerOther(node, lowering);
}

/** A `try` gives the value of the last expression in it. */
function lowerTryValue(node: SyntaxNode, lowering: Lowering): Expression {
  return calledAtOnce(node, [tried(node, lowering)]);
}

function tried(node: SyntaxNode, lowering: Lowering): Statement {
  const blocks = (part: SyntaxNode): readonly SyntaxNode[] => partsOf(part).filter(({ type }) => type === 'block');
  const parts = partsOf(node);
  return {
    kind: 'try',
    range: rangeOf(node),
    body: blocks(node).flatMap((block) => lowering.valued(partsOf(block))),
    handlers: parts
      .filter(({ type }) => type === 'catch_block')
      .map((handler) => blocks(handler).flatMap((block) => lowering.valued(partsOf(block)))),
    finalizer: parts
      .filter(({ type }) => type === 'finally_block')
      .flatMap(blocks)
      .flatMap((block) => lowering.statements(partsOf(block))),
  };
}
