/**
 * Writes language-free edits as text, for every language whose calls, objects and lists are entries between brackets
 * with commas. It keeps the layout that it finds: one line stays one line, lines stay lines with their indentation,
 * comments stay with what they follow, and a comma behind the last entry is written when there was one.
 */
import type { EditIntent, LiteralData, NodeReference } from '../domain/edit.ts';
import type { TextEdit, TextRange } from '../util/text.ts';

/** The brackets that entries stand in, as found in the source. */
export interface Container {
  readonly kind: 'call' | 'object' | 'list';
  /** Between the brackets. */
  readonly inside: TextRange;
  /** In source order, without commas. */
  readonly entries: readonly ContainerEntry[];
  /** All comments between the brackets, but for those within entries. */
  readonly comments: readonly TextRange[];
  /** The quotes round the keys of the other entries; empty when keys are bare. Absent when there are no keys. */
  readonly keyQuote?: string;
}

export interface ContainerEntry {
  readonly range: TextRange;
  /** Of a field or named argument whose key is written out. */
  readonly key?: string;
  readonly value?: TextRange;
  /** New fields are written before it: `**options` of a call. */
  readonly isLast?: true;
}

/** Finds nodes again in the source that is to be edited; undefined when the node is no more, or broken. */
export interface EditableSource {
  readonly text: string;
  container(reference: NodeReference): Container | undefined;
  expression(reference: NodeReference): EditableExpression | undefined;
}

export interface EditableExpression {
  readonly range: TextRange;
  /** Its source as it can stand among others between commas; the source itself when left out. */
  readonly asEntry?: string;
}

/** How a language writes data. What it cannot write is undefined, and so is the whole edit then. */
export interface LiteralSyntax {
  /** Written when the source does not show which quotes it likes. */
  readonly quote: string;
  text(value: string, quote: string): string;
  number(value: number): string;
  boolean(value: boolean): string;
  list(items: readonly string[]): string | undefined;
  object(fields: readonly string[]): string | undefined;
  /** Of a type, or by a function, that has a name; absent where data needs none. */
  made?(symbol: string, from: string, isPointer: boolean): string | undefined;
  /** One field of an object, or named argument of a call. */
  field(container: 'call' | 'object', key: string, value: string, style: FieldStyle): string | undefined;
  /** Blanks just inside the brackets of a written object: `{ a: 1 }`. */
  readonly objectPadding: string;
  /** For an empty container that is spread over lines in a file that is not indented anywhere. */
  readonly indentation: string;
}

export interface FieldStyle {
  readonly quote: string;
  /** As in {@link Container.keyQuote}. */
  readonly keyQuote: string | undefined;
}

export function writeEdit(
  source: EditableSource,
  edit: EditIntent,
  syntax: LiteralSyntax,
): readonly TextEdit[] | undefined {
  switch (edit.kind) {
    case 'set-field':
      return setField(source, edit.container, edit.path, edit.value, syntax);
    case 'insert-item':
      return insertItem(source, edit, syntax);
    case 'replace-value':
      return replaceValue(source, edit.target, edit.value, syntax);
    case 'remove-text':
      return [removal(source.text, edit.range)];
  }
}

/** A field that is there already gets the value; objects on the path that are there already are gone into. */
function setField(
  source: EditableSource,
  reference: NodeReference,
  path: readonly string[],
  value: LiteralData,
  syntax: LiteralSyntax,
): readonly TextEdit[] | undefined {
  const container = source.container(reference);
  const [key, ...rest] = path;
  if (container === undefined || container.kind === 'list' || key === undefined) return undefined;
  const existing = container.entries.find((entry) => entry.key === key)?.value;
  if (existing && rest.length > 0) {
    return setField(source, { uri: reference.uri, kind: 'object', range: existing }, rest, value, syntax);
  }
  const writer = new LiteralWriter(syntax, source.text, container);
  if (existing) return replaceRange(source.text, existing, writer.data(value));
  const nested = rest.reduceRight<LiteralData>((inner, name) => ({ [name]: inner }), value);
  const written = writer.field(container.kind, key, nested);
  if (written === undefined) return undefined;
  const last = container.entries.findIndex((entry) => entry.isLast);
  return insertEntry(source.text, container, last < 0 ? container.entries.length : last, written, syntax);
}

function insertItem(
  source: EditableSource,
  edit: Extract<EditIntent, { kind: 'insert-item' }>,
  syntax: LiteralSyntax,
): readonly TextEdit[] | undefined {
  const container = source.container(edit.container);
  if (container?.kind !== 'list') return undefined;
  const written = new LiteralWriter(syntax, source.text, container).data(edit.value);
  if (written === undefined) return undefined;
  const index = Math.max(0, Math.min(edit.index, container.entries.length));
  return insertEntry(source.text, container, index, written, syntax);
}

