import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** One document of the table that weights are fitted on: how often each bin occurs in it, and what it counts in each family. */
export interface FitDocument {
  /** Kind of text: `prose`, `py`, `lang:th`, `udhr:Latn` … */
  readonly kind: string;
  /** `owner+repository:path`, or the name of a corpus. */
  readonly source: string;
  readonly isHeldOut: boolean;
  /** Index and occurrences of the bins that occur. */
  readonly bins: readonly (readonly [bin: number, occurrences: number])[];
  readonly tokens: Readonly<Record<string, number>>;
}

/** JSON lines, packed or not: `{class, source, split: "train"|"test", bins: [index, count, …], tokens: {family: count}}`. */
export function readTokenFit(file: string): readonly FitDocument[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map(documentOf);
}

function documentOf(line: string): FitDocument {
  const row = JSON.parse(line) as {
    readonly class: string;
    readonly source: string;
    readonly split: string;
    readonly bins: readonly number[];
    readonly tokens: Readonly<Record<string, number>>;
  };
  const bins = Array.from({ length: row.bins.length / 2 }, (_, index): [number, number] => [
    row.bins[2 * index] ?? 0,
    row.bins[2 * index + 1] ?? 0,
  ]);
  return { kind: row.class, source: row.source, isHeldOut: row.split === 'test', bins, tokens: row.tokens };
}
