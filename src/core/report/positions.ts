import { LineIndex } from '../util/lineIndex.ts';
import type { Position, TextRange } from '../util/text.ts';
import type { CellView, SourceView } from './fileAnalysis.ts';

/** A place as people and contracts name it: 1-based, and within its cell in a notebook. */
export interface SourcePlace {
  readonly cell?: number;
  readonly start: LineColumn;
  readonly end: LineColumn;
}

export interface LineColumn {
  readonly line: number;
  /** In UTF-16 units. */
  readonly column: number;
}

/** Turns offsets of one source into places. */
export class PlaceIndex {
  readonly #lines: LineIndex;
  readonly #cells: readonly CellView[];

  constructor(source: SourceView) {
    this.#lines = new LineIndex(source.text);
    this.#cells = source.cells ?? [];
  }

  placeOf(range: TextRange): SourcePlace {
    const cell = this.#cells.find(
      (candidate) => range.start >= candidate.range.start && range.start <= candidate.range.end,
    );
    const base = cell === undefined ? 0 : this.#lines.positionAt(cell.range.start).line;
    const place = {
      start: oneBased(this.#lines.positionAt(range.start), base),
      end: oneBased(this.#lines.positionAt(range.end), base),
    };
    return cell === undefined ? place : { cell: cell.index, ...place };
  }
}

function oneBased(position: Position, firstLine: number): LineColumn {
  return { line: position.line - firstLine + 1, column: position.character + 1 };
}
