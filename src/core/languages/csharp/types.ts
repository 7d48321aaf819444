import type { Expression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { withoutEnding } from '../../util/text.ts';
import type { Lowering } from './lowering.ts';
import { memberExpression, nameExpression } from '../nodes.ts';
import { partsOf } from './nodes.ts';

/** Types of texts and of anything say nothing. */
const SAYING_NOTHING: ReadonlySet<string> = new Set(['string', 'String', 'object', 'Object', 'dynamic', 'void', 'var']);

/** Types around another one, for which what they hold stands. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'IOptions',
  'IOptionsSnapshot',
  'IOptionsMonitor',
  'Lazy',
  'Task',
  'ValueTask',
  'Nullable',
]);

/** The class that a type names, without what stands between `<` and `>`; undefined for types that say nothing. */
export function lowerType(type: SyntaxNode | undefined, lowering: Lowering): Expression | undefined {
  switch (type?.type) {
    case 'nullable_type':
    case 'ref_type':
    case 'scoped_type':
      return lowerType(fieldOf(type, 'type') ?? partsOf(type)[0], lowering);
    case 'generic_name':
      return lowerGeneric(type, lowering);
    case 'predefined_type':
    case 'identifier': {
      const name = lowering.textOf(type);
      return name === '' || SAYING_NOTHING.has(name) ? undefined : lowering.name(name, type);
    }
    case 'qualified_name':
    case 'alias_qualified_name': {
      const qualifier = fieldOf(type, 'qualifier');
      const name = fieldOf(type, 'name');
      if (!name) return undefined;
      // Two names or more in front of a class are a namespace.
      const outer = qualifier?.type === 'identifier' ? lowerType(qualifier, lowering) : undefined;
      if (outer === undefined) return lowerType(name, lowering);
      return memberExpression(outer, simpleName(name, lowering), name, type);
    }
    case 'array_type':
      return nameExpression('Array', type);
    default:
      return undefined;
  }
}

function lowerGeneric(type: SyntaxNode, lowering: Lowering): Expression | undefined {
  const name = simpleName(type, lowering);
  const list = partsOf(type).find((part) => part.type === 'type_argument_list');
  const [inner] = list ? partsOf(list) : [];
  if (WRAPPERS.has(name) && inner) return lowerType(inner, lowering);
  return lowering.name(name, type.children[0] ?? type);
}

/** Simple name of a type or a method, without namespaces and type arguments. */
export function simpleName(type: SyntaxNode | undefined, lowering: Pick<Lowering, 'textOf'>): string {
  if (type === undefined) return '';
  const [written = ''] = lowering.textOf(type).split('<', 1);
  const name = written.slice(Math.max(written.lastIndexOf('.'), written.lastIndexOf(':')) + 1);
  return withoutEnding(name, '? \t\r\n').trim();
}

/** The first type between `<` and `>` of a name. */
export function typeArgument(name: SyntaxNode): SyntaxNode | undefined {
  const list = partsOf(name).find(({ type }) => type === 'type_argument_list');
  return list && partsOf(list)[0];
}

export function declaredType(node: SyntaxNode, lowering: Lowering): Expression | undefined {
  const type = fieldOf(node, 'type');
  return type?.type === 'implicit_type' ? undefined : lowerType(type, lowering);
}
