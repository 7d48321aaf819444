import type { Expression } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { memberExpression, nameExpression } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from '../parts.ts';

const SAYING_NOTHING: ReadonlySet<string> = new Set(['String', 'Any', 'Substring', 'AnyObject', 'Void', 'Self']);

/** The type that a name has; undefined for types that say nothing. */
export function lowerTypeName(type: SyntaxNode | undefined, lowering: Lowering): Expression | undefined {
  switch (type?.type) {
    case 'type_annotation':
    case 'optional_type':
    case 'existential_type':
    case 'opaque_type':
      return lowerTypeName(partsOf(type).at(-1), lowering);
    case 'array_type':
      return nameExpression('Array', { start: type.start, end: type.start });
    case 'dictionary_type':
      return nameExpression('Dictionary', { start: type.start, end: type.start });
    case 'user_type':
      break;
    default:
      return undefined;
  }
  const steps = partsOf(type).filter(({ type: kind }) => kind === 'type_identifier');
  const [first, ...rest] = steps;
  if (first === undefined) return undefined;
  const name = lowering.textOf(first);
  if (SAYING_NOTHING.has(name) && rest.length === 0) return undefined;
  return rest.reduce<Expression>(
    (object, step) => memberExpression(object, lowering.textOf(step), step, { start: type.start, end: step.end }),
    lowering.name(name, first),
  );
}
