import type { CellView } from '../report/fileAnalysis.ts';
import type { TextRange } from '../util/text.ts';
import { isWithin, normalizeUri } from '../util/uris.ts';
import type { FileContent, ImmediateFiles, Workspace } from './host.ts';
import type { ReadSource } from './sourceView.ts';
import { readCells, readSource } from './sourceView.ts';

/** A document as the editor has it, saved or not. */
export interface EditorDocument {
  /** As the editor writes it; every answer names the document in the same way. */
  readonly uri: string;
  readonly version: number;
  readonly languageId: string;
  readonly text: string;
}

export interface EditorNotebook {
  readonly uri: string;
  /** All of them in order, those that hold prose too. */
  readonly cells: readonly EditorNotebookCell[];
}

export interface EditorNotebookCell extends EditorDocument {
  readonly isCode: boolean;
}

/** A place in words of the editor: a notebook's cells are documents of their own. */
export interface DocumentPlace {
  readonly document: EditorDocument;
  readonly range: TextRange;
}

/** What an analysis is made of: a document, or the code cells of a notebook one below the other. */
export interface OpenSource {
  /** Normal form of the document's or notebook's uri. */
  readonly key: string;
  readonly source: ReadSource;
  /** Documents that it consists of, in order. */
  readonly documents: readonly EditorDocument[];
  /** Undefined between two cells. */
  placeOf(range: TextRange): DocumentPlace | undefined;
  /** Offset in the source of an offset in one of its documents. */
  offsetOf(documentUri: string, offset: number): number | undefined;
}

/** All that is open in the editor. */
export class OpenDocuments {
  readonly #sources = new Map<string, OpenSource>();
  /** Normal uri of a cell → of its notebook. */
  readonly #notebookOfCell = new Map<string, string>();

  setDocument(document: EditorDocument): void {
    const key = normalizeUri(document.uri);
    this.#sources.set(key, sourceOfDocument(key, document));
  }

  setNotebook(notebook: EditorNotebook): void {
    const key = normalizeUri(notebook.uri);
    this.delete(key);
    const source = sourceOfNotebook(key, notebook);
    this.#sources.set(key, source);
    for (const { uri } of notebook.cells) this.#notebookOfCell.set(normalizeUri(uri), key);
  }

  delete(key: string): void {
    this.#sources.delete(key);
    for (const [cell, notebook] of this.#notebookOfCell) if (notebook === key) this.#notebookOfCell.delete(cell);
  }

  get(key: string): OpenSource | undefined {
    return this.#sources.get(key);
  }

  /** The source that holds a document, whichever way the editor writes its uri. */
  find(uri: string): OpenSource | undefined {
    const key = normalizeUri(uri);
    return this.#sources.get(this.#notebookOfCell.get(key) ?? key);
  }

  all(): readonly OpenSource[] {
    return [...this.#sources.values()];
  }
}

/** The host's files, with the unsaved text of those that are open. */
export function workspaceWithDocuments(workspace: Workspace, documents: OpenDocuments): Workspace {
  const openText = (uri: string): string | undefined => {
    const source = documents.get(uri);
    if (source === undefined || source.source.view.cells !== undefined) return undefined;
    return workspace.folders.some((folder) => isWithin(folder, uri)) ? source.documents[0]?.text : undefined;
  };
  const { atOnce } = workspace;
  return {
    get folders() {
      return workspace.folders;
    },
    ...(atOnce && { atOnce: withOpenTexts(atOnce, openText) }),
    read(uri, maximumBytes): Promise<FileContent> {
      const text = openText(uri);
      return text === undefined ? workspace.read(uri, maximumBytes) : Promise.resolve({ kind: 'text', text });
    },
    async exist(uris) {
      const closed = uris.filter((uri) => openText(uri) === undefined);
      if (closed.length === 0) return uris.map(() => true);
      const exist = await workspace.exist(closed);
      const found = new Set(closed.filter((_, index) => exist[index]));
      return uris.map((uri) => found.has(uri) || openText(uri) !== undefined);
    },
  };
}

function withOpenTexts(files: ImmediateFiles, openText: (uri: string) => string | undefined): ImmediateFiles {
  return {
    read: (uri) => {
      const text = openText(uri);
      return text === undefined ? files.read(uri) : { kind: 'text', text };
    },
    exists: (uri) => openText(uri) !== undefined || files.exists(uri),
  };
}

function sourceOfDocument(key: string, document: EditorDocument): OpenSource {
  const source = readSource(key, document.text, document.languageId);
  // A notebook that is open as text: no place in a cell is a place in it.
  const isItself = source.view.cells === undefined;
  return {
    key,
    source,
    documents: [document],
    placeOf: (range) => (isItself ? { document, range } : undefined),
    offsetOf: (_uri, offset) => (isItself ? offset : undefined),
  };
}

function sourceOfNotebook(key: string, { cells }: EditorNotebook): OpenSource {
  const code = cells.map((cell) => ({ languageId: cell.isCode ? cell.languageId : '', text: cell.text }));
  const source = readCells(key, code);
  const views = source.view.cells ?? [];
  const documentOf = ({ index }: CellView): EditorDocument | undefined => cells[index];
  return {
    key,
    source,
    documents: cells.filter(({ isCode }) => isCode),
    placeOf(range) {
      const view = views.find((candidate) => range.start >= candidate.range.start && range.end <= candidate.range.end);
      const document = view && documentOf(view);
      if (view === undefined || document === undefined) return undefined;
      const { start } = view.range;
      return { document, range: { start: range.start - start, end: range.end - start } };
    },
    offsetOf(documentUri, offset) {
      const wanted = normalizeUri(documentUri);
      const view = views.find((candidate) => normalizeUri(documentOf(candidate)?.uri ?? '') === wanted);
      return view && view.range.start + offset;
    },
  };
}
