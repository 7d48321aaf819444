import type { TextEdit, TextRange } from '../../util/text.ts';
import { applyEdits } from '../../util/text.ts';
import { BrokenJson, JsonScanner } from './jsonScanner.ts';
import { LineState } from './lineState.ts';
import { blankMagics } from './magics.ts';

/** The Python of a Jupyter notebook as one text, in the order of its cells. */
export interface Notebook {
  readonly language: 'python';
  /**
   * The code cells, one below the other, without what only IPython understands; what a cell leaves open is closed behind
   * it. Offsets in it are virtual offsets.
   */
  readonly text: string;
  readonly cells: readonly NotebookCell[];
  /** Offset in the file at which it stops being JSON; what stands before was read. */
  readonly brokenAt?: number;
}

export interface NotebookCell {
  /** Among all cells of the notebook, from 0. */
  readonly index: number;
  /** In the notebook's text. */
  readonly range: TextRange;
  /** In the file: the JSON value of the cell's source. */
  readonly sourceRange: TextRange;
}

/** Undefined when the text is no notebook, or one of another language. Never throws. */
export function readNotebook(json: string): Notebook | undefined {
  const reader = new NotebookReader(json);
  const brokenAt = reader.read();
  if (!reader.isNotebook || !isPython(reader.language)) return undefined;
  return { language: 'python', ...joinCells(reader.cells), ...(brokenAt !== undefined && { brokenAt }) };
}

export interface CellOffset {
  readonly cell: NotebookCell;
  /** Within the cell's own text. */
  readonly offset: number;
}

/** Undefined between and behind cells. */
export function cellOffsetAt(notebook: Notebook, virtualOffset: number): CellOffset | undefined {
  const cell = cellAround(notebook, { start: virtualOffset, end: virtualOffset });
  return cell && { cell, offset: virtualOffset - cell.range.start };
}

/**
 * Edits of the notebook's text as edits of its file. Only the source of the cells that they touch is written, in the
 * form it has: one string, or one string a line with the file's own layout. Undefined when an edit is not within one cell.
 */
export function writeNotebookEdits(
  json: string,
  notebook: Notebook,
  edits: readonly TextEdit[],
): readonly TextEdit[] | undefined {
  const editsByCell = new Map<NotebookCell, TextEdit[]>();
  for (const edit of edits) {
    const cell = cellAround(notebook, edit.range);
    if (cell === undefined) return undefined;
    const { start } = cell.range;
    const range = { start: edit.range.start - start, end: edit.range.end - start };
    editsByCell.set(cell, [...(editsByCell.get(cell) ?? []), { range, newText: edit.newText }]);
  }
  return [...editsByCell].flatMap(([cell, inCell]) => editSource(json, cell.sourceRange, inCell));
}

function cellAround({ cells }: Notebook, { start, end }: TextRange): NotebookCell | undefined {
  return cells.find(({ range }) => range.start <= start && end <= range.end);
}

/** A string of the file, decoded. */
interface Piece {
  readonly value: string;
  readonly range: TextRange;
}

interface Source {
  readonly form: 'text' | 'lines';
  readonly pieces: readonly Piece[];
  readonly range: TextRange;
}

interface CodeCell {
  readonly index: number;
  readonly source: Source;
}

class NotebookReader {
  readonly cells: CodeCell[] = [];
  isNotebook = false;
  #kernelLanguage: string | undefined;
  #kernelName: string | undefined;
  #languageName: string | undefined;
  #cellCount = 0;
  readonly #json: JsonScanner;

  constructor(json: string) {
    this.#json = new JsonScanner(json);
  }

  get language(): string | undefined {
    return this.#languageName ?? this.#kernelLanguage ?? this.#kernelName;
  }

  /** Gives the offset at which the text stops being JSON, if it does. */
  read(): number | undefined {
    try {
      this.#notebook();
      return undefined;
    } catch (error) {
      if (error instanceof BrokenJson) return this.#json.offset;
      throw error;
    }
  }

