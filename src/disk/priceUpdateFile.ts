import path from 'node:path';
import type { StoredPriceUpdate } from '../core/service/host.ts';
import { cacheFolder, readSealed } from './userCache.ts';

/** The user's price update, which lies over the shipped prices. */
export function priceUpdateFile(folder: string = cacheFolder()): string {
  return path.join(folder, 'price-update.json');
}

/** Never rejects. */
export async function readPriceUpdate(): Promise<StoredPriceUpdate> {
  try {
    return await readSealed(priceUpdateFile());
  } catch {
    // A user without a home has no cache.
    return { kind: 'missing' };
  }
}
