import type { Expression, ListItem } from '../../domain/program.ts';
import { fieldOf, hasToken } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { ARITHMETIC, lowerSum, numberOf } from '../numbers.ts';
import { endOf, literal, methodCall, nameExpression, rangeOf, test, unknown } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { lowerCall, lowerField } from './calls.ts';
import { lowerClosure } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { lowerPath } from './paths.ts';
import { lowerString } from './strings.ts';
import { lowerStructValue } from './structs.ts';
import { lowerBlockValue, lowerCondition } from './tails.ts';

/** References, `?`, `.await`, casts and parentheses are transparent. */
export function lowerExpression(node: SyntaxNode, lowering: Lowering): Expression {
  return EXPRESSIONS[node.type]?.(node, lowering) ?? lowerOther(node, lowering);
}

type LowerExpression = (node: SyntaxNode, lowering: Lowering) => Expression;

const EXPRESSIONS: Readonly<Record<string, LowerExpression>> = {
  identifier: lowerName,
  type_identifier: lowerName,
  field_identifier: lowerName,
  scoped_identifier: (node, lowering) => lowerPath(node, lowering),
  scoped_type_identifier: (node, lowering) => lowerPath(node, lowering),
  self: (node) => ({ kind: 'receiver', range: rangeOf(node) }),
  string_literal: (node, lowering) => lowerString(node, lowering),
  raw_string_literal: (node, lowering) => lowerString(node, lowering),
  char_literal: (node, { textOf }) => literal(textOf(node).slice(1, -1), node),
  integer_literal: lowerNumber,
  float_literal: lowerNumber,
  boolean_literal: (node, { textOf }) => literal(textOf(node) === 'true', node),
  unit_expression: (node) => literal(null, node),
  parenthesized_expression: lowerInner,
  expression_statement: lowerInner,
  try_expression: lowerInner,
  await_expression: lowerInner,
  reference_expression: lowerLast,
  unary_expression: lowerUnary,
  type_cast_expression: (node, lowering) => lowerPart(fieldOf(node, 'value'), node, lowering),
  generic_function: (node, lowering) => lowerPart(fieldOf(node, 'function'), node, lowering),
  binary_expression: lowerBinary,
  call_expression: lowerCall,
  field_expression: lowerField,
  index_expression: lowerIndex,
  array_expression: lowerList,
  tuple_expression: lowerList,
  struct_expression: lowerStructValue,
  closure_expression: lowerClosure,
  block: lowerBlockValue,
  unsafe_block: lowerBlockValue,
  async_block: lowerBlockValue,
  const_block: lowerBlockValue,
  try_block: lowerBlockValue,
  if_expression: lowerBlockValue,
  match_expression: lowerBlockValue,
  loop_expression: lowerBlockValue,
  let_condition: (node, lowering) => lowerCondition(node, lowering).test,
  let_chain: (node, lowering) => lowerCondition(node, lowering).test,
  macro_invocation: (node) => unknown(node),
};

/** What carries no value, or could not be parsed; calls in it are kept. */
function lowerOther(node: SyntaxNode, lowering: Lowering): Expression {
  const parts = partsOf(node).filter(({ type }) => !NEVER_VALUES.test(type));
  return unknown(node, parts.map(lowering.expression));
}

const NEVER_VALUES =
  /(?:_type|_content|_modifier|_specifier|_parameters|_pattern|type_arguments|token_tree|lifetime|label|escape_sequence|attribute_item)$/;

