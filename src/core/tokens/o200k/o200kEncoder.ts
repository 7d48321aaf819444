import { CharacterClasses } from './characterClasses.ts';
import { endOfPiece } from './pieces.ts';
import { LONGEST_PIECE, PieceMerger } from './pieceMerger.ts';
import type { RankList } from './rankList.ts';
import type { RankTable } from './rankTable.ts';
import { characterBoundary, writeUtf8 } from './utf8.ts';

/** Units of text that are written as UTF-8 at a time. */
const CHUNK = 8192;

/**
 * o200k_base on its own ranks: the tokens of tiktoken, except that a piece longer than 2 KB is cut, and that special
 * tokens are ordinary text. Time grows with the length of the text whatever it holds.
 */
export class O200kEncoder {
  readonly classes = new CharacterClasses();
  readonly #ranks: RankTable;
  readonly #merger: PieceMerger;
  readonly #bytes = new Uint8Array(CHUNK * 3);

  constructor(ranks: RankTable) {
    this.#ranks = ranks;
    this.#merger = new PieceMerger(ranks);
  }

  /** Appends the ranks of the tokens of `text[start..end)`, read as a text of its own, to `into`. */
  encode(text: string, start: number, end: number, into: RankList): void {
    for (let index = start; index < end;) {
      const pieceEnd = endOfPiece(text, index, end, this.classes);
      this.#encodePiece(text, index, pieceEnd, into);
      index = pieceEnd;
    }
  }

  #encodePiece(text: string, start: number, end: number, into: RankList): void {
    if (end - start > CHUNK) {
      for (let index = start; index < end;) {
        const chunkEnd = endOfChunk(text, index, end);
        this.#encodePiece(text, index, chunkEnd, into);
        index = chunkEnd;
      }
      return;
    }
    const length = writeUtf8(text, start, end, this.#bytes);
    const rank = this.#ranks.rankOf(this.#bytes, 0, length);
    if (rank >= 0) into.push(rank);
    else this.#mergeBytes(length, into);
  }

  #mergeBytes(length: number, into: RankList): void {
    for (let index = 0; index < length;) {
      const limit = index + LONGEST_PIECE;
      const end = limit >= length ? length : characterBoundary(this.#bytes, limit);
      this.#merger.merge(this.#bytes, index, end, into);
      index = end;
    }
  }
}

/** Not between the two units of one character. */
function endOfChunk(text: string, start: number, end: number): number {
  const limit = start + CHUNK;
  if (limit >= end) return end;
  return (text.charCodeAt(limit) & 0xfc00) === 0xdc00 && (text.charCodeAt(limit - 1) & 0xfc00) === 0xd800
    ? limit - 1
    : limit;
}
