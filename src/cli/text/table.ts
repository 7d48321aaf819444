import { cutText, textWidth } from './textWidth.ts';
import type { Terminal } from './terminal.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'right';
  /** Gives way when the table is too wide: cut at its start or end, but never below `minimum` columns. */
  readonly cut?: 'start' | 'end';
  readonly minimum?: number;
  /** Left out when cutting is not enough; higher ones first. */
  readonly spare?: number;
}

export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

const GAP = 2;

/** Lines of an aligned table under grey titles, no wider than the terminal. Texts must be printable. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { colors, width }: Terminal,
  indent = 0,
): readonly string[] {
  const natural = columns.map((column, index) =>
    Math.max(textWidth(column.title), ...rows.map((row) => textWidth(row[index]?.text ?? ''))),
  );
  const { widths, kept } = fit(columns, natural, width - indent);
  const line = (cells: readonly Cell[]): string => {
    const texts = kept.map((index, position) => {
      const isLast = position === kept.length - 1;
      return alignCell(cells[index] ?? { text: '' }, columns[index], widths[index] ?? 0, isLast);
    });
    return (' '.repeat(indent) + texts.join(' '.repeat(GAP))).trimEnd();
  };
  return [line(columns.map(({ title }) => ({ text: title, paint: colors.dim }))), ...rows.map(line)];
}

interface Layout {
  readonly widths: readonly number[];
  /** Indexes of the columns that are shown. */
  readonly kept: readonly number[];
}

function fit(columns: readonly Column[], natural: readonly number[], available: number): Layout {
  let kept = columns.map((_, index) => index);
  for (;;) {
    const widths = narrowed(columns, natural, kept, available - GAP * (kept.length - 1));
    const spare = [...kept].sort((a, b) => (columns[b]?.spare ?? 0) - (columns[a]?.spare ?? 0))[0];
    if (widths !== undefined) return { widths, kept };
    if (spare === undefined || columns[spare]?.spare === undefined) return { widths: natural, kept };
    kept = kept.filter((index) => index !== spare);
  }
}

/** Takes from the widest column first, so that all that give way end up equally wide; undefined when it is not enough. */
function narrowed(
  columns: readonly Column[],
  natural: readonly number[],
  kept: readonly number[],
  available: number,
): readonly number[] | undefined {
  const widths = [...natural];
  let excess = kept.reduce((total, index) => total + (widths[index] ?? 0), 0) - available;
  while (excess > 0) {
    const widest = kept
      .filter((index) => columns[index]?.cut !== undefined && (widths[index] ?? 0) > (columns[index].minimum ?? 10))
      .sort((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0))[0];
    if (widest === undefined) return undefined;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess--;
  }
  return widths;
}

function alignCell({ text, paint }: Cell, column: Column | undefined, width: number, isLast: boolean): string {
  const cut = column?.cut === undefined ? text : cutText(text, width, column.cut);
  const painted = paint === undefined ? cut : paint(cut);
  const padding = ' '.repeat(Math.max(0, width - textWidth(cut)));
  if (column?.align === 'right') return padding + painted;
  return isLast ? painted : painted + padding;
}
