import type { ImportBinding, ImportStatement } from '../../domain/program.ts';
import { fieldOf, fieldsOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { rangeOf } from '../nodes.ts';
import { sourceOf } from './lowering.ts';

interface Source {
  readonly text: string;
}

/** `import a.b, c as d`: the first binds `a`, the second the module itself. */
export function lowerImport(node: SyntaxNode, source: Source): readonly ImportStatement[] {
  const range = rangeOf(node);
  return importedNames(node).map((imported) => {
    const { name, alias } = nameAndAlias(imported, source);
    const [first = name] = name.split('.');
    const local = alias ?? first;
    return {
      kind: 'import',
      range,
      module: alias === undefined ? first : name,
      bindings: [{ local, imported: '*' }],
    };
  });
}

export function lowerImportFrom(node: SyntaxNode, source: Source): readonly ImportStatement[] {
  const moduleName = fieldOf(node, 'module_name');
  const module = moduleName ? withoutBlanks(sourceOf(moduleName, source)) : '__future__';
  const isStar = node.children.some((child) => child.type === 'wildcard_import');
  const bindings: readonly ImportBinding[] = isStar
    ? [{ local: '*', imported: '*' }]
    : importedNames(node).map((imported) => {
        const { name, alias } = nameAndAlias(imported, source);
        return { local: alias ?? name, imported: name };
      });
  return [{ kind: 'import', range: rangeOf(node), module, bindings }];
}

function importedNames(node: SyntaxNode): readonly SyntaxNode[] {
  return fieldsOf(node, 'name').filter((child) => child.type === 'dotted_name' || child.type === 'aliased_import');
}

function nameAndAlias(node: SyntaxNode, source: Source): { readonly name: string; readonly alias?: string } {
  if (node.type !== 'aliased_import') return { name: withoutBlanks(sourceOf(node, source)) };
  const name = fieldOf(node, 'name');
  const alias = fieldOf(node, 'alias');
  return {
    name: name ? withoutBlanks(sourceOf(name, source)) : '',
    ...(alias && { alias: sourceOf(alias, source) }),
  };
}

function withoutBlanks(name: string): string {
  return name.replace(/[\s\\]/g, '');
}
