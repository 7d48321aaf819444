import type { Expression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { withoutEnding } from '../../util/text.ts';
import { literal, memberExpression, methodCall, nameExpression, rangeOf, receiver, unknown } from '../nodes.ts';
import { valueOfArgument } from './arguments.ts';
import { lowerCall } from './calls.ts';
import {
  lowerAnonymous,
  lowerArrayCreation,
  lowerCollection,
  lowerCreation,
  lowerInitializer,
  lowerWith,
} from './creations.ts';
import { lowerLambda } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';
import { lowerBinary, lowerUnary } from './operators.ts';
import { lowerIs, lowerPattern } from './patterns.ts';
import { lowerInterpolated, lowerRaw, lowerString, lowerVerbatim } from './strings.ts';
import { lowerSwitchValue } from './switches.ts';
import { lowerType, simpleName } from './types.ts';

/** Parentheses, casts, `await` and `!` are transparent. */
export function lowerExpression(node: SyntaxNode, lowering: Lowering): Expression {
  return EXPRESSIONS[node.type]?.(node, lowering) ?? lowerOther(node, lowering);
}

type LowerExpression = (node: SyntaxNode, lowering: Lowering) => Expression;

const EXPRESSIONS: Readonly<Record<string, LowerExpression>> = {
  identifier: lowerName,
  generic_name: lowerTypeName,
  qualified_name: lowerTypeName,
  alias_qualified_name: lowerTypeName,
  predefined_type: (node, { textOf }) => nameExpression(textOf(node), node),
  string_literal: lowerString,
  character_literal: lowerString,
  verbatim_string_literal: lowerVerbatim,
  raw_string_literal: lowerRaw,
  interpolated_string_expression: lowerInterpolated,
  integer_literal: lowerNumber,
  real_literal: lowerNumber,
  boolean_literal: (node, { textOf }) => literal(textOf(node) === 'true', node),
  null_literal: (node) => literal(null, node),
  this: (node) => receiver(node),
  this_expression: (node) => receiver(node),
  base: (node) => receiver(node),
  base_expression: (node) => receiver(node),
  parenthesized_expression: lowerInner,
  await_expression: lowerInner,
  checked_expression: lowerInner,
  ref_expression: lowerInner,
  cast_expression: (node, lowering) => lowerField(node, 'value', lowering),
  as_expression: (node, lowering) => lowerField(node, 'left', lowering),
  binary_expression: lowerBinary,
  prefix_unary_expression: lowerUnary,
  postfix_unary_expression: lowerUnary,
  conditional_expression: lowerConditional,
  assignment_expression: (node, lowering) => lowerField(node, 'right', lowering),
  member_access_expression: lowerMember,
  conditional_access_expression: lowerConditionalAccess,
  element_access_expression: lowerIndex,
  invocation_expression: lowerCall,
  object_creation_expression: lowerCreation,
  implicit_object_creation_expression: lowerCreation,
  anonymous_object_creation_expression: lowerAnonymous,
  array_creation_expression: lowerArrayCreation,
  implicit_array_creation_expression: lowerArrayCreation,
  initializer_expression: lowerInitializer,
  collection_expression: lowerCollection,
  element_binding_expression: lowerCollection,
  with_expression: lowerWith,
  tuple_expression: lowerTuple,
  lambda_expression: lowerFunction,
  anonymous_method_expression: lowerFunction,
  switch_expression: lowerSwitchValue,
  is_pattern_expression: lowerIs,
  is_expression: lowerIs,
  query_expression: lowerQuery,
  default_expression: (node) => literal(null, node),
  typeof_expression: (node, lowering) => lowerType(fieldOf(node, 'type'), lowering) ?? unknown(node),
  declaration_expression: (node) => unknown(node),
  argument: (node, lowering) => {
    const value = valueOfArgument(node);
    return value ? lowering.expression(value) : unknown(node);
  },
};

/** What carries no value, or could not be parsed; calls in it are kept. */
function lowerOther(node: SyntaxNode, lowering: Lowering): Expression {
  if (node.type.endsWith('_pattern')) return lowerPattern(node, unknown(node), lowering);
  const inner = partsOf(node).filter(({ type }) => !NEVER_VALUES.test(type));
  return unknown(node, inner.map(lowering.expression));
}

const NEVER_VALUES = /(?:_type|_declaration|_list|_content|_clause|escape_sequence|modifier|_pattern)$/;

function lowerName(node: SyntaxNode, lowering: Lowering): Expression {
  const name = lowering.textOf(node);
  return name === '' ? unknown(node) : lowering.name(name.replace(/^@/, ''), node);
}

function lowerTypeName(node: SyntaxNode, lowering: Lowering): Expression {
  return lowerType(node, lowering) ?? unknown(node);
}

function lowerFunction(node: SyntaxNode, lowering: Lowering): Expression {
  return { kind: 'function', range: rangeOf(node), function: lowerLambda(node, lowering) };
}

function lowerNumber(node: SyntaxNode, { textOf }: Lowering): Expression {
  const written = textOf(node).replaceAll('_', '');
  const isOther = /^0[xXbB]/.test(written);
  const digits = withoutEnding(written, isOther ? 'uUlL' : 'uUlLfFdDmM');
  const value = Number(digits);
  return Number.isNaN(value) ? unknown(node, [], 'number') : literal(value, node);
}

function lowerInner(node: SyntaxNode, lowering: Lowering): Expression {
  const [only, second] = partsOf(node);
  return only && !second ? lowering.expression(only) : lowerOther(node, lowering);
}

function lowerField(node: SyntaxNode, field: string, lowering: Lowering): Expression {
  const value = fieldOf(node, field);
  return value ? lowering.expression(value) : lowerOther(node, lowering);
}

function lowerConditional(node: SyntaxNode, lowering: Lowering): Expression {
  const [test_, then, otherwise] = ['condition', 'consequence', 'alternative'].map((field) => {
    const part = fieldOf(node, field);
    return part ? { node: part, value: lowering.expression(part) } : undefined;
  });
  if (!test_ || !then || !otherwise) return lowerOther(node, lowering);
  if (otherwise.node.type === 'throw_expression') return then.value;
  if (then.node.type === 'throw_expression') return otherwise.value;
  return {
    kind: 'conditional',
    range: rangeOf(node),
    test: test_.value,
    then: then.value,
    otherwise: otherwise.value,
  };
}

function lowerMember(node: SyntaxNode, lowering: Lowering): Expression {
  const object = fieldOf(node, 'expression');
  const name = fieldOf(node, 'name');
  if (!object || !name) return lowerOther(node, lowering);
  return memberOf(object, name, node, lowering);
}

/** What a task gives is what it is, and so is what stands in a wrapper. */
function memberOf(object: SyntaxNode, name: SyntaxNode, node: SyntaxNode, lowering: Lowering): Expression {
  const property = simpleName(name, lowering);
  const value = lowering.expression(object);
  if (property === '' || (property === 'Result' && object.type === 'invocation_expression')) return value;
  if ((property === 'Value' || property === 'CurrentValue') && isWrapper(object, lowering)) return value;
  return memberExpression(value, property, name, node);
}

function isWrapper(object: SyntaxNode, lowering: Lowering): boolean {
  if (object.type === 'invocation_expression') {
    const callee = fieldOf(object, 'function');
    return callee !== undefined && /<\s*IOptions\w*\s*</.test(lowering.textOf(callee));
  }
  const name = object.type === 'member_access_expression' ? fieldOf(object, 'name') : object;
  return name !== undefined && lowering.facts.wrappers.has(lowering.textOf(name));
}

/** `a?.B`, `a?[0]`. */
function lowerConditionalAccess(node: SyntaxNode, lowering: Lowering): Expression {
  const object = fieldOf(node, 'condition');
  const access = partsOf(node).at(-1);
  if (!object || !access || access === object) return lowerOther(node, lowering);
  const name = access.type === 'member_binding_expression' ? fieldOf(access, 'name') : undefined;
  if (name) return memberOf(object, name, node, lowering);
  const [argument] = access.type === 'element_binding_expression' ? partsOf(access) : [];
  const index = argument && valueOfArgument(argument);
  if (index === undefined) return unknown(node, [lowering.expression(object), lowering.expression(access)]);
  return {
    kind: 'index',
    range: rangeOf(node),
    object: lowering.expression(object),
    index: lowering.expression(index),
  };
}

/** `a[1..3]` is a slice. */
function lowerIndex(node: SyntaxNode, lowering: Lowering): Expression {
  const object = fieldOf(node, 'expression');
  const subscript = fieldOf(node, 'subscript');
  const [argument] = subscript ? partsOf(subscript) : [];
  const index = argument && valueOfArgument(argument);
  if (!object || !index) return lowerOther(node, lowering);
  const value = lowering.expression(object);
  if (index.type === 'range_expression') return sliced(node, value, index, lowering);
  return { kind: 'index', range: rangeOf(node), object: value, index: lowering.expression(index) };
}

/** `x[..5]`, `x[2..]`; what counts from the end is not followed. */
function sliced(node: SyntaxNode, value: Expression, range: SyntaxNode, lowering: Lowering): Expression {
  const sign = range.children.find(({ type }) => type === '..');
  const bounds = partsOf(range);
  const isFromEnd = bounds.some(({ type }) => type === 'prefix_unary_expression');
  if (sign === undefined || isFromEnd) return unknown(node, [value, ...bounds.map(lowering.expression)]);
  const start = bounds.find(({ end }) => end <= sign.start);
  const end = bounds.find((bound) => bound.start >= sign.end);
  const from = start ? lowering.expression(start) : literal(0, { start: sign.start, end: sign.start });
  return methodCall(value, 'slice..', end ? [from, lowering.expression(end)] : [from], node);
}

function lowerTuple(node: SyntaxNode, lowering: Lowering): Expression {
  const items = partsOf(node).map((part) => ({ value: lowering.expression(part), isSpread: false }));
  return { kind: 'list', range: rangeOf(node), items };
}

/** `from x in xs where … select …`. */
function lowerQuery(node: SyntaxNode, lowering: Lowering): Expression {
  const parts = partsOf(node);
  const [from] = parts;
  const select = parts.find(({ type }) => type === 'select_clause');
  const name = from && fieldOf(from, 'name');
  const iterable = from && partsOf(from).findLast(({ field }) => field !== 'name' && field !== 'type');
  const [element] = select ? partsOf(select) : [];
  const others = parts.filter((part) => part !== from && part !== select);
  if (!name || !iterable || !element || parts.filter(({ type }) => type === 'from_clause').length > 1) {
    return unknown(node, parts.flatMap(partsOf).map(lowering.expression));
  }
  const conditions = others.flatMap(partsOf).map(lowering.expression);
  return {
    kind: 'comprehension',
    range: rangeOf(node),
    element: lowering.expression(element),
    target: nameExpression(lowering.textOf(name), name),
    iterable: lowering.expression(iterable),
    ...(conditions.length > 0 && { conditions }),
  };
}
