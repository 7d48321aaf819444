import type { Catalog } from '../catalog/catalog.ts';
import type { Model } from '../catalog/model.ts';
import type { CallRequest } from '../domain/callSite.ts';
import { knownValues } from '../domain/resolved.ts';
import type { Known, Resolved } from '../domain/resolved.ts';
import { splitGeographyHole } from '../requests/modelId.ts';

/**
 * A call whose model's geography only the run tells, `{geo}.anthropic.claude-…`, can have the model in each that exists
 * for it, or in each that its Region is part of.
 *
 * @param region Where the configuration says that calls go that say nothing themselves.
 */
export function withGeographies<T extends Pick<CallRequest, 'model' | 'region'>>(
  callSite: T,
  catalog: Catalog,
  region: string | undefined,
): T {
  const { model } = callSite;
  if (model.state !== 'known' || !knownValues(model).some((id) => splitGeographyHole(id))) return callSite;
  const written = knownValues(callSite.region);
  const regions = written.length > 0 ? written : region === undefined ? [] : [region];
  return { ...callSite, model: inGeographies(model, (id) => idsOf(id, catalog, regions)) };
}

function inGeographies(model: Known<string>, idsFor: (id: string) => readonly string[]): Resolved<string> {
  const { value: _, alternatives: __, ...rest } = model;
  const ids = [...new Set(knownValues(model).flatMap(idsFor))];
  const [first] = ids;
  if (first === undefined) {
    return { state: 'unknown', reason: 'its geography is not known', uri: model.uri, range: model.range };
  }
  return { ...rest, value: first, ...(ids.length > 1 && { alternatives: ids }), isOpen: true };
}

function idsOf(id: string, catalog: Catalog, regions: readonly string[]): readonly string[] {
  const holed = splitGeographyHole(id);
  if (holed === undefined) return [id];
  const reference = catalog.resolve(holed.base);
  if (reference.kind !== 'model') return [];
  const prefixes = prefixesOf(reference.model, regions);
  const inGeography = prefixes.map((prefix) => `${prefix}.${holed.base}`);
  // Without a dot behind it the hole can be empty.
  return holed.isPrefix ? inGeography : [...inGeography, holed.base];
}

/** The calling Region's own geography first, the whole world last. */
function prefixesOf({ profiles }: Model, regions: readonly string[]): readonly string[] {
  const all = [...profiles.keys()];
  const possible = all.filter((prefix) => regions.some((region) => profiles.get(prefix)?.includes(region)));
  const taken = possible.length > 0 ? possible : all;
  return [...taken.filter((prefix) => prefix !== 'global'), ...taken.filter((prefix) => prefix === 'global')];
}
