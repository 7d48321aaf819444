/* eslint-disable @typescript-eslint/no-non-null-assertion -- the hot loops of the counter: every index is within its array */
/** The vocabulary: token bytes by rank, and rank by token bytes. */
export interface RankTable {
  readonly tokenCount: number;
  /** Length of the longest token, in bytes. */
  readonly longestToken: number;
  /** Rank of `bytes[start..end)`, or -1 if that is no token. */
  rankOf(bytes: Uint8Array, start: number, end: number): number;
  /** Bytes of a token, not to be written to. */
  bytesOf(rank: number): Uint8Array;
  /** What a token is by itself for Claude, as the asset has it. */
  aloneOf(rank: number): number;
}

/**
 * Reads the rank asset: the number of tokens (uint32, little endian), one length byte per token, then the bytes of all
 * tokens in the order of their ranks, then one byte per token that says how many tokens of Claude it is by itself.
 * @throws RangeError if the asset is cut short or is something else
 */
export function readRankTable(asset: Uint8Array): RankTable {
  const { offsets, longestToken } = readOffsets(asset);
  const tokenCount = offsets.length - 1;
  const slots = hashTokens(asset, offsets);
  const mask = slots.length - 1;

  return {
    tokenCount,
    longestToken,
    rankOf(bytes, start, end) {
      const length = end - start;
      if (length > longestToken) return -1;
      for (let slot = hashOf(bytes, start, end) & mask; ; slot = (slot + 1) & mask) {
        const rank = slots[slot]! - 1;
        if (rank < 0) return -1;
        const offset = offsets[rank]!;
        if (offsets[rank + 1]! - offset === length && equals(asset, offset, bytes, start, length)) return rank;
      }
    },
    bytesOf: (rank) => asset.subarray(offsets[rank], offsets[rank + 1]),
    aloneOf: (rank) => asset[offsets[tokenCount]! + rank] ?? 0,
  };
}

function readOffsets(asset: Uint8Array): { offsets: Int32Array; longestToken: number } {
  const tokenCount = asset.length < 4 ? 0 : new DataView(asset.buffer, asset.byteOffset, 4).getUint32(0, true);
  if (tokenCount === 0 || tokenCount > asset.length) throw new RangeError('The rank asset is damaged');
  const offsets = new Int32Array(tokenCount + 1);
  let offset = 4 + tokenCount;
  let longestToken = 0;
  for (let rank = 0; rank < tokenCount; rank += 1) {
    const length = asset[4 + rank]!;
    offsets[rank] = offset;
    offset += length;
    if (length > longestToken) longestToken = length;
  }
  offsets[tokenCount] = offset;
  if (offset + tokenCount !== asset.length) throw new RangeError('The rank asset is damaged');
  return { offsets, longestToken };
}

/** Open addressing, at most half full; a slot holds rank + 1, and 0 is free. */
function hashTokens(asset: Uint8Array, offsets: Int32Array): Int32Array {
  const tokenCount = offsets.length - 1;
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(tokenCount * 2)));
  const mask = slots.length - 1;
  for (let rank = 0; rank < tokenCount; rank += 1) {
    let slot = hashOf(asset, offsets[rank]!, offsets[rank + 1]!) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = rank + 1;
  }
  return slots;
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index += 1) hash = Math.imul(hash ^ bytes[index]!, 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 8;
}

function equals(left: Uint8Array, leftStart: number, right: Uint8Array, rightStart: number, length: number): boolean {
  for (let index = 0; index < length; index += 1) {
    if (left[leftStart + index] !== right[rightStart + index]) return false;
  }
  return true;
}
