import { fieldOf, fieldsOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';

/**
 * A struct type. One whose fields have JSON names and that has no methods is data: its values are objects whose keys are
 * the JSON names, so that what is sent reads like the request that it is. Values of any other are instances of a class.
 */
export interface Struct {
  readonly isData: boolean;
  readonly fields: readonly StructField[];
  readonly byGoName: ReadonlyMap<string, StructField>;
  /** Types whose fields and methods it takes over. */
  readonly embedded: readonly SyntaxNode[];
}

export interface StructField {
  readonly goName: string;
  /** As the program calls it. */
  readonly name: string;
  readonly type: SyntaxNode;
  readonly nameNode: SyntaxNode;
  readonly declaration: SyntaxNode;
}

export function readStruct(type: SyntaxNode, hasMethods: boolean, textOf: (node: SyntaxNode) => string): Struct {
  const list = namedChildren(type).find((child) => child.type === 'field_declaration_list');
  const declarations = list ? namedChildren(list).filter((child) => child.type === 'field_declaration') : [];
  const isData = !hasMethods && declarations.some((declaration) => jsonName(declaration, textOf) !== undefined);
  const fields = declarations.flatMap((declaration) => {
    const fieldType = fieldOf(declaration, 'type');
    const tag = isData ? jsonName(declaration, textOf) : undefined;
    if (fieldType === undefined) return [];
    return fieldsOf(declaration, 'name').map((nameNode) => {
      const goName = textOf(nameNode);
      return { goName, name: tag ?? goName, type: fieldType, nameNode, declaration };
    });
  });
  const embedded = declarations.flatMap((declaration) => {
    const fieldType = fieldOf(declaration, 'type');
    return fieldType && fieldsOf(declaration, 'name').length === 0 ? [fieldType] : [];
  });
  return { isData, fields, byGoName: new Map(fields.map((field) => [field.goName, field])), embedded };
}

/** `name` of a tag like `json:"name,omitempty"`; undefined when it gives none. */
function jsonName(declaration: SyntaxNode, textOf: (node: SyntaxNode) => string): string | undefined {
  const tag = fieldOf(declaration, 'tag');
  const name = tag && /json:"([^",]{1,200})/.exec(textOf(tag))?.[1];
  return name === '-' ? undefined : name;
}
