import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf, fieldsOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { assignAll } from './assignments.ts';
import { embeddedFile } from './embeddedFiles.ts';
import { assign, literal, nameExpression, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { packageName } from './packageName.ts';
import { lowerType, underlyingType } from './types.ts';

/** Imports, constants, variables and functions; struct types become classes with their methods, see `classes.ts`. */
export function lowerDeclaration(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  switch (node.type) {
    case 'import_declaration':
      return specsOf(node, 'import_spec').map((spec) => lowerImport(spec, lowering));
    case 'const_declaration':
      return lowerConstants(specsOf(node, 'const_spec'), lowering);
    case 'var_declaration':
      return specsOf(node, 'var_spec').flatMap((spec) => lowerVariable(spec, lowering));
    case 'function_declaration':
    case 'method_declaration':
      return [{ kind: 'function', range: rangeOf(node), function: lowering.function(node) }];
    default:
      return [];
  }
}

/** With or without parentheses. */
function specsOf(node: SyntaxNode, type: string): readonly SyntaxNode[] {
  return namedChildren(node).flatMap((child) => {
    if (child.type === type) return [child];
    return child.type === `${type}_list` || child.type === 'ERROR' ? specsOf(child, type) : [];
  });
}

/** `import . "x"` pours all names into the file, `import _ "x"` none. */
function lowerImport(spec: SyntaxNode, lowering: Lowering): Statement {
  const path = fieldOf(spec, 'path');
  const module = path ? lowering.textOf(path).replace(/^["`]|["`]$/g, '') : '';
  const name = fieldOf(spec, 'name');
  const local = name ? lowering.textOf(name) : packageName(module, lowering.facts.uses);
  const bindings = local === '_' ? [] : [{ local: local === '.' ? '*' : local, imported: '*' }];
  return { kind: 'import', range: rangeOf(spec), module, bindings };
}

/** A constant without a value repeats the one before it, with the next `iota`. */
function lowerConstants(specs: readonly SyntaxNode[], lowering: Lowering): readonly Statement[] {
  let repeated: readonly SyntaxNode[] = [];
  let type: SyntaxNode | undefined;
  return specs.flatMap((spec, iota) =>
    lowering.withIota(iota, () => {
      const names = fieldsOf(spec, 'name').filter((name) => name.isNamed);
      const list = fieldOf(spec, 'value');
      if (list) {
        repeated = namedChildren(list);
        type = fieldOf(spec, 'type');
        return assignAll(names, repeated, spec, lowering, lowerType(type, lowering));
      }
      return names.map((name, index) => {
        const node = repeated[index];
        const value = node && lowering.expression(node);
        const known = value?.kind === 'literal' ? literal(value.value, name) : unknown(name);
        return assign(nameExpression(lowering.textOf(name), name), known, spec);
      });
    }),
  );
}

function lowerVariable(spec: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const names = fieldsOf(spec, 'name').filter((name) => name.isNamed);
  const list = fieldOf(spec, 'value');
  const typeNode = fieldOf(spec, 'type');
  const type = lowerType(typeNode, lowering);
  if (list) return assignAll(names, namedChildren(list), spec, lowering, type);
  return names.map((name) => {
    const target = nameExpression(lowering.textOf(name), name);
    const value = embeddedFile(spec, lowering) ?? zeroValue(name, typeNode, lowering);
    return assign(target, value, spec, type);
  });
}

/** An empty list, map or text builder; what else is declared without a value may get one where it cannot be followed. */
function zeroValue(name: SyntaxNode, type: SyntaxNode | undefined, lowering: Lowering): Expression {
  const range = { start: name.end, end: name.end };
  if (type === undefined) return unknown(range);
  const underlying = underlyingType(type, lowering);
  if (underlying.type === 'slice_type') return { kind: 'list', range, items: [] };
  if (underlying.type === 'map_type') return { kind: 'object', range, entries: [] };
  if (lowering.facts.builders.has(lowering.textOf(name)) && type.type === 'qualified_type') return literal('', range);
  return unknown(range);
}
