import type { Expression } from '../../domain/program.ts';
import { namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { sourceOf, unknownOf } from './lowering.ts';
import type { Lowering } from './lowering.ts';

/** Types that say no more than the type in their brackets. */
const WRAPPERS: ReadonlySet<string> = new Set(['Optional', 'Final', 'ClassVar', 'Required', 'NotRequired', 'ReadOnly']);

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
      const inner = second ? namedChildren(second) : [];
      return first ? lowerGeneric(node, first, inner, lowering) : unknownOf(node);
    }
    case 'subscript':
      return first ? lowerGeneric(node, first, children.slice(1), lowering) : unknownOf(node);
    default:
      return lowering.expression(node);
  }
}

function lowerAlternatives(node: SyntaxNode, alternatives: readonly SyntaxNode[], lowering: Lowering): Expression {
  const [first, second] = alternatives.filter((alternative) => sourceOf(alternative, lowering) !== 'None');
  if (!first || second || !sourceOf(node, lowering).includes('|')) return unknownOf(node);
  return lowerType(first, lowering);
}

function lowerGeneric(
  node: SyntaxNode,
  generic: SyntaxNode,
  [inner, ...more]: readonly SyntaxNode[],
  lowering: Lowering,
): Expression {
  if (inner === undefined) return unknownOf(node);
  const name = sourceOf(generic, lowering);
  if (/(?:^|\.)Annotated$/.test(name)) return lowerAnnotated(inner, more, lowering);
  if (/(?:^|\.)Literal$/.test(name)) return lowerLiterals(node, lowering);
  if (WRAPPERS.has(name.slice(name.lastIndexOf('.') + 1))) return lowerType(inner, lowering);
  const range = { start: node.start, end: node.end };
  return { kind: 'index', range, object: lowering.expression(generic), index: lowerType(inner, lowering) };
}

/** `Annotated[str, Field(max_length=40)]` is what the annotation bounds; of other types the type says more. */
function lowerAnnotated(inner: SyntaxNode, annotations: readonly SyntaxNode[], lowering: Lowering): Expression {
  const bounds = annotations.map(contentOf).find((node) => /\bmax_length\s*=/.test(sourceOf(node, lowering)));
  const isText = sourceOf(inner, lowering) === 'str';
  return isText && bounds?.type === 'call' ? lowering.expression(bounds) : lowerType(inner, lowering);
}

/** The call that `name: Annotated[str, Field(description="…")]` declares a field with. */
export function declarationIn(annotation: SyntaxNode, lowering: Lowering): SyntaxNode | undefined {
  const node = contentOf(annotation);
  if (!/^(?:\w+\.)?Annotated\[/.test(sourceOf(node, lowering))) return undefined;
  const inner = namedChildren(node)
    .slice(1)
    .flatMap((child) => (child.type === 'type_parameter' ? namedChildren(child) : [child]));
  return inner
    .slice(1)
    .map(contentOf)
    .find(({ type }) => type === 'call');
}

/** What stands among the types of a generic one is wrapped as a type. */
function contentOf(node: SyntaxNode): SyntaxNode {
  return node.type === 'type' ? (namedChildren(node)[0] ?? node) : node;
}

/** `Literal["a", "b"]` is a list of what it can be. */
function lowerLiterals(node: SyntaxNode, lowering: Lowering): Expression {
  const literals = namedChildren(node)
    .slice(1)
    .flatMap((child) => (child.type === 'type_parameter' ? namedChildren(child) : [child]))
    .map(contentOf);
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
