import type { Expression, ListItem } from '../../domain/program.ts';
import { fieldOf, operatorOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { literal, methodCall, nameExpression, rangeOf, receiver, test, unknown } from '../nodes.ts';
import { ARITHMETIC, lowerSum, numberOf } from '../numbers.ts';
import { lowerBareCall } from './bareCalls.ts';
import { lowerCall, lowerSuper } from './calls.ts';
import { entriesOf, isEntry } from './entries.ts';
import { constantPath } from './fileFacts.ts';
import { lowerLambda } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';
import { lowerHeredoc, lowerString } from './strings.ts';
import { blockValue, lowerCaseValue, lowerConditional, lowerIfValue, lowerModifierValue } from './branches.ts';

export function lowerExpression(node: SyntaxNode, lowering: Lowering): Expression {
  return EXPRESSIONS[node.type]?.(node, lowering) ?? lowerOther(node, lowering);
}

type LowerExpression = (node: SyntaxNode, lowering: Lowering) => Expression;

const EXPRESSIONS: Readonly<Record<string, LowerExpression>> = {
  identifier: lowerBareCall,
  constant: lowerConstant,
  scope_resolution: lowerScope,
  instance_variable: (node, lowering) => lowering.attribute(lowering.textOf(node), node),
  class_variable: (node, lowering) => lowering.attribute(lowering.textOf(node), node),
  global_variable: (node, { textOf }) => nameExpression(textOf(node), node),
  self: lowerSelf,
  string: lowerString,
  bare_string: lowerString,
  delimited_symbol: lowerString,
  bare_symbol: lowerString,
  heredoc_beginning: lowerHeredoc,
  simple_symbol: (node, { textOf }) => literal(textOf(node).slice(1), node),
  hash_key_symbol: (node, { textOf }) => literal(textOf(node), node),
  character: (node, { textOf }) => literal(textOf(node).slice(1), node),
  chained_string: (node, lowering) => ({
    kind: 'concatenation',
    range: rangeOf(node),
    operands: partsOf(node).map(lowering.expression),
  }),
  integer: lowerNumber,
  float: lowerNumber,
  true: (node) => literal(true, node),
  false: (node) => literal(false, node),
  nil: (node) => literal(null, node),
  array: lowerArray,
  string_array: lowerArray,
  symbol_array: lowerArray,
  hash: (node, lowering) => ({ kind: 'object', range: rangeOf(node), entries: entriesOf(partsOf(node), lowering) }),
  parenthesized_statements: lowerParenthesized,
  begin: (node, lowering) => blockValue([node], node, lowering),
  call: lowerCall,
  super: (node, lowering) => lowerSuper(node, undefined, lowering),
  element_reference: lowerElement,
  binary: lowerBinary,
  unary: lowerUnary,
  conditional: lowerConditional,
  if: lowerIfValue,
  unless: lowerIfValue,
  if_modifier: lowerModifierValue,
  unless_modifier: lowerModifierValue,
  rescue_modifier: (node, lowering) => {
    const body = fieldOf(node, 'body');
    return body ? lowering.expression(body) : unknown(node);
  },
  case: lowerCaseValue,
  case_match: lowerCaseValue,
  lambda: lowerLambda,
  assignment: lowerAssigned,
  operator_assignment: lowerAssigned,
  range: (node, lowering) => unknown(node, partsOf(node).map(lowering.expression)),
  splat_argument: lowerFirst,
  hash_splat_argument: lowerFirst,
  block_argument: lowerFirst,
  exceptions: (node, lowering) => unknown(node, partsOf(node).map(lowering.expression)),
  regex: (node) => unknown(node),
  subshell: (node) => unknown(node),
};

/** What carries no value, or could not be parsed; calls in it are kept. */
function lowerOther(node: SyntaxNode, lowering: Lowering): Expression {
  return unknown(node, partsOf(node).map(lowering.expression));
}

function lowerFirst(node: SyntaxNode, lowering: Lowering): Expression {
  const [first] = partsOf(node);
  return first ? lowering.expression(first) : unknown(node);
}

function lowerConstant(node: SyntaxNode, lowering: Lowering): Expression {
  return lowering.constant(lowering.textOf(node), node);
}

/** `A::B`; `object::B` is a member. */
function lowerScope(node: SyntaxNode, lowering: Lowering): Expression {
  const written = constantPath(lowering.textOf(node));
  if (/^(?:::)?[A-Z]\w*(?:::[A-Z]\w*)*$/.test(written)) return lowering.constant(written, node);
  const scope = fieldOf(node, 'scope');
  const name = fieldOf(node, 'name');
  if (!scope || !name) return lowerOther(node, lowering);
  return {
    kind: 'member',
    range: rangeOf(node),
    object: lowering.expression(scope),
    property: lowering.textOf(name),
    propertyRange: rangeOf(name),
  };
}

function lowerSelf(node: SyntaxNode, lowering: Lowering): Expression {
  return lowering.classPath === undefined ? unknown(node) : receiver(node);
}

function lowerNumber(node: SyntaxNode, { textOf }: Lowering): Expression {
  const value = Number(textOf(node).replaceAll('_', ''));
  return Number.isNaN(value) ? unknown(node, [], 'number') : literal(value, node);
}

function lowerArray(node: SyntaxNode, lowering: Lowering): Expression {
  const parts = partsOf(node);
  const pairs = parts.filter(isEntry);
  const items = parts
    .filter((part) => !isEntry(part))
    .map((part): ListItem => ({ value: lowering.expression(part), isSpread: part.type === 'splat_argument' }));
  const [first] = pairs;
  if (first === undefined) return { kind: 'list', range: rangeOf(node), items };
  const range = { start: first.start, end: pairs.at(-1)?.end ?? first.end };
  const object: Expression = { kind: 'object', range, entries: entriesOf(pairs, lowering) };
  return { kind: 'list', range: rangeOf(node), items: [...items, { value: object, isSpread: false }] };
}

function lowerParenthesized(node: SyntaxNode, lowering: Lowering): Expression {
  const parts = partsOf(node);
  const [only] = parts;
  return only && parts.length === 1 ? lowering.expression(only) : blockValue(parts, node, lowering);
}

/** An element, or a slice of a list or text: `x[0...500]`, `x[0, 500]`. */
function lowerElement(node: SyntaxNode, lowering: Lowering): Expression {
  const [objectNode, ...indexes] = partsOf(node);
  const [first, second] = indexes;
  if (!objectNode || !first) return lowerOther(node, lowering);
  const object = lowering.expression(objectNode);
  if (second) return methodCall(object, 'slice-length', indexes.map(lowering.expression), node);
  if (first.type === 'range') return lowerSlice(object, first, node, lowering);
  return { kind: 'index', range: rangeOf(node), object, index: lowering.expression(first) };
}

function lowerSlice(object: Expression, range: SyntaxNode, node: SyntaxNode, lowering: Lowering): Expression {
  const [begin, end] = [fieldOf(range, 'begin'), fieldOf(range, 'end')].map(
    (bound) => bound && lowering.expression(bound),
  );
  const isInclusive = !range.children.some(({ type }) => type === '...');
  const last = end && numberOf(end);
  if (last === undefined || last < 0) return methodCall(object, 'slice', begin ? [begin] : [literal(0, range)], node);
  return methodCall(object, 'slice', [begin ?? literal(0, range), literal(isInclusive ? last + 1 : last, range)], node);
}

const FALLBACKS: ReadonlySet<string> = new Set(['||', 'or']);
const TRUTHS: ReadonlySet<string> = new Set(['==', '!=', '===', '=~', '!~', '<', '>', '<=', '>=', '<=>', '&&', 'and']);

function lowerBinary(node: SyntaxNode, lowering: Lowering): Expression {
  const operator = operatorOf(node);
  if (operator === '+') return lowerPlus(node, lowering);
  const sides = [fieldOf(node, 'left'), fieldOf(node, 'right')];
  const [leftNode, rightNode] = sides;
  const operands = sides.flatMap((side) => (side ? [lowering.expression(side)] : []));
  const [left, right] = operands;
  if (!left || !right || !leftNode || !rightNode) return unknown(node, operands);
  if (FALLBACKS.has(operator)) return { kind: 'fallback', range: rangeOf(node), first: left, second: right };
  if (operator === '==' || operator === '===') return test(node, 'equals', operands);
  if (operator === '!=') return test(node, 'differs', operands);
  if (operator === '&&' || operator === 'and') return test(node, 'all', operands);
  if (operator === '<<') return methodCall(left, '<<', [right], node);
  const [a, b] = operands.map(numberOf);
  if (operator === '%' && a === undefined) return lowerFilled(left, right, node);
  if (operator === '*' && leftNode.type === 'string') return methodCall(left, '*', [right], node);
  const value = a === undefined || b === undefined ? undefined : ARITHMETIC[operator]?.(a, b);
  if (value !== undefined && Number.isFinite(value)) return literal(value, node);
  return unknown(node, operands, TRUTHS.has(operator) ? 'truth' : 'number');
}

/** The grammar calls sums `binary`. */
function lowerPlus(node: SyntaxNode, lowering: Lowering): Expression {
  const renamed = (inner: SyntaxNode | undefined): SyntaxNode | undefined =>
    inner?.type === 'binary' ? { ...inner, type: 'binary_expression' } : inner;
  const sum = { ...node, type: 'binary_expression' };
  return lowerSum(sum, {
    operatorOf,
    bare: renamed,
    expression: (inner) =>
      inner.type === 'binary_expression'
        ? lowerBinary({ ...inner, type: 'binary' }, lowering)
        : lowering.expression(inner),
  });
}

/** `"%s and %s" % [a, b]`, `"%{a}" % { a: b }`. */
function lowerFilled(left: Expression, right: Expression, node: SyntaxNode): Expression {
  if (right.kind === 'list' && right.items.every(({ isSpread }) => !isSpread)) {
    return methodCall(
      left,
      '%',
      right.items.map(({ value }) => value),
      node,
    );
  }
  const filled = methodCall(left, '%', right.kind === 'object' ? [] : [right], node);
  if (right.kind !== 'object') return filled;
  return { ...filled, arguments: [{ value: right, spread: 'object', range: right.range }] };
}

function lowerUnary(node: SyntaxNode, lowering: Lowering): Expression {
  const operandNode = fieldOf(node, 'operand');
  if (operandNode === undefined) return unknown(node);
  const operand = lowering.expression(operandNode);
  const operator = operatorOf(node);
  const value = operand.kind === 'literal' ? operand.value : undefined;
  if (operator === '!' || operator === 'not')
    return typeof value === 'boolean' ? literal(!value, node) : test(node, 'not', [operand]);
  if (operator === '-' && typeof value === 'number') return literal(-value, node);
  // `-"text"` is the text, frozen, and `+"text"` one that can be changed.
  if ((operator === '-' || operator === '+') && typeof value === 'string') return operand;
  return unknown(node, [operand], operator === 'defined?' ? 'truth' : 'number');
}

/** An assignment inside an expression gives what it assigns. */
function lowerAssigned(node: SyntaxNode, lowering: Lowering): Expression {
  const right = fieldOf(node, 'right');
  return right ? lowering.expression(right) : lowerOther(node, lowering);
}
