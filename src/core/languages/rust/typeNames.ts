import type { Expression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { nameExpression } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import type { Lowering } from './lowering.ts';
import { lowerPath } from './paths.ts';

const SAYING_NOTHING: ReadonlySet<string> = new Set(['String', 'str', 'Value', 'Self']);
/** Types that only hold what their argument says, or make it out of something. */
const WRAPPERS: ReadonlySet<string> = new Set([
  ...[
    'Option',
    'Box',
    'Arc',
    'Rc',
    'Result',
    'Cow',
    'Mutex',
    'RwLock',
    'RefCell',
    'Cell',
    'Pin',
    'OnceCell',
    'OnceLock',
  ],
  ...['Lazy', 'LazyLock', 'State', 'Data', 'Extension', 'Into', 'AsRef'],
]);

/** The type that a name has; undefined for types that say nothing. */
export function lowerTypeName(type: SyntaxNode | undefined, lowering: Lowering): Expression | undefined {
  switch (type?.type) {
    case 'reference_type':
    case 'pointer_type':
      return lowerTypeName(fieldOf(type, 'type'), lowering);
    case 'abstract_type':
    case 'dynamic_type':
      return lowerTypeName(fieldOf(type, 'trait'), lowering);
    case 'bounded_type':
      return lowerTypeName(partsOf(type)[0], lowering);
    case 'generic_type':
      return lowerGeneric(type, lowering);
    case 'scoped_type_identifier':
      return lowerPath(type, lowering);
    case 'array_type':
      return nameExpression('Vec', { start: type.start, end: type.start });
    case 'type_identifier':
    case 'primitive_type': {
      const name = lowering.textOf(type);
      if (name === 'Self' && lowering.typeAround !== undefined) return nameExpression(lowering.typeAround, type);
      return SAYING_NOTHING.has(name) ? undefined : nameExpression(name, type);
    }
    default:
      return undefined;
  }
}

function lowerGeneric(type: SyntaxNode, lowering: Lowering): Expression | undefined {
  const own = fieldOf(type, 'type');
  const name = own && lowering.textOf(own).replace(/^[\s\S]*::/, '');
  const list = fieldOf(type, 'type_arguments');
  const [inner] = list ? partsOf(list).filter(({ type: kind }) => kind !== 'lifetime') : [];
  if (name !== undefined && WRAPPERS.has(name)) return lowerTypeName(inner, lowering);
  return lowerTypeName(own, lowering);
}
