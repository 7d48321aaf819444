/** Open notebooks, kept by the notifications of the protocol. What does not fit together is left as it was. */
import type {
  DidChangeNotebookDocumentParams,
  DidCloseNotebookDocumentParams,
  DidOpenNotebookDocumentParams,
  NotebookCell,
  TextDocumentItem,
} from 'vscode-languageserver';
import { NotebookCellKind } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { EditorNotebook } from '../core/service/languageService.ts';

interface OpenNotebook {
  readonly uri: string;
  readonly cells: NotebookCell[];
  readonly documents: Map<string, TextDocument>;
}

export class NotebookSync {
  readonly #notebooks = new Map<string, OpenNotebook>();

  open({ notebookDocument, cellTextDocuments }: DidOpenNotebookDocumentParams): EditorNotebook {
    const { uri, cells } = notebookDocument;
    const documents = new Map(cellTextDocuments.map((item) => [item.uri, textDocument(item)]));
    const notebook = { uri, cells: [...cells], documents };
    this.#notebooks.set(uri, notebook);
    return editorNotebook(notebook);
  }

  /** The notebook as it is now, and the cells that are gone; undefined when it is not open. */
  change({ notebookDocument, change }: DidChangeNotebookDocumentParams): ChangedNotebook | undefined {
    const notebook = this.#notebooks.get(notebookDocument.uri);
    if (notebook === undefined) return undefined;
    const { structure, data = [], textContent = [] } = change.cells ?? {};
    const closed = structure?.didClose?.map(({ uri }) => uri) ?? [];
    if (structure) {
      const { start, deleteCount, cells = [] } = structure.array;
      notebook.cells.splice(start, deleteCount, ...cells);
      for (const item of structure.didOpen ?? []) notebook.documents.set(item.uri, textDocument(item));
      for (const uri of closed) notebook.documents.delete(uri);
    }
    for (const cell of data) {
      const index = notebook.cells.findIndex(({ document }) => document === cell.document);
      if (index >= 0) notebook.cells[index] = cell;
    }
    for (const { document, changes } of textContent) {
      const known = notebook.documents.get(document.uri);
      if (known) notebook.documents.set(document.uri, TextDocument.update(known, changes, document.version));
    }
    return { notebook: editorNotebook(notebook), closed };
  }

  close({ notebookDocument }: DidCloseNotebookDocumentParams): void {
    this.#notebooks.delete(notebookDocument.uri);
  }
}

export interface ChangedNotebook {
  readonly notebook: EditorNotebook;
  readonly closed: readonly string[];
}

function textDocument({ uri, languageId, version, text }: TextDocumentItem): TextDocument {
  return TextDocument.create(uri, languageId, version, text);
}

function editorNotebook({ uri, cells, documents }: OpenNotebook): EditorNotebook {
  return {
    uri,
    cells: cells.flatMap(({ kind, document }) => {
      const known = documents.get(document);
      const isCode = kind === NotebookCellKind.Code;
      const { languageId = 'markdown', version = 0 } = known ?? {};
      return [
        { uri: document, languageId, version, text: known?.getText() ?? '', isCode: isCode && known !== undefined },
      ];
    }),
  };
}
