import type { DocumentView, FileProblem, SourceView } from '../report/fileAnalysis.ts';
import type { Language } from '../domain/language.ts';
import { embeddedDocuments, mayHoldDocuments } from '../languages/documents/embeddedDocuments.ts';
import { languageById, languageForPath, languages } from '../languages/index.ts';
import { readNotebook } from '../languages/notebook/notebook.ts';
import { blankMagics } from '../languages/notebook/magics.ts';
import { extensionOf } from '../util/uris.ts';
import { namesBedrock } from './namesBedrock.ts';

/** A file as its languages see it. */
export interface ReadSource {
  readonly uri: string;
  readonly view: SourceView;
  readonly problems: readonly FileProblem[];
}

/** A cell of a notebook that an editor holds open. */
export interface EditorCell {
  readonly languageId: string;
  readonly text: string;
}

const BYTE_ORDER_MARK = '\uFEFF';

/** @param languageId The editor's, for documents whose name says nothing. */
export function readSource(uri: string, text: string, languageId?: string): ReadSource {
  if (extensionOf(uri) === '.ipynb') return readNotebookFile(uri, text);
  const language = languageForPath(uri) ?? languageOfEditor(languageId);
  const documents = readDocuments(uri, text);
  return {
    uri,
    view: {
      text: blankMark(text),
      ...(language && { language: language.id }),
      ...(documents.length > 0 && { documents }),
    },
    problems: [],
  };
}

/** Code inside of a file of another kind, only where its text can be about Bedrock at all. */
export function readDocuments(uri: string, text: string): readonly DocumentView[] {
  if (!mayHoldDocuments(uri) || !namesBedrock(text)) return [];
  return embeddedDocuments(uri, text).filter(({ language }) => languageById(language) !== undefined);
}

/** The code cells of an open notebook as one source: one namespace, in their order. */
export function readCells(uri: string, cells: readonly EditorCell[]): ReadSource {
  const language = cells.map(({ languageId }) => languageOfEditor(languageId)).find((found) => found !== undefined);
  const code = cells.flatMap((cell, index) =>
    language !== undefined && languageOfEditor(cell.languageId) === language ? [{ index, text: cell.text }] : [],
  );
  let text = '';
  const views = code.map(({ index, text: written }) => {
    const start = text.length;
    text += `${language?.id === 'python' ? blankMagics(written) : written}\n`;
    return { index, range: { start, end: start + written.length } };
  });
  return { uri, view: { text, cells: views, ...(language && { language: language.id }) }, problems: [] };
}

/** Why a file cannot be read as what its name says; undefined where it can. */
export function unreadableBecause(uri: string, text: string): string | undefined {
  if (extensionOf(uri) !== '.ipynb' || text.includes('"cells"')) return undefined;
  const json = blankMark(text).trim();
  return json === '' || isJson(json) ? undefined : 'is no notebook: its text is no JSON';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function readNotebookFile(uri: string, text: string): ReadSource {
  const notebook = readNotebook(text);
  if (notebook === undefined) return { uri, view: { text: '', cells: [] }, problems: [] };
  const { language, brokenAt } = notebook;
  const cells = notebook.cells.map(({ index, range }) => ({ index, range }));
  const end = notebook.text.length;
  return {
    uri,
    view: { text: notebook.text, language, cells },
    problems:
      brokenAt === undefined ? [] : [{ message: BROKEN_NOTEBOOK, severity: 'warning', range: { start: end, end } }],
  };
}

const BROKEN_NOTEBOOK = 'The notebook is no valid JSON from here on; what stands before was read.';

function languageOfEditor(languageId: string | undefined): Language | undefined {
  return languages.find(({ editorLanguageIds }) => languageId !== undefined && editorLanguageIds.includes(languageId));
}

/** Keeps every offset. */
function blankMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? ` ${text.slice(1)}` : text;
}
