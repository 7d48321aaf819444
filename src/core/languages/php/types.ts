import type { Expression } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';

/** The class that a type names; undefined for types that say nothing. */
export function lowerType(type: SyntaxNode | undefined, lowering: Lowering): Expression | undefined {
  if (type?.type === 'optional_type') return lowerType(partsOf(type)[0], lowering);
  if (type?.type !== 'named_type') return undefined;
  const written = lowering.textOf(type);
  return /^(?:self|static|mixed|string)$/i.test(written) ? undefined : lowering.classNamed(written, type);
}