function replaceValue(
  source: EditableSource,
  target: NodeReference,
  value: LiteralData,
  syntax: LiteralSyntax,
): readonly TextEdit[] | undefined {
  const expression = source.expression(target);
  if (expression === undefined) return undefined;
  const { range, asEntry = source.text.slice(range.start, range.end) } = expression;
  if (isVerbatim(value)) return [];
  return replaceRange(source.text, range, new LiteralWriter(syntax, source.text, undefined, asEntry).data(value));
}

/** With the whole line when nothing else stands on it, and with the blanks before it when it ends the line. */
function removal(text: string, { start, end }: TextRange): TextEdit {
  const line = lineStart(text, start);
  const lineEnd = /[\r\n]/.exec(text.slice(end, end + LONGEST_LOOK));
  const next = lineEnd ? end + lineEnd.index : Math.min(text.length, end + LONGEST_LOOK);
  if (text.slice(end, next).trim() !== '') return { range: { start, end }, newText: '' };
  if (text.slice(line, start).trim() !== '') {
    const kept = text.slice(line, start).trimEnd();
    return { range: { start: line + kept.length, end }, newText: '' };
  }
  const newline = text.startsWith('\r\n', next) ? 2 : Math.min(1, text.length - next);
  return { range: { start: line, end: next + newline }, newText: '' };
}

function replaceRange(text: string, range: TextRange, newText: string | undefined): readonly TextEdit[] | undefined {
  if (newText === undefined) return undefined;
  return text.slice(range.start, range.end) === newText ? [] : [{ range, newText }];
}

/** Writes data in the quotes that the source uses around it. */
class LiteralWriter {
  readonly #syntax: LiteralSyntax;
  readonly #style: FieldStyle;
  readonly #verbatim: string | undefined;

  constructor(syntax: LiteralSyntax, text: string, container: Container | undefined, verbatim?: string) {
    this.#syntax = syntax;
    this.#verbatim = verbatim;
    const quote = nonEmpty(container?.keyQuote) ?? preferredQuote(text) ?? syntax.quote;
    this.#style = { quote, keyQuote: container?.keyQuote };
  }

  data(value: LiteralData): string | undefined {
    if (typeof value === 'string') return this.#syntax.text(value, this.#style.quote);
    if (typeof value === 'number') return this.#syntax.number(value);
    if (typeof value === 'boolean') return this.#syntax.boolean(value);
    if (isVerbatim(value)) return this.#verbatim;
    if (isMade(value)) {
      const from = this.data(value.from);
      return from === undefined ? undefined : this.#syntax.made?.(value.symbol, from, value.isPointer === true);
    }
    if (isList(value)) {
      const items = value.map((item) => this.data(item));
      return areAll(items) ? this.#syntax.list(items) : undefined;
    }
    const fields = Object.entries(value).map(([key, inner]) => this.field('object', key, inner));
    return areAll(fields) ? this.#syntax.object(fields) : undefined;
  }

  field(container: 'call' | 'object', key: string, value: LiteralData): string | undefined {
    const written = this.data(value);
    return written === undefined ? undefined : this.#syntax.field(container, key, written, this.#style);
  }
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function isVerbatim(value: LiteralData): value is { readonly verbatim: true } {
  return typeof value === 'object' && 'verbatim' in value && value.verbatim === true;
}

function isMade(value: LiteralData): value is Extract<LiteralData, { readonly from: LiteralData }> {
  return typeof value === 'object' && 'symbol' in value && 'from' in value;
}

function isList(value: LiteralData): value is readonly LiteralData[] {
  return Array.isArray(value);
}

function areAll(texts: readonly (string | undefined)[]): texts is readonly string[] {
  return texts.every((text) => text !== undefined);
}

/** The quote that a file uses most; undefined when it uses none. */
function preferredQuote(text: string): string | undefined {
  let balance = 0;
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 34) balance++;
    else if (code === 39) balance--;
    else continue;
    count++;
  }
  if (count === 0) return undefined;
  return balance >= 0 ? '"' : "'";
}

function insertEntry(
  text: string,
  container: Container,
  index: number,
  written: string,
  syntax: LiteralSyntax,
): readonly TextEdit[] {
  if (container.entries.length === 0) return [fillEmpty(text, container, written, syntax)];
  return index < container.entries.length
    ? insertBefore(text, container, index, written)
    : insertLast(text, container, written);
}

