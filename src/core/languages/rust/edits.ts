import type { EditIntent, LiteralData } from '../../domain/edit.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextEdit } from '../../util/text.ts';
import { writeEdit } from '../editWriter.ts';
import { nodesAt, sourceOf, syntax } from '../editSource.ts';
import { CONTROLS, inBraces, inDoubleQuotes } from '../quotedText.ts';

function writeText(value: string): string {
  return inDoubleQuotes(value, CONTROLS, inBraces);
}

/** A field is set by a method of the builder, behind the last one that is called on it; a value is replaced where it stands. */
export function writeRustEdit(root: SyntaxNode, text: string, edit: EditIntent): readonly TextEdit[] | undefined {
  if (edit.kind === 'insert-item') return undefined;
  if (edit.kind !== 'set-field') return writeEdit(sourceOf(root, text), edit, { ...syntax, text: writeText });
  const [key, second] = edit.path;
  const written = key !== undefined && second === undefined ? setter(key, edit.value) : undefined;
  return written === undefined || edit.container.kind !== 'call' ? undefined : setByMethod(root, text, edit, written);
}

/** `.max_tokens(512)`. */
function setter(key: string, value: LiteralData): string | undefined {
  if (!/^[a-z]\w*$/.test(key)) return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return `.${key}(${value})`;
  if (typeof value === 'string') return `.${key}(${writeText(value)})`;
  if (!('symbol' in value) || typeof value.symbol !== 'string') return undefined;
  const made = typeof value.from === 'object' && !Array.isArray(value.from) ? Object.entries(value.from) : [];
  const fields = made.map(([name, inner]) => setter(name, inner));
  if (fields.length === 0 || fields.includes(undefined)) return undefined;
  return `.${key}(${value.symbol.replace(/[.#]/g, '::')}::builder()${fields.join('')}.build())`;
}

function setByMethod(
  root: SyntaxNode,
  text: string,
  { container: { range } }: Extract<EditIntent, { kind: 'set-field' }>,
  written: string,
): readonly TextEdit[] | undefined {
  const path = nodesAt(root, range);
  const node = path.findLast(({ start, end }) => start === range.start && end === range.end);
  if (node?.type !== 'call_expression') return undefined;
  const last = lastOfChain(path, node, text);
  return [{ range: { start: last.end, end: last.end }, newText: `${gapBefore(last, text)}${written}` }];
}

/** The last method that is called on what a call begins, before it is built or sent. */
function lastOfChain(path: readonly SyntaxNode[], first: SyntaxNode, text: string): SyntaxNode {
  let last = first;
  for (const node of path.slice(0, path.indexOf(first)).reverse()) {
    if (node.type === 'field_expression' && fieldOf(node, 'value') === last) {
      const name = fieldOf(node, 'field');
      if (name && /^(?:build|send)$/.test(text.slice(name.start, name.end))) break;
      continue;
    }
    const callee = node.type === 'call_expression' ? fieldOf(node, 'function') : undefined;
    if (callee?.type !== 'field_expression' || fieldOf(callee, 'value') !== last) break;
    last = node;
  }
  return last;
}

/** The blanks in front of the dot of a call. */
function gapBefore(call: SyntaxNode, text: string): string {
  const callee = fieldOf(call, 'function');
  const object = callee?.type === 'field_expression' ? fieldOf(callee, 'value') : undefined;
  const field = callee && fieldOf(callee, 'field');
  if (!object || !field) return '';
  const gap = text.slice(object.end, text.lastIndexOf('.', field.start));
  return gap.trim() === '' ? gap : '';
}
