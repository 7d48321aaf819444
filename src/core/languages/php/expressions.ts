import type { Expression } from '../../domain/program.ts';
import { fieldOf, operatorOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import {
  endOf,
  literal,
  memberExpression,
  methodCall,
  nameExpression,
  rangeOf,
  receiver,
  test,
  unknown,
} from '../nodes.ts';
import { ARITHMETIC, COMPARISONS, lowerSum, numberOf } from '../numbers.ts';
import { lowerArray } from './arrays.ts';
import { lowerCreation, lowerFunctionCall, lowerMethodCall, lowerScopedCall, ownerOf } from './calls.ts';
import { lowerClosure } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { lowerMatch } from './matches.ts';
import { partsOf } from './nodes.ts';
import { lowerEncapsed, lowerHeredoc, lowerString } from './strings.ts';

/** Parentheses, casts and `@` are transparent. */
export function lowerExpression(node: SyntaxNode, lowering: Lowering): Expression {
  return EXPRESSIONS[node.type]?.(node, lowering) ?? lowerOther(node, lowering);
}

type LowerExpression = (node: SyntaxNode, lowering: Lowering) => Expression;

const EXPRESSIONS: Readonly<Record<string, LowerExpression>> = {
  variable_name: lowerVariable,
  dynamic_variable_name: (node, lowering) => {
    const name = partsOf(node)[0];
    return name ? nameExpression(lowering.textOf(name).replace(/^\$/, ''), node) : unknown(node);
  },
  name: lowerConstant,
  qualified_name: (node, lowering) => lowering.classNamed(lowering.textOf(node), node),
  string: lowerString,
  encapsed_string: lowerEncapsed,
  heredoc: lowerHeredoc,
  nowdoc: lowerHeredoc,
  integer: lowerNumber,
  float: lowerNumber,
  boolean: (node, { textOf }) => literal(textOf(node).toLowerCase() === 'true', node),
  null: (node) => literal(null, node),
  array_creation_expression: lowerArray,
  parenthesized_expression: lowerLast,
  cast_expression: (node, lowering) => lowerInner(node, 'value', lowering),
  error_suppression_expression: lowerLast,
  reference_assignment_expression: (node, lowering) => lowerInner(node, 'right', lowering),
  by_ref: lowerLast,
  clone_expression: lowerLast,
  require_expression: lowerRequired,
  require_once_expression: lowerRequired,
  include_expression: lowerRequired,
  include_once_expression: lowerRequired,
  assignment_expression: (node, lowering) => lowerInner(node, 'right', lowering),
  augmented_assignment_expression: (node, lowering) => lowerInner(node, 'right', lowering),
  object_creation_expression: lowerCreation,
  function_call_expression: lowerFunctionCall,
  member_call_expression: lowerMethodCall,
  nullsafe_member_call_expression: lowerMethodCall,
  scoped_call_expression: lowerScopedCall,
  member_access_expression: lowerMember,
  nullsafe_member_access_expression: lowerMember,
  scoped_property_access_expression: lowerStaticProperty,
  class_constant_access_expression: lowerClassConstant,
  subscript_expression: lowerIndex,
  binary_expression: lowerBinary,
  unary_op_expression: lowerUnary,
  conditional_expression: lowerConditional,
  match_expression: lowerMatch,
  anonymous_function: lowerClosure,
  arrow_function: lowerClosure,
};

/** What carries no value, or could not be parsed; calls in it are kept. */
function lowerOther(node: SyntaxNode, lowering: Lowering): Expression {
  return unknown(
    node,
    partsOf(node)
      .filter(({ type }) => !NEVER_VALUES.test(type))
      .map(lowering.expression),
  );
}

const NEVER_VALUES = /(?:_type|_modifier|_declaration|_statement|^name|^relative_scope)$/;

function lowerVariable(node: SyntaxNode, lowering: Lowering): Expression {
  const name = lowering.textOf(node).replace(/^\$+/, '');
  if (name === 'this') return lowering.className === undefined ? unknown(node) : receiver(node);
  return name === '' ? unknown(node) : nameExpression(name, node);
}

/** A constant that stands alone; `__DIR__` is the folder of the file. */
function lowerConstant(node: SyntaxNode, lowering: Lowering): Expression {
  const name = lowering.textOf(node);
  if (name === '__DIR__') return methodCall(nameExpression('__FILE__', node), 'dirname', [], node);
  if (name === '') return unknown(node);
  return name === 'PHP_EOL' ? literal('\n', node) : nameExpression(name, node);
}

function lowerNumber(node: SyntaxNode, { textOf }: Lowering): Expression {
  const value = Number(textOf(node).replaceAll('_', ''));
  return Number.isNaN(value) ? unknown(node, [], 'number') : literal(value, node);
}

function lowerLast(node: SyntaxNode, lowering: Lowering): Expression {
  const last = partsOf(node).at(-1);
  return last ? lowering.expression(last) : unknown(node);
}

function lowerInner(node: SyntaxNode, field: string, lowering: Lowering): Expression {
  const inner = fieldOf(node, field);
  return inner ? lowering.expression(inner) : lowerOther(node, lowering);
}

/** `require __DIR__ . '/config.php'` gives what the file gives back. */
function lowerRequired(node: SyntaxNode, lowering: Lowering): Expression {
  const [written] = partsOf(node);
  const path = written && requiredPath(lowering.textOf(written));
  return path === undefined ? lowerOther(node, lowering) : lowering.file(path, node);
}

/** Relative to the file, as far as the path is written out. */
export function requiredPath(written: string): string | undefined {
  const [, path = ''] =
    /^\(?\s*(?:__DIR__\s*\.\s*|dirname\(__FILE__\)\s*\.\s*)?['"]\/?([\w./-]+\.(?:php|json))['"]\s*\)?$/.exec(written) ??
    [];
  return path === '' ? undefined : path.startsWith('.') ? path : `./${path}`;
}

function lowerMember(node: SyntaxNode, lowering: Lowering): Expression {
  const object = fieldOf(node, 'object');
  const name = fieldOf(node, 'name');
  if (!object || name?.type !== 'name') return lowerOther(node, lowering);
  const owner = lowering.expression(object);
  const written = lowering.textOf(name);
  const property = owner.kind === 'receiver' ? lowering.property(written) : written;
  return memberExpression(owner, property, name, node);
}

/** `self::$name`, `Class::$name`. */
function lowerStaticProperty(node: SyntaxNode, lowering: Lowering): Expression {
  const scope = fieldOf(node, 'scope');
  const name = fieldOf(node, 'name');
  if (!scope || !name) return lowerOther(node, lowering);
  const owner = ownerOf(scope, lowering);
  const written = lowering.textOf(name).replace(/^\$/, '');
  return memberExpression(owner, owner.kind === 'receiver' ? lowering.property(written) : written, name, node);
}

/** `Class::NAME`, and `Class::class`, which stands for the class. */
function lowerClassConstant(node: SyntaxNode, lowering: Lowering): Expression {
  const [scope, name] = partsOf(node);
  if (!scope || !name) return lowerOther(node, lowering);
  const written = lowering.textOf(name);
  if (written === 'class')
    return scope.type === 'relative_scope' ? lowering.classNamed('self', node) : ownerOf(scope, lowering);
  return memberExpression(ownerOf(scope, lowering), written, name, node);
}

function lowerIndex(node: SyntaxNode, lowering: Lowering): Expression {
  const [object, index] = partsOf(node);
  if (!object || !index) return lowerOther(node, lowering);
  const key = index.type === 'name' ? literal(lowering.textOf(index), index) : lowering.expression(index);
  return { kind: 'index', range: rangeOf(node), object: lowering.expression(object), index: key };
}

function lowerBinary(node: SyntaxNode, lowering: Lowering): Expression {
  const operator = operatorOf(node);
  if (operator === '.') return lowerConcatenation(node, lowering);
  if (operator === '+') return lowerPlus(node, lowering);
  const operands = [fieldOf(node, 'left'), fieldOf(node, 'right')].flatMap((side) =>
    side ? [lowering.expression(side)] : [],
  );
  const [left, right] = operands;
  if (!left || !right) return unknown(node, operands);
  if (operator === '??') return { kind: 'fallback', range: rangeOf(node), first: left, second: right };
  if (operator === '==' || operator === '===') return test(node, 'equals', operands);
  if (operator === '!=' || operator === '!==' || operator === '<>') return test(node, 'differs', operands);
  if (operator === '&&' || operator === 'and') return test(node, 'all', operands);
  const [a, b] = operands.map(numberOf);
  const value = a === undefined || b === undefined ? undefined : ARITHMETIC[operator]?.(a, b);
  if (value !== undefined && Number.isFinite(value)) return literal(value, node);
  return unknown(
    node,
    operands,
    COMPARISONS.has(operator) || /^(?:or|xor|instanceof|<=>)$/.test(operator) ? 'truth' : 'number',
  );
}

/** Without recursion: long texts are sums of hundreds of pieces. */
function lowerConcatenation(node: SyntaxNode, lowering: Lowering): Expression {
  const right: SyntaxNode[] = [];
  let current: SyntaxNode | undefined = node;
  while (current?.type === 'binary_expression' && operatorOf(current) === '.') {
    const summand = fieldOf(current, 'right');
    if (summand) right.push(summand);
    current = fieldOf(current, 'left');
  }
  const operands = [...(current ? [current] : []), ...right.reverse()].map(lowering.expression);
  return { kind: 'concatenation', range: rangeOf(node), operands };
}

/** Numbers are added, and arrays put together: the left one's fields go before. */
function lowerPlus(node: SyntaxNode, lowering: Lowering): Expression {
  const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
  const isArray = [left, right].some((side) => side?.type === 'array_creation_expression');
  if (!isArray || !left || !right) return lowerSum(node, { operatorOf, expression: lowering.expression });
  const entries = [right, left].map(
    (side) => ({ kind: 'spread', value: lowering.expression(side), range: rangeOf(side) }) as const,
  );
  return { kind: 'object', range: rangeOf(node), entries };
}

function lowerUnary(node: SyntaxNode, lowering: Lowering): Expression {
  const argument = fieldOf(node, 'argument') ?? partsOf(node)[0];
  if (argument === undefined) return unknown(node);
  const operand = lowering.expression(argument);
  const operator = fieldOf(node, 'operator')?.type ?? node.children[0]?.type ?? '';
  const value = operand.kind === 'literal' ? operand.value : undefined;
  if (operator === '!') return typeof value === 'boolean' ? literal(!value, node) : test(node, 'not', [operand]);
  if (operator === '-' && typeof value === 'number') return literal(-value, node);
  return unknown(node, [operand], 'number');
}

/** `a ?: b` is the first where there is one. */
function lowerConditional(node: SyntaxNode, lowering: Lowering): Expression {
  const [condition, body, alternative] = ['condition', 'body', 'alternative'].map((field) => {
    const part = fieldOf(node, field);
    return part && lowering.expression(part);
  });
  const otherwise = alternative ?? unknown(endOf(node));
  if (condition === undefined) return otherwise;
  if (body === undefined) return { kind: 'fallback', range: rangeOf(node), first: condition, second: otherwise };
  return { kind: 'conditional', range: rangeOf(node), test: condition, then: body, otherwise };
}