  #notebook(): void {
    const isObject = this.#json.object((key) => {
      if (key === 'metadata') this.#metadata();
      else if (key === 'cells') this.#cells();
      else if (key === 'worksheets') this.#worksheets();
      else this.#json.skip();
    });
    if (!isObject) throw new BrokenJson();
  }

  #metadata(): void {
    this.#objectOrSkip((key) => {
      if (key === 'kernelspec') {
        this.#objectOrSkip((field) => {
          if (field === 'language') this.#kernelLanguage = this.#stringOrSkip();
          else if (field === 'name') this.#kernelName = this.#stringOrSkip();
          else this.#json.skip();
        });
      } else if (key === 'language_info') {
        this.#objectOrSkip((field) => {
          if (field === 'name') this.#languageName = this.#stringOrSkip();
          else this.#json.skip();
        });
      } else this.#json.skip();
    });
  }

  /** The form of the third version of the format. */
  #worksheets(): void {
    this.#arrayOrSkip(() =>
      this.#objectOrSkip((key) => {
        if (key === 'cells') this.#cells();
        else this.#json.skip();
      }),
    );
  }

  #cells(): void {
    this.isNotebook = true;
    this.#arrayOrSkip(() => this.#cell());
  }

  #cell(): void {
    const index = this.#cellCount++;
    let type: string | undefined;
    let language: string | undefined;
    let source: Source | undefined;
    this.#objectOrSkip((key) => {
      if (key === 'cell_type') type = this.#stringOrSkip();
      else if (key === 'language') language = this.#stringOrSkip();
      else if (key === 'metadata') language ??= this.#cellLanguage();
      else if (key === 'source' || key === 'input') source = readSource(this.#json) ?? source;
      else this.#json.skip();
    });
    if (type === 'code' && source !== undefined && isPython(language)) this.cells.push({ index, source });
  }

  /** Editors write it when it is not the kernel's. */
  #cellLanguage(): string | undefined {
    let language: string | undefined;
    this.#objectOrSkip((key) => {
      if (key !== 'vscode') return this.#json.skip();
      this.#objectOrSkip((field) => {
        if (field === 'languageId') language = this.#stringOrSkip();
        else this.#json.skip();
      });
    });
    return language;
  }

  #objectOrSkip(read: (key: string) => void): void {
    if (!this.#json.object(read)) this.#json.skip();
  }

  #arrayOrSkip(read: () => void): void {
    if (!this.#json.array(read)) this.#json.skip();
  }

  #stringOrSkip(): string | undefined {
    const found = this.#json.string();
    if (found === undefined) this.#json.skip();
    return found?.value;
  }
}

/** Names of kernels and languages are many: `python3`, `ipython`, `conda_python3`, `PySpark`. */
function isPython(language: string | undefined): boolean {
  return language === undefined || /py/i.test(language);
}

function readSource(json: JsonScanner): Source | undefined {
  json.blanks();
  const start = json.offset;
  const whole = json.string();
  if (whole) return { form: 'text', pieces: [whole], range: whole.range };
  const pieces: Piece[] = [];
  const isArray = json.array(() => {
    const piece = json.string();
    if (piece) pieces.push(piece);
    else json.skip();
  });
  if (isArray) return { form: 'lines', pieces, range: { start, end: json.offset } };
  json.skip();
  return undefined;
}

function joinCells(cells: readonly CodeCell[]): Pick<Notebook, 'text' | 'cells'> {
  const texts: string[] = [];
  const joined: NotebookCell[] = [];
  let start = 0;
  for (const { index, source } of cells) {
    const text = blankMagics(textOfSource(source));
    joined.push({ index, range: { start, end: start + text.length }, sourceRange: source.range });
    const closing = closingOf(text);
    const joint = closing === '' ? '\n' : `\n${closing}\n`;
    texts.push(text, joint);
    start += text.length + joint.length;
  }
  return { text: texts.join(''), cells: joined };
}

/** What a half-typed cell leaves open is closed behind it, so that it does not take the next one with it. */
function closingOf(text: string): string {
  const state = new LineState();
  for (const line of text.split('\n')) state.read(line);
  return state.closing;
}

function textOfSource({ pieces }: Source): string {
  return pieces.map(({ value }) => value).join('');
}

function editSource(json: string, range: TextRange, edits: readonly TextEdit[]): readonly TextEdit[] {
  const source = readSource(new JsonScanner(json, range.start));
  if (source === undefined) return [];
  const before = textOfSource(source);
  const after = applyEdits(before, edits);
  if (after === before) return [];
  const encode = encoderFor(json);
  const newText = source.form === 'text' ? encode(after) : encodeLines(json, source, after, encode);
  return [narrowed(json, range, newText)];
}

/** A file without any characters beyond ASCII has them escaped. */
function encoderFor(json: string): (text: string) => string {
  if (/[\u0080-\uffff]/.test(json)) return (text) => JSON.stringify(text);
  return (text) =>
    JSON.stringify(text).replace(
      /[\u0080-\uffff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

/** Lines that stay keep the very characters that they have in the file. */
function encodeLines(json: string, { pieces, range }: Source, text: string, encode: (line: string) => string): string {
  const known = new Map(pieces.map((piece) => [piece.value, json.slice(piece.range.start, piece.range.end)]));
  const lines = text.split(/(?<=\n)/).map((line) => known.get(line) ?? encode(line));
  const [first, second] = pieces;
  const last = pieces.at(-1);
  const lead = first ? json.slice(range.start, first.range.start) : '[';
  const separator = first && second ? json.slice(first.range.end, second.range.start) : `,${lead.slice(1) || ' '}`;
  const tail = last ? json.slice(last.range.end, range.end) : ']';
  return lead + lines.join(separator) + tail;
}

/** Without what is the same at both ends. */
function narrowed(text: string, range: TextRange, newText: string): TextEdit {
  const old = text.slice(range.start, range.end);
  const shorter = Math.min(old.length, newText.length);
  let before = 0;
  while (before < shorter && old.charCodeAt(before) === newText.charCodeAt(before)) before++;
  let behind = 0;
  while (
    behind < shorter - before &&
    old.charCodeAt(old.length - 1 - behind) === newText.charCodeAt(newText.length - 1 - behind)
  ) {
    behind++;
  }
  return {
    range: { start: range.start + before, end: range.end - behind },
    newText: newText.slice(before, newText.length - behind),
  };
}
