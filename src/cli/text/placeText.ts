import type { SourcePlace } from '../../core/report/positions.ts';
import { printable } from './printable.ts';

/** `src/app.py:12:5`, as terminals and editors jump to it; of a notebook `explore.ipynb:cell 3:2:1`. */
export function placeText(path: string, place: SourcePlace): string {
  return `${lineText(path, place)}:${place.start.column}`;
}

/** The same without the column. */
export function lineText(path: string, { cell, start }: SourcePlace): string {
  return `${printable(path)}${cell === undefined ? '' : `:cell ${cell + 1}`}:${start.line}`;
}
