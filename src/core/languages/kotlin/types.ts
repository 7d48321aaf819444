import type { Expression } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { memberExpression } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import type { Lowering } from './lowering.ts';

const SAYING_NOTHING: ReadonlySet<string> = new Set(['String', 'Any', 'CharSequence', 'Unit', 'Nothing']);

/** The class that a type names; undefined for types that say nothing. */
export function lowerType(type: SyntaxNode | undefined, lowering: Lowering): Expression | undefined {
  if (type?.type === 'nullable_type') return lowerType(partsOf(type)[0], lowering);
  if (type?.type !== 'user_type') return undefined;
  const steps = partsOf(type).filter(({ type: kind }) => kind === 'identifier');
  const [first, ...rest] = steps;
  if (first === undefined) return undefined;
  const name = lowering.textOf(first);
  if (SAYING_NOTHING.has(name) && rest.length === 0) return undefined;
  return rest.reduce<Expression>(
    (object, step) => memberExpression(object, lowering.textOf(step), step, { start: type.start, end: step.end }),
    lowering.name(name, first),
  );
}

/** The type that stands among the parts of a declaration. */
export function typeAmong(nodes: readonly SyntaxNode[], lowering: Lowering): Expression | undefined {
  return lowerType(
    nodes.find(({ type }) => type.endsWith('_type')),
    lowering,
  );
}
