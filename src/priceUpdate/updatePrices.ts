/** Fetches prices, works out what they change, and writes that to the user's cache. A broken or hostile file changes nothing. */
import type { Catalog } from '../core/catalog/catalog.ts';
import type { PriceListFile } from '../core/catalog/priceList/priceListFile.ts';
import type { PriceUpdateResult } from '../core/catalog/priceList/priceUpdateOf.ts';
import { priceUpdateOf } from '../core/catalog/priceList/priceUpdateOf.ts';
import { priceUpdateFile } from '../disk/priceUpdateFile.ts';
import { cacheFolder, writeSealed } from '../disk/userCache.ts';
import { downloadPriceList } from './downloadPriceList.ts';
import { PriceListClient } from './priceListClient.ts';
import type { PriceListClientOptions } from './priceListClient.ts';
import { readPriceListFolder } from './readPriceListFolder.ts';

export interface UpdatePricesOptions {
  /** The shipped one, without an earlier update. */
  readonly catalog: Catalog;
  /** Of this program. */
  readonly version: string;
  /** ISO date. */
  readonly today: string;
  /** Folder with downloaded files; absent: AWS is asked. */
  readonly from?: string | undefined;
  /** Works out what would change, and writes nothing but what was downloaded. */
  readonly isDryRun?: boolean | undefined;
  readonly client?: PriceListClientOptions;
  readonly cacheFolder?: string;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

export interface UpdatedPrices extends PriceUpdateResult {
  /** Undefined for a dry run. */
  readonly file: string | undefined;
  readonly fileCount: number;
  readonly downloadedCount: number;
}

/** @throws {DownloadError | PriceListError} saying why nothing was changed; also what the file system throws. */
export async function updatePrices(options: UpdatePricesOptions): Promise<UpdatedPrices> {
  const folder = options.cacheFolder ?? cacheFolder();
  const { files, checked, downloadedCount } = await priceList(options, folder);
  const result = priceUpdateOf(files, options.catalog, checked);
  const file = options.isDryRun === true ? undefined : priceUpdateFile(folder);
  if (file !== undefined) await writeSealed(file, JSON.stringify(result.update));
  return { ...result, file, fileCount: files.length, downloadedCount };
}

interface PriceList {
  readonly files: readonly PriceListFile[];
  readonly checked: string;
  readonly downloadedCount: number;
}

async function priceList(options: UpdatePricesOptions, folder: string): Promise<PriceList> {
  const { catalog, version, today, from, onProgress } = options;
  if (from !== undefined) {
    const files = await readPriceListFolder(from);
    // Nobody knows when they were downloaded: the oldest of them says what is certain.
    const oldest = files.map(({ publishedOn }) => publishedOn).sort()[0] ?? today;
    return { files, checked: oldest < today ? oldest : today, downloadedCount: 0 };
  }
  const client = new PriceListClient(options.client);
  const regions = new Set(catalog.regions.all);
  const downloaded = await downloadPriceList({ client, cacheFolder: folder, regions, version, onProgress });
  return { ...downloaded, checked: today };
}