function fillEmpty(text: string, container: Container, written: string, syntax: LiteralSyntax): TextEdit {
  const { inside, comments } = container;
  const content = text.slice(inside.start, inside.end);
  if (!/[\r\n]/.test(content)) {
    if (comments.length > 0) return { range: { start: inside.end, end: inside.end }, newText: written };
    const padding = container.kind === 'object' ? syntax.objectPadding : '';
    return { range: inside, newText: padding + written + padding };
  }
  const start = comments.at(-1)?.end ?? inside.start;
  const [commentIndentation] = comments.map(({ start: at }) => ownIndentation(text, at)).filter(isDefined);
  const indentation = commentIndentation ?? indentationAt(text, inside.start) + indentationUnit(text, syntax);
  const newText = newlineOf(text) + indentation + written + (container.kind === 'call' ? '' : ',');
  return { range: { start, end: start }, newText };
}

/** Behind the last entry; a comment that ends the last entry's line stays on it. */
function insertLast(text: string, container: Container, written: string): readonly TextEdit[] {
  const last = container.entries.at(-1)?.range ?? container.inside;
  const comma = commaAfter(text, last.end, container);
  const indentation = ownIndentation(text, last.start);
  const behind = comma ?? last.end;
  if (indentation === undefined) {
    const newText = comma === undefined ? `, ${written}` : ` ${written},`;
    return [{ range: { start: behind, end: behind }, newText }];
  }
  const place = afterCommentOfLine(text, behind, container);
  const newText = newlineOf(text) + indentation + written + (comma === undefined ? '' : ',');
  const line = { range: { start: place, end: place }, newText };
  if (comma !== undefined) return [line];
  if (place === last.end) return [{ ...line, newText: `,${newText}` }];
  return [{ range: { start: last.end, end: last.end }, newText: ',' }, line];
}

/** A comment above an entry belongs to it: a new line goes behind the entry before. */
function insertBefore(text: string, container: Container, index: number, written: string): readonly TextEdit[] {
  const next = container.entries[index]?.range ?? container.inside;
  const indentation = ownIndentation(text, next.start);
  if (indentation === undefined) return [{ range: { start: next.start, end: next.start }, newText: `${written}, ` }];
  const before = container.entries[index - 1]?.range.end;
  const behind = before === undefined ? container.inside.start : (commaAfter(text, before, container) ?? before);
  const place = afterCommentOfLine(text, behind, container);
  return [{ range: { start: place, end: place }, newText: `${newlineOf(text)}${indentation}${written},` }];
}

/** End of the comma behind an entry. */
function commaAfter(text: string, end: number, { inside, comments }: Container): number | undefined {
  let offset = end;
  while (offset < inside.end) {
    const comment = comments.find(({ start }) => start === offset);
    if (comment) offset = comment.end;
    else if (/\s/.test(text.charAt(offset))) offset++;
    else return text.charAt(offset) === ',' ? offset + 1 : undefined;
  }
  return undefined;
}

/** End of the comments that stand on the same line behind an offset, or the offset. */
function afterCommentOfLine(text: string, offset: number, { comments }: Container): number {
  let end = offset;
  for (const comment of comments) {
    if (comment.start >= end && /^[^\S\r\n]*$/.test(text.slice(end, comment.start))) ({ end } = comment);
  }
  return end;
}

/** Indentation of the line, when nothing else stands before the offset on it. */
function ownIndentation(text: string, offset: number): string | undefined {
  const start = lineStart(text, offset);
  if (start === 0) return undefined;
  const before = text.slice(start, offset);
  return /^\s*$/.test(before) ? before : undefined;
}

function indentationAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (end < offset && (text.charAt(end) === ' ' || text.charAt(end) === '\t')) end++;
  return text.slice(start, end);
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

const LONGEST_LOOK = 20_000;

/** The smallest indentation of a line near the file's start. */
function indentationUnit(text: string, { indentation }: LiteralSyntax): string {
  const found = [...text.slice(0, LONGEST_LOOK).matchAll(/^(?:\t| {2,8})(?=[^\s*#])/gm)].map(([blanks]) => blanks);
  return (
    found.reduce<string | undefined>(
      (least, blanks) => (least === undefined || blanks.length < least.length ? blanks : least),
      undefined,
    ) ?? indentation
  );
}

function newlineOf(text: string): string {
  const first = text.indexOf('\n');
  return first > 0 && text.charAt(first - 1) === '\r' ? '\r\n' : '\n';
}

function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined;
}
