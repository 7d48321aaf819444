import type { Expression } from '../../domain/program.ts';
import { namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { sourceOf, unknownOf } from './lowering.ts';
import type { Lowering } from './lowering.ts';

/** Types that say no more than the type in their brackets. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'Optional',
  'Annotated',
  'Final',
  'ClassVar',
  'Required',
  'NotRequired',
  'ReadOnly',
]);

/**
 * A type annotation as an expression that names the type: `Optional[X]`, `X | None` and `"X"` are `X`.
 */
export function lowerType(node: SyntaxNode, lowering: Lowering): Expression {
  return lowering.nested(() => typeOf(node, lowering)) ?? unknownOf(node);
}

function typeOf(node: SyntaxNode, lowering: Lowering): Expression {
  const children = namedChildren(node);
  const [first, second] = children;
  switch (node.type) {
    case 'type':
    case 'parenthesized_expression':
      return children.length === 1 && first ? lowerType(first, lowering) : lowering.expression(node);
    case 'string':
      return lowerQuotedType(node, lowering);
    case 'union_type':
    case 'binary_operator':
      return lowerAlternatives(node, children, lowering);
    case 'generic_type': {
      const inner = second && namedChildren(second)[0];
      if (!first || !second || !inner) return unknownOf(node);
      return lowerGeneric(node, first, inner, lowering);
    }
    case 'subscript':
      return first && second ? lowerGeneric(node, first, second, lowering) : unknownOf(node);
    default:
      return lowering.expression(node);
  }
}

function lowerAlternatives(node: SyntaxNode, alternatives: readonly SyntaxNode[], lowering: Lowering): Expression {
  const [first, second] = alternatives.filter((alternative) => sourceOf(alternative, lowering) !== 'None');
  if (!first || second || !sourceOf(node, lowering).includes('|')) return unknownOf(node);
  return lowerType(first, lowering);
}

function lowerGeneric(node: SyntaxNode, generic: SyntaxNode, inner: SyntaxNode, lowering: Lowering): Expression {
  const name = sourceOf(generic, lowering);
  if (/(?:^|\.)Literal$/.test(name)) return lowerLiterals(node, lowering);
  if (WRAPPERS.has(name.slice(name.lastIndexOf('.') + 1))) return lowerType(inner, lowering);
  const range = { start: node.start, end: node.end };
  return { kind: 'index', range, object: lowering.expression(generic), index: lowerType(inner, lowering) };
}

/** `Literal["a", "b"]` is a list of what it can be. */
function lowerLiterals(node: SyntaxNode, lowering: Lowering): Expression {
  const literals = namedChildren(node)
    .slice(1)
    .flatMap((child) => (child.type === 'type_parameter' ? namedChildren(child) : [child]))
    .map((child) => (child.type === 'type' ? (namedChildren(child)[0] ?? child) : child));
  const items = literals.map((child) => ({ value: lowering.expression(child), isSpread: false }));
  return { kind: 'list', range: { start: node.start, end: node.end }, items };
}

/** A type in quotes, because it is only known later in the file, or only to type checkers. */
function lowerQuotedType(node: SyntaxNode, lowering: Lowering): Expression {
  const source = sourceOf(node, lowering);
  const match = /^["'](?:(?:typing\.)?Optional\[)?([A-Za-z_][\w.]{0,200})(?:\]| \| None)?["']$/.exec(source);
  const path = match?.[1];
  if (path === undefined) return unknownOf(node);
  let end = node.start + source.indexOf(path);
  const start = end;
  return (
    path.split('.').reduce<Expression | undefined>((object, property) => {
      const propertyRange = { start: object ? end + 1 : end, end: end + property.length + (object ? 1 : 0) };
      ({ end } = propertyRange);
      if (!object) return { kind: 'name', range: propertyRange, name: property };
      return { kind: 'member', range: { start, end }, object, property, propertyRange };
    }, undefined) ?? unknownOf(node)
  );
}
