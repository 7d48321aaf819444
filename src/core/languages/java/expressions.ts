import type { Expression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { lowerCall, lowerCreation, lowerOtherConstructor } from './calls.ts';
import { lowerLambda } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { literal, memberExpression, rangeOf, receiver, unknown } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { lowerBinary, lowerUnary } from './operators.ts';
import { lowerString } from './strings.ts';
import { lowerSwitchValue } from './switches.ts';
import { lowerType } from './types.ts';

/** Parentheses and casts are transparent. */
export function lowerExpression(node: SyntaxNode, lowering: Lowering): Expression {
  return EXPRESSIONS[node.type]?.(node, lowering) ?? lowerOther(node, lowering);
}

type LowerExpression = (node: SyntaxNode, lowering: Lowering) => Expression;

const EXPRESSIONS: Readonly<Record<string, LowerExpression>> = {
  identifier: lowerName,
  type_identifier: lowerTypeName,
  generic_type: lowerTypeName,
  scoped_type_identifier: lowerTypeName,
  string_literal: lowerString,
  character_literal: lowerString,
  decimal_integer_literal: lowerNumber,
  hex_integer_literal: lowerNumber,
  octal_integer_literal: lowerNumber,
  binary_integer_literal: lowerNumber,
  decimal_floating_point_literal: lowerNumber,
  true: (node) => literal(true, node),
  false: (node) => literal(false, node),
  null_literal: (node) => literal(null, node),
  this: (node) => receiver(node),
  parenthesized_expression: lowerInner,
  cast_expression: lowerCast,
  binary_expression: lowerBinary,
  unary_expression: lowerUnary,
  ternary_expression: lowerTernary,
  assignment_expression: lowerAssigned,
  field_access: lowerFieldAccess,
  array_access: lowerIndex,
  array_initializer: lowerArray,
  array_creation_expression: lowerNewArray,
  method_invocation: lowerCall,
  method_reference: lowerMethodReference,
  object_creation_expression: lowerCreation,
  explicit_constructor_invocation: lowerOtherConstructor,
  lambda_expression: (node, lowering) => ({
    kind: 'function',
    range: rangeOf(node),
    function: lowerLambda(node, lowering),
  }),
  switch_expression: lowerSwitchValue,
  class_literal: lowerInner,
};

/** What carries no value, or could not be parsed; calls in it are kept. */
function lowerOther(node: SyntaxNode, lowering: Lowering): Expression {
  const inner = partsOf(node).filter(({ type }) => !NEVER_VALUES.test(type));
  return unknown(node, inner.map(lowering.expression), node.type === 'instanceof_expression' ? 'truth' : undefined);
}

const NEVER_VALUES = /(?:_type|_identifier|_declaration|_fragment|escape_sequence|modifiers|type_arguments)$/;

function lowerName(node: SyntaxNode, lowering: Lowering): Expression {
  const name = lowering.textOf(node);
  return name === '' ? unknown(node) : lowering.name(name, node);
}

function lowerTypeName(node: SyntaxNode, lowering: Lowering): Expression {
  return lowerType(node, lowering) ?? unknown(node);
}

function lowerNumber(node: SyntaxNode, { textOf }: Lowering): Expression {
  const written = textOf(node).replaceAll('_', '');
  const isHexadecimal = /^0[xX]/.test(written);
  const digits = isHexadecimal ? written.replace(/[lL]$/, '') : written.replace(/[lLfFdD]$/, '');
  const isOctal = /^0[0-7]+$/.test(digits) && node.type.endsWith('integer_literal');
  const value = isOctal ? Number.parseInt(digits, 8) : Number(digits);
  return Number.isNaN(value) ? unknown(node, [], 'number') : literal(value, node);
}

function lowerInner(node: SyntaxNode, lowering: Lowering): Expression {
  const [only, second] = partsOf(node);
  return only && !second ? lowering.expression(only) : lowerOther(node, lowering);
}

function lowerCast(node: SyntaxNode, lowering: Lowering): Expression {
  const value = fieldOf(node, 'value');
  return value ? lowering.expression(value) : unknown(node);
}

function lowerTernary(node: SyntaxNode, lowering: Lowering): Expression {
  const [test, then, otherwise] = ['condition', 'consequence', 'alternative'].map((field) => {
    const part = fieldOf(node, field);
    return part ? lowering.expression(part) : unknown({ start: node.end, end: node.end });
  });
  if (!test || !then || !otherwise) return unknown(node);
  return { kind: 'conditional', range: rangeOf(node), test, then, otherwise };
}

/** The value that it has; what it assigns inside of another expression is not followed. */
function lowerAssigned(node: SyntaxNode, lowering: Lowering): Expression {
  const right = fieldOf(node, 'right');
  return right ? lowering.expression(right) : lowerOther(node, lowering);
}

function lowerFieldAccess(node: SyntaxNode, lowering: Lowering): Expression {
  const objectNode = fieldOf(node, 'object');
  const field = fieldOf(node, 'field');
  if (!objectNode || !field) return lowerOther(node, lowering);
  const name = lowering.textOf(field);
  // `Outer.this`
  if (field.type === 'this') return lowering.expression(objectNode);
  if (name === '') return lowering.expression(objectNode);
  const whole = packagePath(node, lowering);
  if (whole) return whole;
  return memberExpression(lowering.expression(objectNode), name, field, node);
}

/** `software.amazon.awssdk.regions.Region` written out: the class of that package. */
function packagePath(node: SyntaxNode, lowering: Lowering): Expression | undefined {
  const steps = lowering.textOf(node).split('.');
  const last = steps.at(-1) ?? '';
  if (steps.length < 3 || !/^[A-Z]\w*$/.test(last) || !steps.slice(0, -1).every((step) => /^[a-z]\w*$/.test(step))) {
    return undefined;
  }
  const field = fieldOf(node, 'field') ?? node;
  const object: Expression = {
    kind: 'import',
    range: { start: node.start, end: field.start },
    module: steps.slice(0, -1).join('.'),
  };
  return memberExpression(object, last, field, node);
}

function lowerIndex(node: SyntaxNode, lowering: Lowering): Expression {
  const array = fieldOf(node, 'array');
  const index = fieldOf(node, 'index');
  if (!array || !index) return lowerOther(node, lowering);
  return { kind: 'index', range: rangeOf(node), object: lowering.expression(array), index: lowering.expression(index) };
}

function lowerArray(node: SyntaxNode, lowering: Lowering): Expression {
  const items = partsOf(node).map((item) => ({ value: lowering.expression(item), isSpread: item.type === 'ERROR' }));
  return { kind: 'list', range: rangeOf(node), items };
}

function lowerNewArray(node: SyntaxNode, lowering: Lowering): Expression {
  const value = fieldOf(node, 'value');
  return value ? lowering.expression(value) : lowerOther(node, lowering);
}

/** `Foo::bar` is the method; `Foo::new` the class. */
function lowerMethodReference(node: SyntaxNode, lowering: Lowering): Expression {
  const [object, method] = partsOf(node);
  if (!object) return unknown(node);
  const value = lowering.expression(object);
  if (method?.type !== 'identifier') return value;
  return memberExpression(value, lowering.textOf(method), method, node);
}
