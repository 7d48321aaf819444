import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PriceListFile } from '../core/catalog/priceList/priceListFile.ts';
import { PriceListError } from '../core/catalog/priceList/priceListFile.ts';
import { NEEDED_OFFERS, readPriceListFile } from './downloadPriceList.ts';

/** More files than there are Regions and offers, and larger ones than AWS has. */
const MAXIMUM_FILES = 500;
const MAXIMUM_FILE_BYTES = 64_000_000;

/**
 * Offer files that somebody downloaded: every `.json` of a folder and the folders in it, but for indexes.
 * @throws {PriceListError} naming what is missing or broken
 */
export async function readPriceListFolder(folder: string): Promise<readonly PriceListFile[]> {
  const names = await jsonFilesOf(folder);
  const files: PriceListFile[] = [];
  for (const name of names) {
    const file = path.join(folder, name);
    if ((await stat(file)).size > MAXIMUM_FILE_BYTES)
      throw new PriceListError(`${name} is larger than ${MAXIMUM_FILE_BYTES.toLocaleString('en')} bytes`);
    files.push(await readPriceListFile(file, name));
  }
  const missing = NEEDED_OFFERS.filter((offer) => !files.some((file) => file.offer === offer));
  if (missing.length > 0) throw new PriceListError(`${folder} has no offer file of ${missing.join(' and ')}`);
  return files;
}

async function jsonFilesOf(folder: string): Promise<readonly string[]> {
  let names: string[];
  try {
    names = await readdir(folder, { recursive: true });
  } catch (error) {
    throw new PriceListError(`${folder} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
  const files = names.filter((name) => name.endsWith('.json') && !INDEX.test(path.basename(name))).sort();
  if (files.length > MAXIMUM_FILES) throw new PriceListError(`${folder} has more than ${MAXIMUM_FILES} JSON files`);
  return files;
}

const INDEX = /^(?:region_|version_)index/;
