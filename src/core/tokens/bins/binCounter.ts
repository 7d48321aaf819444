import { O200kEncoder } from '../o200k/o200kEncoder.ts';
import { RankList } from '../o200k/rankList.ts';
import type { RankTable } from '../o200k/rankTable.ts';
import { RecentCache } from '../recentCache.ts';
import { TextSegments } from '../textSegments.ts';
import { binOfToken, endsInLetter } from './binOfToken.ts';
import { BIN_NAMES } from './binWeights.ts';

/** Characters of segments that are kept, and what an entry costs besides its text, in characters. */
const KEPT_CHARACTERS = 4_000_000;
const ENTRY_CHARACTERS = 150;

/** How often each bin occurs among the o200k_base tokens of a text. */
export interface BinCounts {
  readonly o200kTokens: number;
  /** By index of the bin. */
  readonly byBin: Int32Array;
}

/** Counts bins segment by segment and remembers segments, so that a text with one change costs one segment. */
export class BinCounter {
  readonly #ranks: RankTable;
  readonly #encoder: O200kEncoder;
  /** By rank: bin + 1, first where no word goes before, then where the token continues a word; 0 is not computed yet. */
  readonly #bins: Uint16Array;
  readonly #continuingBins: Uint16Array;
  /** By rank: 1 ends in a letter, 2 does not, 0 is not computed yet. */
  readonly #endings: Uint8Array;
  readonly #indexOfBin = new Map(BIN_NAMES.map((name, index) => [name, index]));
  readonly #segments = new RecentCache<Uint16Array>(KEPT_CHARACTERS, (text) => text.length + ENTRY_CHARACTERS);
  readonly #rankList = new RankList();
  #encodeCount = 0;

  constructor(ranks: RankTable) {
    this.#ranks = ranks;
    this.#encoder = new O200kEncoder(ranks);
    this.#bins = new Uint16Array(ranks.tokenCount);
    this.#continuingBins = new Uint16Array(ranks.tokenCount);
    this.#endings = new Uint8Array(ranks.tokenCount);
  }

  /** Segments that were encoded so far, that is, not found in the cache. */
  get encodeCount(): number {
    return this.#encodeCount;
  }

  count(text: string): BinCounts {
    const byBin = new Int32Array(BIN_NAMES.length);
    const segments = new TextSegments(text, this.#encoder.classes);
    let o200kTokens = 0;
    // A byte order mark is not sent.
    for (let start = text.startsWith('\ufeff') ? 1 : 0; start < text.length;) {
      const end = segments.endAfter(start);
      const bins = this.#binsOfSegment(text.slice(start, end));
      addTo(byBin, bins);
      o200kTokens += bins.length;
      start = end;
    }
    return { o200kTokens, byBin };
  }

  #binsOfSegment(segment: string): Uint16Array {
    const known = this.#segments.get(segment);
    if (known !== undefined) return known;
    this.#encodeCount += 1;
    this.#rankList.clear();
    this.#encoder.encode(segment, 0, segment.length, this.#rankList);
    const bins = this.#binsOf(this.#rankList);
    this.#segments.set(detached(segment), bins);
    return bins;
  }

  #binsOf(ranks: RankList): Uint16Array {
    const bins = new Uint16Array(ranks.length);
    let continuesWord = false;
    for (let index = 0; index < bins.length; index += 1) {
      const rank = ranks.at(index);
      bins[index] = this.#binOf(rank, continuesWord);
      continuesWord = this.#endsInLetter(rank);
    }
    return bins;
  }

  #binOf(rank: number, continuesWord: boolean): number {
    const bins = continuesWord ? this.#continuingBins : this.#bins;
    const known = bins[rank] ?? 0;
    if (known > 0) return known - 1;
    const bin = this.#indexOfBin.get(binOfToken(this.#ranks.bytesOf(rank), rank, continuesWord)) ?? 0;
    bins[rank] = bin + 1;
    return bin;
  }

  #endsInLetter(rank: number): boolean {
    const known = this.#endings[rank] ?? 0;
    if (known > 0) return known === 1;
    const ends = endsInLetter(this.#ranks.bytesOf(rank));
    this.#endings[rank] = ends ? 1 : 2;
    return ends;
  }
}

function addTo(byBin: Int32Array, bins: Uint16Array): void {
  for (const bin of bins) byBin[bin] = (byBin[bin] ?? 0) + 1;
}

/** A slice keeps the whole text alive that it was cut from; this copy does not. */
function detached(slice: string): string {
  return ` ${slice}`.slice(1);
}
