import { readCatalogFiles } from '../../support/catalogFiles.ts';
import type { Catalog } from '../../../src/core/catalog/catalog.ts';
import type { Model } from '../../../src/core/catalog/model.ts';
import { formatProblems, parseCatalog } from '../../../src/core/catalog/parseCatalog.ts';

let cached: Catalog | undefined;

/** The catalogue that is shipped, parsed once for all tests. */
export function realCatalog(): Catalog {
  if (cached !== undefined) return cached;
  const { catalog, problems } = parseCatalog(readCatalogFiles());
  if (catalog === undefined) throw new Error(formatProblems(problems));
  cached = catalog;
  return catalog;
}

export function realModel(id: string): Model {
  const model = realCatalog().model(id);
  if (model === undefined) throw new Error(`${id} is not in the catalogue`);
  return model;
}
