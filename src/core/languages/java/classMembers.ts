import { fieldOf, fieldsOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { partsOf } from '../parts.ts';

/** What a class declares, as far as bare names in it can mean that. */
export interface ClassMembers {
  /** Names of the classes around it and its own. */
  readonly path: readonly string[];
  readonly fields: ReadonlySet<string>;
  readonly methods: ReadonlySet<string>;
  /** It has members that are declared elsewhere. */
  readonly hasBase: boolean;
}

/**
 * What a method is called in the program: where a field has its name too, the method gets another one. A call of the field's
 * is then a call of a getter, as far as other files can tell.
 */
export function methodNameIn({ fields }: ClassMembers, name: string): string {
  return fields.has(name) ? `${name}()` : name;
}

export const CLASSES: ReadonlySet<string> = new Set([
  'class_declaration',
  'interface_declaration',
  'enum_declaration',
  'record_declaration',
  'annotation_type_declaration',
]);

/** The declarations in a class body; those of an enum stand behind its constants. */
export function declarationsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const body = fieldOf(node, 'body');
  return (body ? partsOf(body) : []).flatMap((child) =>
    child.type === 'enum_body_declarations' || child.type === 'ERROR' ? partsOf(child) : [child],
  );
}

export function membersOf(
  node: SyntaxNode,
  path: readonly string[],
  textOf: (range: TextRange) => string,
): ClassMembers {
  const fields = new Set<string>();
  const methods = new Set<string>();
  const add = (to: Set<string>, name: SyntaxNode | undefined): void => {
    if (name && name.end > name.start) to.add(textOf(name));
  };
  for (const declaration of declarationsOf(node)) {
    switch (declaration.type) {
      case 'field_declaration':
      case 'constant_declaration':
        for (const one of fieldsOf(declaration, 'declarator')) add(fields, fieldOf(one, 'name'));
        break;
      case 'enum_constant':
        add(fields, fieldOf(declaration, 'name'));
        break;
      case 'method_declaration':
        add(methods, fieldOf(declaration, 'name'));
        break;
    }
  }
  const parameters = node.type === 'record_declaration' ? fieldOf(node, 'parameters') : undefined;
  for (const parameter of parameters ? partsOf(parameters) : []) {
    add(fields, fieldOf(parameter, 'name'));
  }
  return { path, fields, methods, hasBase: fieldOf(node, 'superclass') !== undefined };
}
