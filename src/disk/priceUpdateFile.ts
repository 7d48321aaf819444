import path from 'node:path';
import { cacheFolder, readSealed } from './userCache.ts';
import type { SealedFile } from './userCache.ts';

/** The user's price update, which lies over the shipped prices. */
export function priceUpdateFile(folder: string = cacheFolder()): string {
  return path.join(folder, 'price-update.json');
}

/** Never rejects. */
export function readPriceUpdate(): Promise<SealedFile> {
  return readSealed(priceUpdateFile());
}
