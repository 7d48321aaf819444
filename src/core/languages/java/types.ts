import type { Expression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { Lowering } from './lowering.ts';
import { memberExpression, nameExpression } from '../nodes.ts';
import { partsOf } from '../parts.ts';

/** Types of texts and of anything say nothing. */
const SAYING_NOTHING: ReadonlySet<string> = new Set(['String', 'Object', 'var', 'CharSequence', 'Void']);

/** The class that a type names, without what stands between `<` and `>`; undefined for types that say nothing. */
export function lowerType(type: SyntaxNode | undefined, lowering: Lowering): Expression | undefined {
  switch (type?.type) {
    case 'generic_type':
    case 'annotated_type':
      return lowerType(
        partsOf(type).find(({ type: kind }) => kind.endsWith('type_identifier')),
        lowering,
      );
    case 'integral_type':
    case 'floating_point_type':
    case 'boolean_type':
      return nameExpression(lowering.textOf(type), type);
    case 'type_identifier':
    case 'identifier': {
      const name = lowering.textOf(type);
      return name === '' || SAYING_NOTHING.has(name) ? undefined : lowering.name(name, type);
    }
    case 'scoped_type_identifier':
      return lowerScoped(type, lowering);
    default:
      return undefined;
  }
}

/** `ConverseRequest.Builder`, `com.example.Models`. */
function lowerScoped(type: SyntaxNode, lowering: Lowering): Expression | undefined {
  const steps = partsOf(type).filter(({ type: kind }) => kind.endsWith('type_identifier'));
  const [outer] = steps;
  const last = steps.at(-1);
  if (!outer || !last || outer === last) return undefined;
  const object = outer.type === 'scoped_type_identifier' ? lowerScoped(outer, lowering) : lowerType(outer, lowering);
  return object && memberExpression(object, lowering.textOf(last), last, type);
}

/** Simple name of a type, without packages, parameters and dimensions. */
export function typeName(type: SyntaxNode | undefined, lowering: Pick<Lowering, 'textOf'>): string {
  if (type === undefined) return '';
  const [written = ''] = lowering.textOf(type).split('<', 1);
  return written.slice(written.lastIndexOf('.') + 1).trim();
}

export function declaredType(node: SyntaxNode, lowering: Lowering): Expression | undefined {
  return lowerType(fieldOf(node, 'type'), lowering);
}
