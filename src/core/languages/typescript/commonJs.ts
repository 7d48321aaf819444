/** `require`, `module.exports` and `exports`: modules as Node.js had them before `import`. */
import type { Expression, ObjectEntry, ObjectExpression, Statement } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { lowerString } from './literals.ts';
import type { Lowering } from './lowering.ts';
import { assign, nameExpression } from '../nodes.ts';

/** Module of `require('x')` or `import('x')`; undefined for any other call. */
export function importedModule(call: SyntaxNode, lowering: Lowering): string | undefined {
  const callee = fieldOf(call, 'function');
  const list = fieldOf(call, 'arguments');
  if (callee === undefined || list === undefined) return undefined;
  const isImport = callee.type === 'import' || lowering.textOf(callee) === 'require';
  const [specifier] = namedChildren(list);
  const isLiteral = specifier?.type === 'string' || specifier?.type === 'template_string';
  if (!isImport || !isLiteral || specifier.children.some((child) => child.type === 'template_substitution')) {
    return undefined;
  }
  return String(lowerString(specifier, lowering).value);
}

const WHOLE = 'module.exports';

/** Name under which an export is kept in the file: `module.exports` or `exports.x`; undefined for other members. */
export function exportsName(member: SyntaxNode, lowering: Lowering): string | undefined {
  const object = fieldOf(member, 'object');
  const property = fieldOf(member, 'property');
  if (object === undefined || property === undefined || object.end - object.start > WHOLE.length) return undefined;
  const text = lowering.textOf(object);
  if (text === 'exports' || text === WHOLE) return `exports.${lowering.textOf(property)}`;
  return text === 'module' && lowering.textOf(property) === 'exports' ? WHOLE : undefined;
}

/** An assignment to `module.exports` or `exports.x`, which the program then exports; undefined for other targets. */
export function exportAssignment(
  target: SyntaxNode,
  value: Expression,
  node: SyntaxNode,
  lowering: Lowering,
): readonly Statement[] | undefined {
  const name = target.type === 'member_expression' ? exportsName(target, lowering) : undefined;
  if (name === undefined) return undefined;
  if (name === WHOLE) return exportWhole(target, value, node, lowering);
  lowering.export({ exported: name.slice(name.indexOf('.') + 1), local: name });
  return [assign(nameExpression(name, target), value, node)];
}

function exportWhole(
  target: SyntaxNode,
  value: Expression,
  node: SyntaxNode,
  lowering: Lowering,
): readonly Statement[] {
  lowering.export({ exported: 'default', local: WHOLE });
  const whole = nameExpression(WHOLE, target);
  if (value.kind === 'import') lowering.export({ exported: '*', module: value.module });
  if (value.kind !== 'object') return [assign(whole, value, node)];
  const { fields, object } = exportFields(value, node, lowering);
  return [...fields, assign(whole, object, node)];
}

/** Each field becomes a name of the file, so that importers can ask for it. */
function exportFields(
  object: ObjectExpression,
  node: SyntaxNode,
  lowering: Lowering,
): { readonly fields: readonly Statement[]; readonly object: ObjectExpression } {
  const fields: Statement[] = [];
  const entries = object.entries.map((entry): ObjectEntry => {
    if (entry.kind === 'spread') {
      if (entry.value.kind === 'import') lowering.export({ exported: '*', module: entry.value.module });
      return entry;
    }
    if (entry.key.kind !== 'literal') return entry;
    const exported = String(entry.key.value);
    if (entry.value.kind === 'name') {
      lowering.export({ exported, local: entry.value.name });
      return entry;
    }
    const local = nameExpression(`exports.${exported}`, entry.value.range);
    lowering.export({ exported, local: local.name });
    fields.push(assign(local, entry.value, node));
    return { ...entry, value: local };
  });
  return { fields, object: { ...object, entries } };
}
