import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { serializeCatalog } from '../core/catalog/catalog.ts';
import { formatProblems, parseCatalog } from '../core/catalog/parseCatalog.ts';
import { ROOT } from './processes.mjs';

export const DATA = path.join(ROOT, 'src/core/catalog/data');

/**
 * The price files as the one text that `loadCatalog` reads.
 * @throws {Error} naming the place of every mistake in them
 */
export async function packCatalog(): Promise<string> {
  const { catalog, problems } = parseCatalog(await readDataFiles());
  if (catalog === undefined) throw new Error(`src/core/catalog/data:\n${formatProblems(problems)}`);
  return serializeCatalog(catalog);
}

export async function readDataFiles(): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(DATA, { recursive: true })).filter((name) => name.endsWith('.yaml')).sort();
  const texts = names.map(
    async (name) => [name.replaceAll('\\', '/'), await readFile(path.join(DATA, name), 'utf8')] as const,
  );
  return new Map(await Promise.all(texts));
}
