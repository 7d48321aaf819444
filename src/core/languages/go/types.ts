import type { Expression } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { Lowering } from './lowering.ts';
import { memberExpression, nameExpression } from '../nodes.ts';

const BUILT_IN: ReadonlySet<string> = new Set(
  'any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr'.split(
    ' ',
  ),
);

export function isBuiltInType(name: string): boolean {
  return BUILT_IN.has(name);
}

/** The type of a parameter or variable, with those built in that say how long their values are. */
export function lowerValueType(type: SyntaxNode | undefined, lowering: Lowering): Expression | undefined {
  const named = type && withoutPointers(type);
  const name = named?.type === 'type_identifier' ? lowering.textOf(named) : '';
  if (named?.type === 'slice_type' && lowering.textOf(named) !== '[]byte') return nameExpression(LIST, named);
  if (named?.type === 'map_type') return nameExpression(LIST, named);
  return named && SIZED.test(name) ? nameExpression(name, named) : lowerType(type, lowering);
}

/** Stands for every type of lists and maps. */
const LIST = '[]';

const SIZED = /^(?:u?int\d*|float\d+|bool)$/;

/** The struct or interface that a type names, through pointers; undefined for types that name nothing of interest. */
export function lowerType(type: SyntaxNode | undefined, lowering: Lowering): Expression | undefined {
  const named = type && withoutPointers(type);
  if (named?.type === 'type_identifier') {
    const name = lowering.textOf(named);
    return isBuiltInType(name) ? undefined : nameExpression(name, named);
  }
  if (named?.type !== 'qualified_type') return undefined;
  const packageNode = fieldOf(named, 'package');
  const name = fieldOf(named, 'name');
  if (!packageNode || !name) return undefined;
  const object = nameExpression(lowering.textOf(packageNode), packageNode);
  return memberExpression(object, lowering.textOf(name), name, named);
}

/** What a pointer type points to; a generic type without its arguments. */
export function withoutPointers(type: SyntaxNode): SyntaxNode {
  let current = type;
  while (current.type === 'pointer_type' || current.type === 'generic_type' || current.type === 'parenthesized_type') {
    const [inner] = namedChildren(current);
    if (inner === undefined) return current;
    current = inner;
  }
  return current;
}

/** The type that a name of the file stands for, or the type itself. */
export function underlyingType(type: SyntaxNode, lowering: Lowering): SyntaxNode {
  const named = withoutPointers(type);
  return lowering.facts.namedTypes.get(lowering.textOf(named)) ?? named;
}
