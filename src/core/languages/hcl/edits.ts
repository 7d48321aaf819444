import type { EditIntent } from '../../domain/edit.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextEdit } from '../../util/text.ts';
import { writeEdit } from '../editWriter.ts';
import type { EditableSource, LiteralSyntax } from '../editWriter.ts';

/** Values are replaced where they stand; a block has no place for a new field that is sure to be right. */
export function writeHclEdit(root: SyntaxNode, text: string, edit: EditIntent): readonly TextEdit[] | undefined {
  if (edit.kind === 'insert-item' || edit.kind === 'set-field') return undefined;
  const source: EditableSource = {
    text,
    container: () => undefined,
    expression: ({ range }) => (holds(root, range) ? { range } : undefined),
  };
  return writeEdit(source, edit, syntax);
}

function holds(root: SyntaxNode, { start, end }: { readonly start: number; readonly end: number }): boolean {
  let current: SyntaxNode | undefined = root;
  while (current) {
    if (current.start === start && current.end === end && current.type !== 'ERROR') return true;
    current = current.children.find((child) => child.start <= start && end <= child.end);
  }
  return false;
}

const syntax: LiteralSyntax = {
  quote: '"',
  text: (value) => JSON.stringify(value).replace(/([$%])\{/g, '$1$1{'),
  number: String,
  boolean: String,
  list: (items) => `[${items.join(', ')}]`,
  object: (fields) => `{ ${fields.join(', ')} }`,
  field: (_, key, value) => `${key} = ${value}`,
  objectPadding: ' ',
  indentation: '  ',
};
