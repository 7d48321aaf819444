import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const DATA = join(import.meta.dirname, '../../src/core/catalog/data');

/** The YAML files of the catalogue as `parseCatalog` takes them: path below `data/` → text. */
export function readCatalogFiles(): ReadonlyMap<string, string> {
  const paths = readdirSync(DATA, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
  return new Map(paths.sort().map((path) => [path.split(sep).join('/'), readFileSync(join(DATA, path), 'utf8')]));
}
