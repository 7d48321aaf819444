import type { ExportBinding, ImportBinding, Statement } from '../../domain/program.ts';
import { fieldOf, hasToken, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { importedModule } from './commonJs.ts';
import { lowerString } from './literals.ts';
import type { Lowering } from './lowering.ts';
import { assign, nameExpression, rangeOf } from '../nodes.ts';
import { boundNames, staticKey } from './patterns.ts';
import { schemaOfInferred } from './types.ts';

/** Types are imported like values: the type of a parameter says what it is. */
export function lowerImport(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const required = node.children.find((child) => child.type === 'import_require_clause');
  const source = fieldOf(required ?? node, 'source');
  if (source === undefined) return [];
  const module = String(lowerString(source, lowering).value);
  const clause = required ?? node.children.find((child) => child.type === 'import_clause');
  const bindings = clause ? importBindings(clause, required !== undefined, lowering) : [];
  return [{ kind: 'import', range: rangeOf(node), module, bindings }];
}

/** `const { X } = require('y')`, `const y = await import('y')`; undefined for any other declaration. */
export function importOfDeclarator(declarator: SyntaxNode, lowering: Lowering): Statement | undefined {
  const pattern = fieldOf(declarator, 'name');
  const value = fieldOf(declarator, 'value');
  const call = value?.type === 'await_expression' ? namedChildren(value)[0] : value;
  if (pattern === undefined || call?.type !== 'call_expression') return undefined;
  const module = importedModule(call, lowering);
  const bindings = module === undefined ? undefined : patternBindings(pattern, lowering);
  if (module === undefined || bindings === undefined) return undefined;
  return { kind: 'import', range: rangeOf(declarator), module, bindings };
}

/** `import Runtime = Bedrock.Runtime`. */
export function lowerImportAlias(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [name, value] = namedChildren(node);
  if (name === undefined || value === undefined) return [];
  return [assign(nameExpression(lowering.textOf(name), name), lowering.expression(value), node)];
}

export function lowerExport(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const declaration = fieldOf(node, 'declaration');
  if (declaration) return exportDeclaration(node, declaration, lowering);
  const value = fieldOf(node, 'value') ?? (hasToken(node, '=') ? namedChildren(node).at(-1) : undefined);
  if (value) return exportDefault(node, value, lowering);
  const source = fieldOf(node, 'source');
  const module = source && String(lowerString(source, lowering).value);
  for (const binding of exportBindings(node, module, lowering)) lowering.export(binding);
  return [];
}

function importBindings(clause: SyntaxNode, isWhole: boolean, lowering: Lowering): readonly ImportBinding[] {
  return namedChildren(clause).flatMap((child): readonly ImportBinding[] => {
    switch (child.type) {
      case 'identifier':
        return [{ local: lowering.textOf(child), imported: isWhole ? '*' : 'default' }];
      case 'namespace_import':
        return namedChildren(child).map((name) => ({ local: lowering.textOf(name), imported: '*' }));
      case 'named_imports':
        return namedChildren(child).flatMap((specifier) => specifierBinding(specifier, lowering));
      default:
        return [];
    }
  });
}

function specifierBinding(specifier: SyntaxNode, lowering: Lowering): readonly ImportBinding[] {
  const name = fieldOf(specifier, 'name');
  if (name === undefined) return [];
  const imported = staticKey(name, lowering) ?? '';
  const alias = fieldOf(specifier, 'alias');
  return [{ local: alias ? lowering.textOf(alias) : imported, imported }];
}

/** Undefined for patterns that take more than names out of the module. */
function patternBindings(pattern: SyntaxNode, lowering: Lowering): readonly ImportBinding[] | undefined {
  if (pattern.type === 'identifier') return [{ local: lowering.textOf(pattern), imported: '*' }];
  if (pattern.type !== 'object_pattern') return undefined;
  const bindings: ImportBinding[] = [];
  for (const child of namedChildren(pattern)) {
    const key = child.type === 'pair_pattern' ? fieldOf(child, 'key') : child;
    const target = child.type === 'pair_pattern' ? fieldOf(child, 'value') : child;
    const imported = key && staticKey(key, lowering);
    const isName = target?.type === 'identifier' || target?.type === 'shorthand_property_identifier_pattern';
    if (imported === undefined || target === undefined || !isName) return undefined;
    bindings.push({ local: lowering.textOf(target), imported });
  }
  return bindings;
}

function exportDeclaration(node: SyntaxNode, declaration: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const isDefault = hasToken(node, 'default');
  const names = declaredNames(declaration, lowering);
  if (isDefault && names.length === 0) return exportDefault(node, declaration, lowering);
  for (const name of names) lowering.export({ exported: isDefault ? 'default' : name, local: name });
  const isClass = CLASS_TYPES.has(declaration.type);
  if (!isClass) return lowering.statements([declaration]);
  const decorators = node.children.filter((child) => child.type === 'decorator');
  return [lowering.class(declaration, names[0] ?? '', decorators)];
}

const CLASS_TYPES: ReadonlySet<string> = new Set(['class_declaration', 'abstract_class_declaration']);

function isLoweredType(declaration: SyntaxNode, lowering: Lowering): boolean {
  const value = fieldOf(declaration, 'value');
  return value?.type === 'object_type' || (value !== undefined && schemaOfInferred(value, lowering) !== undefined);
}

function declaredNames(declaration: SyntaxNode, lowering: Lowering): readonly string[] {
  if (declaration.type === 'lexical_declaration' || declaration.type === 'variable_declaration') {
    return namedChildren(declaration).flatMap((declarator) => {
      const pattern = fieldOf(declarator, 'name');
      return pattern ? boundNames(pattern, lowering) : [];
    });
  }
  if (/^(?:type_alias|ambient)/.test(declaration.type) && !isLoweredType(declaration, lowering)) return [];
  const name = fieldOf(declaration, 'name');
  if (name) return [lowering.textOf(name).split('.')[0]?.trim() ?? ''];
  const [inner] = declaration.type === 'expression_statement' ? namedChildren(declaration) : [];
  return inner ? declaredNames(inner, lowering) : [];
}

function exportDefault(node: SyntaxNode, value: SyntaxNode, lowering: Lowering): readonly Statement[] {
  if (value.type === 'class') {
    const nameNode = fieldOf(value, 'name');
    const local = nameNode ? lowering.textOf(nameNode) : 'default';
    lowering.export({ exported: 'default', local });
    const decorators = node.children.filter((child) => child.type === 'decorator');
    return [lowering.class(value, local, decorators)];
  }
  const { value: lowered, hoisted } = lowering.collect(() => lowering.expression(value));
  if (lowered.kind === 'name') lowering.export({ exported: 'default', local: lowered.name });
  else lowering.export({ exported: 'default', value: lowered });
  return hoisted;
}

function exportBindings(node: SyntaxNode, module: string | undefined, lowering: Lowering): readonly ExportBinding[] {
  const passedOn = module === undefined ? {} : { module };
  const namespace = node.children.find((child) => child.type === 'namespace_export');
  if (namespace) {
    return namedChildren(namespace).map((name) => ({
      exported: staticKey(name, lowering) ?? '',
      local: '*',
      ...passedOn,
    }));
  }
  if (hasToken(node, '*')) return [{ exported: '*', ...passedOn }];
  const clause = node.children.find((child) => child.type === 'export_clause');
  return (clause ? namedChildren(clause) : []).flatMap((specifier) => {
    const name = fieldOf(specifier, 'name');
    if (name === undefined) return [];
    const local = staticKey(name, lowering) ?? '';
    const alias = fieldOf(specifier, 'alias');
    return [{ exported: alias ? (staticKey(alias, lowering) ?? '') : local, local, ...passedOn }];
  });
}
