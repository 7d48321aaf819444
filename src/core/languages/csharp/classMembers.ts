import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { partsOf } from './nodes.ts';

/** What a class declares, as far as bare names in it can mean that. */
export interface ClassMembers {
  /** Names of the classes around it and its own. */
  readonly path: readonly string[];
  readonly names: ReadonlySet<string>;
  /** It has members that are declared elsewhere. */
  readonly hasBase: boolean;
}

export const CLASSES: ReadonlySet<string> = new Set([
  'class_declaration',
  'struct_declaration',
  'interface_declaration',
  'enum_declaration',
  'record_declaration',
  'record_struct_declaration',
]);

/** The declarations in a class body, also those that hang on a condition of the compiler. */
export function declarationsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const body = fieldOf(node, 'body');
  return body ? flattened(partsOf(body)) : [];
}

function flattened(nodes: readonly SyntaxNode[]): readonly SyntaxNode[] {
  return nodes.flatMap((node) =>
    node.type === 'ERROR' || node.type.startsWith('preproc_') ? flattened(partsOf(node)) : [node],
  );
}

/** Parameters that stand behind the name of a class. */
export function primaryParameters(node: SyntaxNode): SyntaxNode | undefined {
  return node.children.find(({ type }) => type === 'parameter_list');
}

export function membersOf(
  node: SyntaxNode,
  path: readonly string[],
  textOf: (range: TextRange) => string,
): ClassMembers {
  const names = new Set<string>();
  const add = (name: SyntaxNode | undefined): void => {
    if (name && name.end > name.start) names.add(textOf(name));
  };
  for (const declaration of declarationsOf(node)) {
    if (declaration.type === 'field_declaration' || declaration.type === 'event_field_declaration') {
      for (const declarator of declaratorsOf(declaration)) add(fieldOf(declarator, 'name'));
    } else if (declaration.type !== 'constructor_declaration') add(fieldOf(declaration, 'name'));
  }
  const parameters = primaryParameters(node);
  for (const parameter of parameters ? partsOf(parameters) : []) add(fieldOf(parameter, 'name'));
  return { path, names, hasBase: node.children.some(({ type }) => type === 'base_list') };
}

export function declaratorsOf(declaration: SyntaxNode): readonly SyntaxNode[] {
  const variables = partsOf(declaration).find(({ type }) => type === 'variable_declaration');
  return (variables ? partsOf(variables) : []).filter(({ type }) => type === 'variable_declarator');
}
