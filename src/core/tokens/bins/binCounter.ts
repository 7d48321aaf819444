import { O200kEncoder } from '../o200k/o200kEncoder.ts';
import { RankList } from '../o200k/rankList.ts';
import type { RankTable } from '../o200k/rankTable.ts';
import { detached } from '../detached.ts';
import { RecentCache } from '../../util/recentCache.ts';
import { TextSegments } from '../textSegments.ts';
import { binOfToken, endsInLetter } from './binOfToken.ts';
import { BIN_NAMES } from './binWeights.ts';
import { binOfKind, tokenKind } from './tokenKinds.ts';

/** Characters of segments that are kept, and what an entry costs besides its text, in characters. */
const KEPT_CHARACTERS = 4_000_000;
const ENTRY_CHARACTERS = 150;

/** The o200k_base tokens of a text, by what they weigh. */
export interface BinCounts {
  readonly o200kTokens: number;
  /** How often each bin occurs, by index of the bin. */
  readonly byBin: Int32Array;
  /** The kind of each token, in pieces of the text. */
  readonly kinds: readonly Uint16Array[];
}

/** The kinds of tokens that a text was counted as before. */
export function binCountsOf(kinds: readonly Uint16Array[]): BinCounts {
  const byBin = new Int32Array(BIN_NAMES.length);
  let o200kTokens = 0;
  for (const piece of kinds) {
    addTo(byBin, piece);
    o200kTokens += piece.length;
  }
  return { o200kTokens, byBin, kinds };
}

/** Counts bins segment by segment and remembers segments, so that a text with one change costs one segment. */
export class BinCounter {
  readonly #ranks: RankTable;
  readonly #encoder: O200kEncoder;
  /** By rank: kind + 1, first where no word goes before, then where the token continues a word; 0 is not computed yet. */
  readonly #kinds: Uint16Array;
  readonly #continuingKinds: Uint16Array;
  /** By rank: 1 ends in a letter, 2 does not, 0 is not computed yet. */
  readonly #endings: Uint8Array;
  readonly #indexOfBin = new Map(BIN_NAMES.map((name, index) => [name, index]));
  readonly #segments = new RecentCache<Uint16Array>(KEPT_CHARACTERS, (text) => text.length + ENTRY_CHARACTERS);
  readonly #rankList = new RankList();
  #encodeCount = 0;

  constructor(ranks: RankTable) {
    this.#ranks = ranks;
    this.#encoder = new O200kEncoder(ranks);
    this.#kinds = new Uint16Array(ranks.tokenCount);
    this.#continuingKinds = new Uint16Array(ranks.tokenCount);
    this.#endings = new Uint8Array(ranks.tokenCount);
  }

  /** Segments that were encoded so far, that is, not found in the cache. */
  get encodeCount(): number {
    return this.#encodeCount;
  }

  count(text: string): BinCounts {
    const segments = new TextSegments(text, this.#encoder.classes);
    const kinds: Uint16Array[] = [];
    // A byte order mark is not sent.
    for (let start = text.startsWith('\ufeff') ? 1 : 0; start < text.length;) {
      const end = segments.endAfter(start);
      kinds.push(this.#kindsOfSegment(text.slice(start, end)));
      start = end;
    }
    return binCountsOf(kinds);
  }

  #kindsOfSegment(segment: string): Uint16Array {
    const known = this.#segments.get(segment);
    if (known !== undefined) return known;
    this.#encodeCount += 1;
    this.#rankList.clear();
    this.#encoder.encode(segment, 0, segment.length, this.#rankList);
    const kinds = this.#kindsOf(this.#rankList);
    this.#segments.set(detached(segment), kinds);
    return kinds;
  }

  #kindsOf(ranks: RankList): Uint16Array {
    const kinds = new Uint16Array(ranks.length);
    let continuesWord = false;
    for (let index = 0; index < kinds.length; index += 1) {
      const rank = ranks.at(index);
      kinds[index] = this.#kindOf(rank, continuesWord);
      continuesWord = this.#endsInLetter(rank);
    }
    return kinds;
  }

  #kindOf(rank: number, continuesWord: boolean): number {
    const kinds = continuesWord ? this.#continuingKinds : this.#kinds;
    const known = kinds[rank] ?? 0;
    if (known > 0) return known - 1;
    const kind = tokenKind(this.#binOf(rank, continuesWord), this.#ranks.aloneOf(rank));
    kinds[rank] = kind + 1;
    return kind;
  }

  #binOf(rank: number, continuesWord: boolean): number {
    return this.#indexOfBin.get(binOfToken(this.#ranks.bytesOf(rank), rank, continuesWord)) ?? 0;
  }

  #endsInLetter(rank: number): boolean {
    const known = this.#endings[rank] ?? 0;
    if (known > 0) return known === 1;
    const ends = endsInLetter(this.#ranks.bytesOf(rank));
    this.#endings[rank] = ends ? 1 : 2;
    return ends;
  }
}

function addTo(byBin: Int32Array, kinds: Uint16Array): void {
  for (const kind of kinds) {
    const bin = binOfKind(kind);
    byBin[bin] = (byBin[bin] ?? 0) + 1;
  }
}
