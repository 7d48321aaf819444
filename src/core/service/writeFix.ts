/** From what a fix means to the text that it writes. */
import type { EditIntent, FixIntent } from '../domain/edit.ts';
import { languageById } from '../languages/index.ts';
import type { FileEdit, WrittenFix } from '../report/checkedFile.ts';
import type { DocumentView, SourceView } from '../report/fileAnalysis.ts';
import { PlaceIndex } from '../report/positions.ts';
import { writeTemplateEdit } from '../templates/writeTemplateEdit.ts';
import type { TextEdit, TextRange } from '../util/text.ts';

/** The text of a file that edits may go to; undefined when it is not at hand. Its grammar must be loaded. */
export type SourceLookup = (uri: string) => SourceView | undefined;

/** Undefined when any of its edits cannot be written, or two of them meet. */
export function writeFix(fix: FixIntent, sourceOf: SourceLookup): WrittenFix | undefined {
  const edits: FileEdit[] = [];
  for (const intent of fix.edits) {
    const uri = uriOfIntent(intent);
    const source = sourceOf(uri);
    const written = source && writeEdit(intent, uri, source);
    if (source === undefined || written === undefined) return undefined;
    const places = placesOf(source);
    edits.push(
      ...written.map((edit) => ({ ...withLineEnds(edit, source.text), uri, place: places.placeOf(edit.range) })),
    );
  }
  const { title, safety } = fix;
  return edits.length === 0 || haveOverlap(edits) ? undefined : { title, safety, edits };
}

/** True when two edits of one file share a character, or the place where both insert. */
export function haveOverlap(edits: readonly FileEdit[]): boolean {
  const sorted = [...edits].sort(
    (a, b) =>
      (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0) || a.range.start - b.range.start || a.range.end - b.range.end,
  );
  return sorted.some((edit, index) => {
    const next = sorted[index + 1];
    if (next?.uri !== edit.uri) return false;
    return next.range.start < edit.range.end || next.range.start === edit.range.start;
  });
}

/** A file with many findings is measured once. */
const knownPlaces = new WeakMap<SourceView, PlaceIndex>();

export function placesOf(source: SourceView): PlaceIndex {
  const known = knownPlaces.get(source);
  if (known !== undefined) return known;
  const places = new PlaceIndex(source);
  knownPlaces.set(source, places);
  return places;
}

function writeEdit(intent: EditIntent, uri: string, source: SourceView): readonly TextEdit[] | undefined {
  if (intent.kind === 'remove-text') return writeRemoval(intent, source.text);
  if (intent.kind === 'replace-value' && intent.holds !== undefined) {
    const { start, end } = intent.target.range;
    if (!source.text.slice(start, end).includes(intent.holds)) return undefined;
  }
  const document = documentAt(source, placeOfIntent(intent).start);
  const id = document?.language ?? source.language;
  const language = id === undefined ? undefined : languageById(id);
  const file = { uri, text: document?.text ?? source.text };
  return language === undefined || language.isData ? writeTemplateEdit(file, intent) : language.writeEdit(file, intent);
}

function writeRemoval(
  { range, isEntry, renames }: Extract<EditIntent, { kind: 'remove-text' }>,
  text: string,
): readonly TextEdit[] | undefined {
  if (renames !== undefined) return renamed(range, renames, text);
  const cut = isEntry ? entryWithComma(text, range) : withBlankLine(text, range);
  return cut && [{ range: cut, newText: '' }];
}

/** Undefined where the word stands there twice, or not at all. */
function renamed(
  { start, end }: TextRange,
  { from, to }: { readonly from: string; readonly to: string },
  text: string,
): readonly TextEdit[] | undefined {
  const found = [...text.slice(start, end).matchAll(new RegExp(`(?<![\\w$])${from}(?![\\w$])`, 'g'))];
  const [only] = found;
  if (only === undefined || found.length > 1) return undefined;
  const at = start + only.index;
  return [{ range: { start: at, end: at + from.length }, newText: to }];
}

/** Undefined where something else than a comma or a bracket stands around it: a cast, a comment. */
function entryWithComma(text: string, { start, end }: TextRange): TextRange | undefined {
  const before = text.slice(0, start).trimEnd();
  const after = text.slice(end);
  const blank = after.length - after.trimStart().length;
  const next = after.charAt(blank);
  if (next === ',' && /[,{[(]$/.test(before)) {
    // On lines of its own it goes with its line.
    const whole = withBlankLine(text, { start, end: end + blank + 1 });
    return whole.start < start
      ? whole
      : { start, end: end + blank + 1 + (text.charAt(end + blank + 1) === ' ' ? 1 : 0) };
  }
  if (!/[}\])]/.test(next)) return undefined;
  if (before.endsWith(',')) return { start: before.length - 1, end };
  return /[{[(]$/.test(before) ? { start, end } : undefined;
}

/** The code of another language that stands at an offset. */
function documentAt({ documents = [] }: SourceView, offset: number): DocumentView | undefined {
  return documents.find(({ ranges }) => ranges.some(({ start, end }) => start <= offset && offset < end));
}

function placeOfIntent(intent: Exclude<EditIntent, { kind: 'remove-text' }>): TextRange {
  return intent.kind === 'replace-value' ? intent.target.range : intent.container.range;
}

/** The file that an edit is for. */
export function uriOfIntent(intent: EditIntent): string {
  switch (intent.kind) {
    case 'remove-text':
      return intent.uri;
    case 'replace-value':
      return intent.target.uri;
    case 'set-field':
    case 'insert-item':
      return intent.container.uri;
  }
}

/** With the whole line where nothing else stands on it, and else with the blanks before it. */
function withBlankLine(text: string, { start, end }: TextRange): TextRange {
  let from = start;
  while (from > 0 && isBlank(text[from - 1])) from--;
  let to = end;
  while (isBlank(text[to])) to++;
  const startsLine = from === 0 || isLineEnd(text[from - 1]);
  const endsLine = to === text.length || isLineEnd(text[to]);
  if (!startsLine) return { start: endsLine ? from : start, end: endsLine ? to : end };
  if (!endsLine) return { start, end: to };
  if (text[to] === '\r' && text[to + 1] === '\n') return { start: from, end: to + 2 };
  return { start: from, end: Math.min(text.length, to + 1) };
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

/** A file keeps its line ends. */
function withLineEnds(edit: TextEdit, text: string): TextEdit {
  if (!text.includes('\r\n')) return edit;
  return { ...edit, newText: edit.newText.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n') };
}