function lowerName(node: SyntaxNode, lowering: Lowering): Expression {
  const name = lowering.textOf(node).replace(/^r#/, '');
  if (name === '') return unknown(node);
  if (name === 'None') return literal(null, node);
  if (name === 'Self' && lowering.typeAround !== undefined) return nameExpression(lowering.typeAround, node);
  return nameExpression(name, node);
}

function lowerInner(node: SyntaxNode, lowering: Lowering): Expression {
  const [only, second] = partsOf(node);
  return only && !second ? lowering.expression(only) : lowerOther(node, lowering);
}

function lowerLast(node: SyntaxNode, lowering: Lowering): Expression {
  return lowerPart(fieldOf(node, 'value') ?? partsOf(node).at(-1), node, lowering);
}

function lowerPart(part: SyntaxNode | undefined, node: SyntaxNode, lowering: Lowering): Expression {
  return part ? lowering.expression(part) : unknown(node);
}

/** Underscores and the type behind it are no part of a number's value. */
function lowerNumber(node: SyntaxNode, { textOf }: Lowering): Expression {
  const written = textOf(node).replaceAll('_', '');
  const isPrefixed = /^0[xob]/.test(written);
  const digits = isPrefixed
    ? written.replace(/[iu](?:8|16|32|64|128|size)$/, '')
    : written.replace(/[iuf](?:\d+|size)$/, '');
  const value = Number(digits);
  return Number.isFinite(value) ? literal(value, node) : unknown(node, [], 'number');
}

/** `*x` is what it refers to. */
function lowerUnary(node: SyntaxNode, lowering: Lowering): Expression {
  const [operandNode] = partsOf(node);
  if (!operandNode) return unknown(node);
  const operand = lowering.expression(operandNode);
  if (hasToken(node, '*')) return operand;
  if (hasToken(node, '!')) return test(node, 'not', [operand]);
  const number = numberOf(operand);
  return number === undefined ? unknown(node, [operand], 'number') : literal(-number, node);
}

function operatorOf(node: SyntaxNode): string {
  return node.children.find(({ isNamed }) => !isNamed)?.type ?? '';
}

function lowerBinary(node: SyntaxNode, lowering: Lowering): Expression {
  const operator = operatorOf(node);
  if (operator === '+') return lowerSum(node, { operatorOf, expression: lowering.expression });
  const sides = [fieldOf(node, 'left'), fieldOf(node, 'right')].flatMap((side) =>
    side ? [lowering.expression(side)] : [],
  );
  const [left, right] = sides;
  if (!left || !right) return unknown(node, sides);
  if (operator === '==') return test(node, 'equals', sides);
  if (operator === '!=') return test(node, 'differs', sides);
  if (operator === '&&') return test(node, 'all', sides);
  const [a, b] = sides.map(numberOf);
  const value = a === undefined || b === undefined ? undefined : ARITHMETIC[operator]?.(a, b);
  if (value !== undefined && Number.isFinite(value)) return literal(value, node);
  return unknown(node, sides, operator in ARITHMETIC ? 'number' : 'truth');
}

/** `x[a..b]` is a call of a method `[..]`. */
function lowerIndex(node: SyntaxNode, lowering: Lowering): Expression {
  const [objectNode, index] = partsOf(node);
  if (!objectNode || !index) return lowerOther(node, lowering);
  const object = lowering.expression(objectNode);
  if (index.type !== 'range_expression') {
    return { kind: 'index', range: rangeOf(node), object, index: lowering.expression(index) };
  }
  const dots = index.children.findIndex(({ type }) => /^\.\.=?$/.test(type));
  const bound = (side: SyntaxNode | undefined): Expression =>
    side ? lowering.expression(side) : literal(null, endOf(node));
  const bounds = [index.children.slice(0, dots), index.children.slice(dots + 1)].map((side) => {
    return bound(side.find(({ isNamed }) => isNamed));
  });
  return methodCall(object, '[..]', bounds, node);
}

/** `[a, b]`, `(a, b)`; `[a; n]` is one that is not followed. */
function lowerList(node: SyntaxNode, lowering: Lowering): Expression {
  const parts = partsOf(node).filter(({ type }) => type !== 'attribute_item');
  if (fieldOf(node, 'length')) return unknown(node, parts.map(lowering.expression));
  const items = parts.map((part): ListItem => ({ value: lowering.expression(part), isSpread: false }));
  return { kind: 'list', range: rangeOf(node), items };
}
