import type { Argument, Expression } from '../../domain/program.ts';
import { fieldOf, fieldsOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { rangeOf } from '../nodes.ts';
import { sourceOf, unknownOf } from './lowering.ts';
import type { Lowering } from './lowering.ts';

export function lowerCall(node: SyntaxNode, lowering: Lowering): Expression {
  const callee = fieldOf(node, 'function');
  const passed = fieldOf(node, 'arguments');
  if (!callee || !passed) return unknownOf(node, namedChildren(node).map(lowering.expression));
  const isGenerator = passed.type === 'generator_expression';
  return {
    kind: 'call',
    range: rangeOf(node),
    callee: lowering.expression(callee),
    arguments: isGenerator
      ? [{ value: lowering.expression(passed), range: rangeOf(passed) }]
      : lowerArguments(passed.children, lowering),
    argumentsRange: rangeOf(passed),
    isConstruction: false,
  };
}

/**
 * Children of an argument list. Where something could not be parsed there may be any arguments more: that is a spread
 * of an object that is not known.
 */
export function lowerArguments(children: readonly SyntaxNode[], lowering: Lowering): readonly Argument[] {
  const passed: Argument[] = [];
  children.forEach((child, index) => {
    if (!child.isNamed || child.type === 'comment') return;
    if (child.type === 'keyword_argument' && hasError(child)) passed.push(anyArguments(child));
    const following = children[index + 1];
    const isName = child.type === 'identifier' && following?.type === 'ERROR' && following.children[0]?.type === '=';
    if (isName) passed.push(lowerOpenNamedArgument(child, following, lowering), anyArguments(child));
    else if (!isOpenValueOf(children[index - 1], child)) passed.push(lowerArgument(child, lowering));
  });
  return passed;
}

/** `system=[{"text": "You` where the parser read the name alone. */
function lowerOpenNamedArgument(name: SyntaxNode, rest: SyntaxNode, lowering: Lowering): Argument {
  const value = unknownOf(rest, [lowering.expression(rest)]);
  return { name: sourceOf(name, lowering), value, range: { start: name.start, end: rest.end } };
}

function isOpenValueOf(before: SyntaxNode | undefined, node: SyntaxNode): boolean {
  return before?.type === 'identifier' && node.type === 'ERROR' && node.children[0]?.type === '=';
}

function anyArguments({ start }: SyntaxNode): Argument {
  const range = { start, end: start };
  return { value: unknownOf(range), spread: 'object', range };
}

function hasError(node: SyntaxNode): boolean {
  return node.children.some((child) => child.type === 'ERROR');
}

export function lowerArgument(node: SyntaxNode, lowering: Lowering): Argument {
  const range = rangeOf(node);
  switch (node.type) {
    case 'keyword_argument': {
      const name = fieldOf(node, 'name');
      const value = lowerFieldValue(node, lowering);
      return name ? { name: sourceOf(name, lowering), value, range } : { value, range };
    }
    case 'list_splat':
      return { value: onlyChild(node, lowering), spread: 'list', range };
    case 'dictionary_splat':
      return { value: onlyChild(node, lowering), spread: 'object', range };
    case 'ERROR':
      return { value: lowering.expression(node), spread: 'object', range };
    default:
      return { value: lowering.expression(node), range };
  }
}

/** The value of `key=value` or `key: value`; unknown when something between them could not be parsed. */
export function lowerFieldValue(node: SyntaxNode, lowering: Lowering): Expression {
  const value = fieldOf(node, 'value');
  if (value && !hasError(node)) return lowering.expression(value);
  const errors = node.children.filter((child) => child.type === 'ERROR');
  const children = [...errors, ...(value ? [value] : [])];
  const start = fieldOf(node, 'key')?.end ?? fieldOf(node, 'name')?.end ?? node.start;
  return unknownOf({ start: children[0]?.start ?? start, end: node.end }, children.map(lowering.expression));
}

export function onlyChild(node: SyntaxNode, lowering: Lowering): Expression {
  const [child] = namedChildren(node);
  return child ? lowering.expression(child) : unknownOf(node);
}

export function lowerAttribute(node: SyntaxNode, lowering: Lowering): Expression {
  const object = fieldOf(node, 'object');
  const property = fieldOf(node, 'attribute');
  if (!object || !property) return unknownOf(node, namedChildren(node).map(lowering.expression));
  return {
    kind: 'member',
    range: rangeOf(node),
    object: lowering.expression(object),
    property: sourceOf(property, lowering),
    propertyRange: rangeOf(property),
  };
}

function lowerSlice(
  node: SyntaxNode,
  value: SyntaxNode,
  slice: SyntaxNode,
  lowering: Lowering,
): Expression | undefined {
  const ends: (SyntaxNode | undefined)[] = [undefined];
  for (const child of slice.children) {
    if (child.type === ':') ends.push(undefined);
    else if (child.type === 'ERROR') return undefined;
    else if (child.isNamed && child.type !== 'comment') ends[ends.length - 1] = child;
  }
  const [start, end, step] = ends;
  if (step !== undefined) return undefined;
  const range = rangeOf(slice);
  const bound = (child: SyntaxNode | undefined): Expression =>
    child ? lowering.expression(child) : { kind: 'literal', range: { start: range.end, end: range.end }, value: null };
  const object = lowering.expression(value);
  return {
    kind: 'call',
    range: rangeOf(node),
    callee: { kind: 'member', range: rangeOf(node), object, property: '[:]', propertyRange: range },
    arguments: [start, end].map((child) => {
      const given = bound(child);
      return { value: given, range: given.range };
    }),
    argumentsRange: range,
    isConstruction: false,
  };
}

/** A slice is a call of a method `[:]` with where it starts and ends; one with a step or of several dimensions is unknown. */
export function lowerSubscript(node: SyntaxNode, lowering: Lowering): Expression {
  const value = fieldOf(node, 'value');
  const indexes = fieldsOf(node, 'subscript').filter((index) => index.isNamed && index.type !== 'comment');
  const [index] = indexes;
  if (value && index?.type === 'slice' && indexes.length === 1) {
    const slice = lowerSlice(node, value, index, lowering);
    if (slice) return slice;
  }
  if (!value || !index || indexes.length > 1 || index.type === 'slice') {
    return unknownOf(node, namedChildren(node).map(lowering.expression));
  }
  return { kind: 'index', range: rangeOf(node), object: lowering.expression(value), index: lowering.expression(index) };
}
