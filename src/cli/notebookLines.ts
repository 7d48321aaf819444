import { readNotebook } from '../core/languages/notebook/notebook.ts';
import { LineIndex } from '../core/util/lineIndex.ts';
import { readRegularFile } from '../disk/diskWorkspace.ts';

/** Where lines of notebook cells stand in the notebooks' own files, for readers that know no cells. */
export class NotebookLines {
  readonly #files = new Map<string, FileLines | undefined>();

  /** 1-based line of the file; undefined when the notebook cannot be read again. */
  lineOf(file: string, cell: number, line: number): number | undefined {
    if (!this.#files.has(file)) this.#files.set(file, readLines(file));
    return this.#files.get(file)?.(cell, line);
  }
}

type FileLines = (cell: number, line: number) => number | undefined;

function readLines(file: string): FileLines | undefined {
  const content = readRegularFile(file);
  const notebook = content.kind === 'text' ? readNotebook(content.text) : undefined;
  if (content.kind !== 'text' || notebook === undefined) return undefined;
  const lines = new LineIndex(content.text);
  return (index, line) => {
    const cell = notebook.cells.find((candidate) => candidate.index === index);
    if (cell === undefined) return undefined;
    const first = lines.positionAt(cell.sourceRange.start).line;
    const last = lines.positionAt(cell.sourceRange.end).line;
    // One string a line, below the bracket; or everything on one line.
    return last === first ? first + 1 : Math.min(first + 1 + line, last + 1);
  };
}
