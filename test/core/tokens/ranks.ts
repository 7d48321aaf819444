import { packO200kRanks } from '../../../src/build/tokenAssets.ts';
import { O200kEncoder } from '../../../src/core/tokens/o200k/o200kEncoder.ts';
import { RankList } from '../../../src/core/tokens/o200k/rankList.ts';
import { type RankTable, readRankTable } from '../../../src/core/tokens/o200k/rankTable.ts';

let asset: Uint8Array | undefined;
let table: RankTable | undefined;
let encoder: O200kEncoder | undefined;

/** The rank asset as the build makes it, made once for all tests. */
export function rankAsset(): Uint8Array {
  asset ??= packO200kRanks();
  return asset;
}

export function rankTable(): RankTable {
  table ??= readRankTable(rankAsset());
  return table;
}

export function encode(text: string): number[] {
  encoder ??= new O200kEncoder(rankTable());
  const ranks = new RankList();
  encoder.encode(text, 0, text.length, ranks);
  return ranks.toArray();
}
