import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ALONE_FAMILIES, ALONE_LIMIT } from '../core/tokens/bins/tokenKinds.ts';
import o200kBase from 'js-tiktoken/ranks/o200k_base';

/** Name of the rank asset among the host's assets. */
export const O200K_RANKS_ASSET = 'o200k_base.bin';

/** What the build writes to the host's assets. */
export function makeAssets(): Promise<readonly { readonly name: string; readonly content: Uint8Array }[]> {
  return Promise.resolve([{ name: O200K_RANKS_ASSET, content: packO200kRanks() }]);
}

/**
 * The ranks of o200k_base as one compact file: the number of tokens (uint32, little endian), one length byte per token,
 * then the bytes of all tokens, in the order of their ranks, then one byte per token that says how many tokens of Claude
 * it is by itself. About 1.8 MB.
 * @throws if the installed package does not hold what this reads
 */
export function packO200kRanks(): Uint8Array {
  const tokens = readTokens(o200kBase.bpe_ranks);
  const header = 4 + tokens.length;
  const size = tokens.reduce((sum, token) => sum + token.length + 1, header);
  const asset = new Uint8Array(size);
  new DataView(asset.buffer).setUint32(0, tokens.length, true);
  let offset = header;
  tokens.forEach((token, rank) => {
    asset[4 + rank] = token.length;
    asset.set(token, offset);
    offset += token.length;
  });
  asset.set(readAlone(tokens.length), offset);
  return asset;
}

const ALONE = path.join(import.meta.dirname, 'calibrate/data/tokensAlone.txt');

/** Both families' digits in one byte a token, as `tokenKind` reads it. */
function readAlone(tokenCount: number): Uint8Array {
  const lines = readFileSync(ALONE, 'utf8').split('\n');
  return ALONE_FAMILIES.reduce((alone, family, place) => {
    const digits = lines.find((line) => line.startsWith(`${family} `))?.slice(family.length + 1) ?? '';
    if (digits.length !== tokenCount) throw new Error(`${ALONE}: ${family} has ${String(digits.length)} digits`);
    return alone.map((byte, rank) => byte + Number(digits[rank]) * ALONE_LIMIT ** place);
  }, new Uint8Array(tokenCount));
}

/** Each line is `! <first rank> <token in base64> <next token> …`. */
function readTokens(packedRanks: string): Buffer[] {
  const tokens: Buffer[] = [];
  for (const line of packedRanks.split('\n')) {
    const [mark, firstRank, ...encoded] = line.split(' ');
    if (mark === undefined || mark === '') continue;
    if (Number(firstRank) !== tokens.length) throw new Error(`o200k_base: rank ${String(firstRank)} is out of order`);
    for (const token of encoded) tokens.push(Buffer.from(token, 'base64'));
  }
  const isComplete = tokens.length > 150_000 && tokens.every((token) => token.length > 0 && token.length < 256);
  if (!isComplete) throw new Error(`o200k_base: ${String(tokens.length)} tokens do not look like the whole encoding`);
  return tokens;
}
