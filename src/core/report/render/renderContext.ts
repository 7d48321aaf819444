import type { Currency } from '../../configuration/configurationSchema.ts';
import type { SourcePlace } from '../positions.ts';

/** What every renderer needs to know besides the analyses. */
export interface RenderContext {
  readonly version: string;
  /** ISO date of the newest price. */
  readonly pricesAsOf: string;
  /** In which money is shown; undefined: US dollars. */
  readonly currency?: Currency | undefined;
  /** A file as people name it: relative to the scanned folder, with forward slashes. */
  pathOf(uri: string): string;
  /**
   * 1-based line of the notebook's own file in which a line of one of its cells stands, for formats that know no cells;
   * undefined when it is not known.
   */
  lineInFile?(uri: string, cell: number, line: number): number | undefined;
}

export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

export function toolHeader({ version, pricesAsOf }: Pick<RenderContext, 'version' | 'pricesAsOf'>): object {
  return { name: 'bedrock-cost-lint', version, pricesAsOf };
}

/** A place in the file itself. Columns are left out where only the line is known: in notebooks. */
export interface FilePlace {
  readonly start: { readonly line: number; readonly column?: number };
  readonly end: { readonly line: number; readonly column?: number };
}

/** The place for formats that know no notebook cells. */
export function filePlace(uri: string, { cell, start, end }: SourcePlace, context: RenderContext): FilePlace {
  if (cell === undefined) return { start, end };
  const lineOf = (line: number): number => context.lineInFile?.(uri, cell, line) ?? 1;
  return { start: { line: lineOf(start.line) }, end: { line: lineOf(end.line) } };
}
