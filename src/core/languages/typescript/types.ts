import type { Expression } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { Lowering } from './lowering.ts';
import { nameExpression } from '../nodes.ts';
import { memberExpression } from './nodes.ts';

const MAXIMUM_NESTING = 8;
const NOTHING: ReadonlySet<string> = new Set(['null', 'undefined', 'void', 'never']);
/** Generic types that stand for their argument. */
const WRAPPERS: ReadonlySet<string> = new Set(['Promise', 'Awaited', 'Readonly', 'Required', 'Partial', 'NonNullable']);

/**
 * The class or interface that a type names: without generics, first of a union. Undefined for primitive, function and
 * other types that name nothing.
 *
 * @param annotation A `type_annotation`, or a type itself.
 */
export function lowerType(annotation: SyntaxNode | undefined, lowering: Lowering): Expression | undefined {
  return annotation && namedType(annotation, lowering, 0);
}

function namedType(node: SyntaxNode, lowering: Lowering, nesting: number): Expression | undefined {
  if (nesting > MAXIMUM_NESTING) return undefined;
  const inner = (child: SyntaxNode | undefined): Expression | undefined =>
    child && namedType(child, lowering, nesting + 1);
  switch (node.type) {
    case 'type_annotation':
    case 'parenthesized_type':
    case 'readonly_type':
      return inner(namedChildren(node)[0]);
    case 'union_type': {
      const literals = literalTypes(unionMembers(node), node, lowering);
      if (literals) return literals;
      return inner(namedChildren(node).find((child) => !NOTHING.has(lowering.textOf(child))));
    }
    case 'intersection_type':
      return inner(namedChildren(node).find((child) => !NOTHING.has(lowering.textOf(child))));
    case 'generic_type':
      return genericType(node, lowering, inner);
    case 'array_type':
      return nameExpression('Array', node);
    case 'predefined_type':
      return SIZED.has(lowering.textOf(node)) ? nameExpression(lowering.textOf(node), node) : undefined;
    case 'literal_type':
      return literalTypes([node], node, lowering);
    case 'type_identifier':
    case 'identifier':
      return nameExpression(lowering.textOf(node), node);
    case 'nested_type_identifier':
    case 'nested_identifier':
      return qualifiedType(node, lowering, inner);
    default:
      return undefined;
  }
}

/** Types that say how long their values are. */
const SIZED: ReadonlySet<string> = new Set(['number', 'boolean', 'bigint']);

/** Unions nest to the left, deeper than the stack. */
function unionMembers(node: SyntaxNode): readonly SyntaxNode[] {
  const members: SyntaxNode[] = [];
  let current: SyntaxNode | undefined = node;
  while (current?.type === 'union_type') {
    const children: readonly SyntaxNode[] = namedChildren(current);
    const isNested = children[0]?.type === 'union_type';
    members.push(...(isNested ? children.slice(1) : children));
    current = isNested ? children[0] : undefined;
  }
  return members;
}

/** `'a' | 'b'` is a list of what it can be. */
function literalTypes(members: readonly SyntaxNode[], node: SyntaxNode, lowering: Lowering): Expression | undefined {
  const present = members.filter((member) => !NOTHING.has(lowering.textOf(member)));
  const literals = present.flatMap((member) =>
    member.type === 'literal_type' ? namedChildren(member).slice(0, 1) : [],
  );
  if (literals.length === 0 || literals.length < present.length || literals.some(({ type }) => type !== 'string')) {
    return undefined;
  }
  const items = literals.map((literal) => ({ value: lowering.expression(literal), isSpread: false }));
  return { kind: 'list', range: { start: node.start, end: node.end }, items };
}

type Inner = (child: SyntaxNode | undefined) => Expression | undefined;

function genericType(node: SyntaxNode, lowering: Lowering, inner: Inner): Expression | undefined {
  const [name] = namedChildren(node);
  const typeArguments = namedChildren(node).find((child) => child.type === 'type_arguments');
  const schema = schemaOfInferred(node, lowering);
  if (schema) return lowering.expression(schema);
  if (name && typeArguments && WRAPPERS.has(lowering.textOf(name))) return inner(namedChildren(typeArguments)[0]);
  return inner(name);
}

/** `z.infer<typeof Schema>`: the schema says what there is. */
export function schemaOfInferred(node: SyntaxNode, lowering: Lowering): SyntaxNode | undefined {
  const [name, passed] = namedChildren(node);
  if (node.type !== 'generic_type' || !name || !passed || !INFERS.test(lowering.textOf(name))) return undefined;
  const [query] = namedChildren(passed);
  return query?.type === 'type_query' ? namedChildren(query)[0] : undefined;
}

/** Of zod, valibot and io-ts. */
const INFERS = /(?:^|\.)(?:infer|input|output|TypeOf|InferInput|InferOutput)$/;

function qualifiedType(node: SyntaxNode, lowering: Lowering, inner: Inner): Expression | undefined {
  const qualifier = inner(fieldOf(node, 'module') ?? fieldOf(node, 'object'));
  const name = fieldOf(node, 'name') ?? fieldOf(node, 'property');
  return qualifier && name && memberExpression(qualifier, lowering.textOf(name), name, node);
}

/** Types of the fields that an object type spells out: `{ client: Client }`. */
export function fieldTypes(annotation: SyntaxNode | undefined, lowering: Lowering): ReadonlyMap<string, SyntaxNode> {
  const types = new Map<string, SyntaxNode>();
  const object = annotation?.type === 'type_annotation' ? namedChildren(annotation)[0] : annotation;
  if (object?.type !== 'object_type') return types;
  for (const signature of namedChildren(object)) {
    const name = fieldOf(signature, 'name');
    const type = fieldOf(signature, 'type');
    if (signature.type === 'property_signature' && name && type) types.set(lowering.textOf(name), type);
  }
  return types;
}
