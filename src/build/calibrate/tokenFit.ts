import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { countEach, type Sparse, sparseFrom, sparseOf } from './sparse.ts';
import { binOfKind } from '../../core/tokens/bins/tokenKinds.ts';
import type { BinCounter } from '../../core/tokens/bins/binCounter.ts';

/** One document of the table that weights are fitted on: how often each bin occurs in it, and what it counts in each family. */
export interface FitDocument {
  /** Kind of text: `prose`, `py`, `lang:th`, `udhr:Latn` … */
  readonly kind: string;
  /** `owner+repository:path`, or the name of a corpus. */
  readonly source: string;
  readonly isHeldOut: boolean;
  /** Index and occurrences of the bins that occur. */
  readonly bins: Sparse;
  /** Kinds of tokens and their occurrences; absent where only the bins are known. */
  readonly kinds?: Sparse;
  readonly tokens: Readonly<Record<string, number>>;
}

/**
 * JSON lines, packed or not: `{class, source, split: "train"|"test", tokens: {family: count}}` with either `text` or
 * `bins: [index, count, …]` or `kinds: [distance of kind from the one before, count, …]`.
 */
export function readTokenFit(file: string, counter: BinCounter): readonly FitDocument[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => documentOf(JSON.parse(line) as Row, counter));
}

/** The documents as {@link readTokenFit} reads them, without their texts. */
export function linesOfTokenFit(documents: readonly FitDocument[]): string {
  return documents
    .map(({ kind, source, isHeldOut, bins, kinds, tokens }) => {
      const row: Row = {
        class: kind,
        source,
        split: isHeldOut ? 'test' : 'train',
        ...(kinds === undefined ? { bins: bins.flat() } : { kinds: packed(kinds) }),
        tokens,
      };
      return `${JSON.stringify(row)}\n`;
    })
    .join('');
}

interface Row {
  readonly class: string;
  readonly source: string;
  readonly split: string;
  readonly text?: string;
  readonly bins?: readonly number[];
  readonly kinds?: readonly number[];
  readonly tokens: Readonly<Record<string, number>>;
}

function documentOf(row: Row, counter: BinCounter): FitDocument {
  const { class: kind, source, split, text, bins = [], kinds, tokens } = row;
  const known = { kind, source, isHeldOut: split === 'test', tokens };
  if (text !== undefined)
    return { ...known, ...ofKinds(countEach(counter.count(text).kinds.flatMap((piece) => [...piece]))) };
  return kinds === undefined ? { ...known, bins: sparseFrom(bins) } : { ...known, ...ofKinds(unpacked(kinds)) };
}

function ofKinds(kinds: Sparse): Required<Pick<FitDocument, 'bins' | 'kinds'>> {
  const bins = new Map<number, number>();
  for (const [kind, occurrences] of kinds) bins.set(binOfKind(kind), (bins.get(binOfKind(kind)) ?? 0) + occurrences);
  return { bins: sparseOf(bins), kinds };
}

/** Kinds as distances from the one before, which pack well. */
function packed(pairs: Sparse): readonly number[] {
  return pairs.flatMap(([kind, occurrences], index) => [kind - (pairs[index - 1]?.[0] ?? 0), occurrences]);
}

function unpacked(flat: readonly number[]): Sparse {
  let kind = 0;
  return sparseFrom(flat).map(([distance, occurrences]) => [(kind += distance), occurrences]);
}
