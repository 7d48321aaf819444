import type { Expression, ListItem, ObjectEntry } from '../../domain/program.ts';
import { fieldOf, fieldsOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { ARITHMETIC, numberOf } from '../numbers.ts';
import { endOf, literal, memberExpression, nameExpression, rangeOf, receiver, test, unknown } from '../nodes.ts';
import { lowerCall } from './calls.ts';
import { lowerLambda } from './functions.ts';
import { implicitName } from './implicit.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from '../parts.ts';
import { lowerBlockValue } from './statements.ts';
import { lowerString } from './strings.ts';
import { lowerTypeName } from './typeNames.ts';

/** `try`, `await`, casts, parentheses, `!` and `?` behind a value are transparent. */
export function lowerExpression(node: SyntaxNode, lowering: Lowering): Expression {
  return EXPRESSIONS[node.type]?.(node, lowering) ?? lowerOther(node, lowering);
}

type LowerExpression = (node: SyntaxNode, lowering: Lowering) => Expression;

const EXPRESSIONS: Readonly<Record<string, LowerExpression>> = {
  simple_identifier: lowerName,
  type_identifier: lowerName,
  user_type: (node, lowering) => lowerTypeName(node, lowering) ?? unknown(node),
  line_string_literal: lowerString,
  multi_line_string_literal: lowerString,
  raw_string_literal: lowerString,
  integer_literal: lowerNumber,
  real_literal: lowerNumber,
  hex_literal: lowerNumber,
  boolean_literal: (node, { textOf }) => literal(textOf(node) === 'true', node),
  self_expression: (node) => receiver(node),
  super_expression: (node) => receiver(node),
  nil: (node) => literal(null, node),
  try_expression: (node, lowering) => lowerPart('expr', node, lowering),
  await_expression: (node, lowering) => lowerPart('expr', node, lowering),
  as_expression: (node, lowering) => lowerPart('expr', node, lowering),
  postfix_expression: (node, lowering) => lowerPart('target', node, lowering),
  directly_assignable_expression: lowerInner,
  tuple_expression: lowerTuple,
  prefix_expression: lowerPrefix,
  additive_expression: lowerBinary,
  multiplicative_expression: lowerBinary,
  comparison_expression: lowerBinary,
  equality_expression: lowerBinary,
  conjunction_expression: lowerBinary,
  disjunction_expression: lowerBinary,
  nil_coalescing_expression: lowerFallback,
  ternary_expression: lowerTernary,
  navigation_expression: lowerNavigation,
  call_expression: lowerCall,
  array_literal: lowerArray,
  dictionary_literal: lowerDictionary,
  lambda_literal: lowerLambda,
  if_statement: lowerBlockValue,
  switch_statement: lowerBlockValue,
};

/** What carries no value, or could not be parsed; calls in it are kept. */
function lowerOther(node: SyntaxNode, lowering: Lowering): Expression {
  const parts = partsOf(node).filter(({ type }) => !NEVER_VALUES.test(type));
  return unknown(node, parts.map(lowering.expression));
}

const NEVER_VALUES = /(?:_type|_annotation|_operator|modifiers|pattern|_label|_suffix|keyword|type_identifier)$/;

function lowerName(node: SyntaxNode, lowering: Lowering): Expression {
  const name = lowering.textOf(node).replaceAll('`', '');
  if (name === '') return unknown(node);
  if (name === 'nil') return literal(null, node);
  const { typeAround } = lowering;
  return name === 'Self' && typeAround
    ? nameExpression(typeAround.path.at(-1) ?? name, node)
    : lowering.name(name, node);
}

function lowerNumber(node: SyntaxNode, { textOf }: Lowering): Expression {
  const value = Number(textOf(node).replaceAll('_', ''));
  return Number.isFinite(value) ? literal(value, node) : unknown(node, [], 'number');
}

function lowerPart(field: string, node: SyntaxNode, lowering: Lowering): Expression {
  const part = fieldOf(node, field);
  return part ? lowering.expression(part) : lowerOther(node, lowering);
}

function lowerInner(node: SyntaxNode, lowering: Lowering): Expression {
  const [only, second] = partsOf(node);
  return only && !second ? lowering.expression(only) : lowerOther(node, lowering);
}

/** One value in parentheses is that value. */
function lowerTuple(node: SyntaxNode, lowering: Lowering): Expression {
  const values = fieldsOf(node, 'value');
  const [only, second] = values.length > 0 ? values : partsOf(node);
  if (only && !second) return lowering.expression(only);
  const items = values.map((value): ListItem => ({ value: lowering.expression(value), isSpread: false }));
  return { kind: 'list', range: rangeOf(node), items };
}

/** `.name` stands for a member of a type that only its place tells. */
function lowerPrefix(node: SyntaxNode, lowering: Lowering): Expression {
  const implicit = implicitName(node);
  if (implicit) return nameExpression(`.${lowering.textOf(implicit)}`, node);
  const target = fieldOf(node, 'target');
  const operation = fieldOf(node, 'operation');
  if (!target) return lowerOther(node, lowering);
  const value = lowering.expression(target);
  const sign = operation ? lowering.textOf(operation) : '';
  if (sign === '!') return test(node, 'not', [value]);
  if (sign === '&' || sign === '+') return value;
  const number = numberOf(value);
  return sign === '-' && number !== undefined ? literal(-number, node) : unknown(node, [value]);
}

function lowerBinary(node: SyntaxNode, lowering: Lowering): Expression {
  const operator = fieldOf(node, 'op')?.type ?? '';
  if (operator === '+') return lowerSum(node, lowering);
  const sides = [fieldOf(node, 'lhs'), fieldOf(node, 'rhs')].flatMap((side) =>
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

/** Flattened without recursion: long texts are sums of hundreds of pieces. Numbers are added up. */
function lowerSum(node: SyntaxNode, lowering: Lowering): Expression {
  const right: SyntaxNode[] = [];
  let current: SyntaxNode | undefined = node;
  while (current?.type === 'additive_expression' && fieldOf(current, 'op')?.type === '+') {
    const summand: SyntaxNode | undefined = fieldOf(current, 'rhs');
    if (summand) right.push(summand);
    current = fieldOf(current, 'lhs');
  }
  const operands = [...(current ? [current] : []), ...right.reverse()].map(lowering.expression);
  const numbers = operands.map(numberOf).filter((number) => number !== undefined);
  if (numbers.length < operands.length) return { kind: 'concatenation', range: rangeOf(node), operands };
  return literal(
    numbers.reduce((sum, number) => sum + number, 0),
    node,
  );
}

function lowerFallback(node: SyntaxNode, lowering: Lowering): Expression {
  const first = fieldOf(node, 'value');
  const second = fieldOf(node, 'if_nil');
  if (!first || !second) return lowerOther(node, lowering);
  return {
    kind: 'fallback',
    range: rangeOf(node),
    first: lowering.expression(first),
    second: lowering.expression(second),
  };
}

function lowerTernary(node: SyntaxNode, lowering: Lowering): Expression {
  const [condition, then, otherwise] = ['condition', 'if_true', 'if_false'].map((field) => fieldOf(node, field));
  if (!condition || !then || !otherwise) return lowerOther(node, lowering);
  return {
    kind: 'conditional',
    range: rangeOf(node),
    test: lowering.expression(condition),
    then: lowering.expression(then),
    otherwise: lowering.expression(otherwise),
  };
}

function lowerNavigation(node: SyntaxNode, lowering: Lowering): Expression {
  const target = fieldOf(node, 'target');
  const suffix = fieldOf(node, 'suffix');
  const property = suffix && fieldOf(suffix, 'suffix');
  if (!target) return lowerOther(node, lowering);
  const object = lowering.expression(target);
  if (!property || property.start === property.end) return object;
  const name = lowering.textOf(property).replaceAll('`', '');
  if (name === 'self') return object;
  return memberExpression(object, name, property, node);
}

function lowerArray(node: SyntaxNode, lowering: Lowering): Expression {
  const parts = partsOf(node);
  const items = parts.map((part): ListItem => ({ value: lowering.expression(part), isSpread: false }));
  return { kind: 'list', range: rangeOf(node), items };
}

function lowerDictionary(node: SyntaxNode, lowering: Lowering): Expression {
  const parts = partsOf(node);
  const entries = parts.flatMap((key, index): readonly ObjectEntry[] => {
    const value = parts[index + 1];
    if (key.field !== 'key') return [];
    const range = { start: key.start, end: value?.end ?? key.end };
    const held = value?.field === 'value' ? lowering.expression(value) : unknown(endOf(key));
    return [{ kind: 'field', key: lowering.expression(key), value: held, range }];
  });
  const isBroken = parts.some(({ type }) => type === 'ERROR');
  const more: readonly ObjectEntry[] = isBroken
    ? [{ kind: 'spread', value: unknown(endOf(node)), range: endOf(node) }]
    : [];
  return { kind: 'object', range: rangeOf(node), entries: [...entries, ...more] };
}
