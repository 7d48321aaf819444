import type { EditIntent, LiteralData } from '../../domain/edit.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextEdit } from '../../util/text.ts';
import { writeEdit } from '../editWriter.ts';
import { nodesAt, sourceOf, syntax } from '../editSource.ts';
import { partsOf } from '../parts.ts';
import { CONTROLS, inBraces, inDoubleQuotes } from '../quotedText.ts';

function writeText(value: string): string {
  return inDoubleQuotes(value, CONTROLS, inBraces);
}

/** Arguments have an order of their own, so that a new one is put where its neighbours in the alphabet say; values are replaced where they stand. */
export function writeSwiftEdit(root: SyntaxNode, text: string, edit: EditIntent): readonly TextEdit[] | undefined {
  if (edit.kind === 'insert-item') return undefined;
  if (edit.kind !== 'set-field') return writeEdit(sourceOf(root, text), edit, { ...syntax, text: writeText });
  const [key, ...rest] = edit.path;
  const value = rest.reduceRight<LiteralData>((inner, name) => ({ [name]: inner }), edit.value);
  const written = key === undefined ? undefined : argument(value);
  if (key === undefined || written === undefined || edit.container.kind !== 'call') return undefined;
  return addArgument(root, text, edit, key, written);
}

/** An object is made by the initializer of the type that its place tells. */
function argument(value: LiteralData): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeText(value);
  if (Array.isArray(value) || 'verbatim' in value || 'symbol' in value) return undefined;
  const fields = Object.entries(value).map(([name, inner]) => {
    const written = argument(inner);
    return written === undefined ? undefined : `${name}: ${written}`;
  });
  return fields.includes(undefined) ? undefined : `.init(${fields.join(', ')})`;
}

function addArgument(
  root: SyntaxNode,
  text: string,
  { container: { range } }: Extract<EditIntent, { kind: 'set-field' }>,
  key: string,
  written: string,
): readonly TextEdit[] | undefined {
  const node = nodesAt(root, range).findLast(({ start, end }) => start === range.start && end === range.end);
  const suffix =
    node?.type === 'call_expression' ? partsOf(node).find(({ type }) => type === 'call_suffix') : undefined;
  const list = suffix && partsOf(suffix).find(({ type }) => type === 'value_arguments');
  if (list === undefined) return undefined;
  const passed = partsOf(list);
  const names = passed.map((part) => {
    const label = fieldOf(part, 'name');
    return label ? text.slice(label.start, label.end) : undefined;
  });
  if (names.includes(undefined) || names.includes(key)) return undefined;
  const at = names.findIndex((name) => name !== undefined && name > key);
  const next = passed[at];
  if (next) {
    const newText = `${key}: ${written},${blanksBefore(text, next, passed[at - 1]?.end ?? list.start + 1)}`;
    return [{ range: { start: next.start, end: next.start }, newText }];
  }
  const last = passed.at(-1);
  if (last === undefined)
    return [{ range: { start: list.start + 1, end: list.start + 1 }, newText: `${key}: ${written}` }];
  const blanks = blanksBefore(text, last, passed.at(-2)?.end ?? list.start + 1);
  return [{ range: { start: last.end, end: last.end }, newText: `,${blanks}${key}: ${written}` }];
}

/** What stands between arguments here: a blank, or a new line with its indentation. */
function blanksBefore(text: string, { start }: SyntaxNode, from: number): string {
  const gap = text.slice(from, start).replace(',', '');
  return gap !== '' && gap.trim() === '' ? gap : ' ';
}
