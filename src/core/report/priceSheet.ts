/** What the catalogue knows of one model, for a person or a program that asks for prices. */
import type { Catalog, ListedRate } from '../catalog/catalog.ts';
import type { Model } from '../catalog/model.ts';
import { lifecycleOn } from '../catalog/model.ts';
import type { LifecycleState } from '../catalog/catalogData.ts';
import { isPriced } from '../catalog/rates.ts';

export interface PriceSheet {
  /** As asked for. */
  readonly asked: string;
  readonly model: Model | undefined;
  /** Prefix of the inference profile, when the id that was asked for has one. */
  readonly profile: string | undefined;
  readonly region: string;
  /** True when nobody named the Region. */
  readonly isRegionAssumed: boolean;
  readonly lifecycle: LifecycleState | undefined;
  /** Of every routing that the id allows: in-Region, geo, global. */
  readonly rates: readonly ListedRate[];
  /** Set when there are no rates. */
  readonly unpricedBecause: string | undefined;
  /** Id that was meant, perhaps. */
  readonly closest: string | undefined;
}

export interface PriceQuestion {
  readonly id: string;
  readonly region: string | undefined;
  /** ISO date of the prices that are asked for. */
  readonly date: string;
}

export function priceSheet({ id, region, date }: PriceQuestion, catalog: Catalog): PriceSheet {
  const reference = catalog.resolve(id);
  if (reference.kind !== 'model') {
    const unpricedBecause = reference.kind === 'opaque' ? reference.reason : `it is not in the catalogue of ${catalog.pricesAsOf}`;
    const closest = reference.kind === 'unknown' ? (reference.closest ?? reference.candidates?.[0]) : undefined;
    const where = { region: region ?? HOME_REGION, isRegionAssumed: region === undefined };
    return { asked: id, ...where, ...NOTHING_KNOWN, unpricedBecause, closest };
  }
  const { model, profile } = reference;
  const where = regionOf(region ?? reference.region, model, profile, catalog);
  const profiles = profile === undefined ? routesFrom(where.region, model, catalog) : [profile];
  const rates = profiles.flatMap((prefix) => ratesOf(model, prefix, where.region, date, catalog));
  return {
    asked: id,
    model,
    profile,
    ...where,
    lifecycle: lifecycleOn(model, date),
    rates,
    unpricedBecause: rates.length > 0 ? undefined : whyUnpriced(model, profiles, where.region, date, catalog),
    closest: undefined,
  };
}

const HOME_REGION = 'us-east-1';

const NOTHING_KNOWN = { model: undefined, profile: undefined, lifecycle: undefined, rates: [] };

function regionOf(
  region: string | undefined,
  model: Model,
  profile: string | undefined,
  catalog: Catalog,
): Pick<PriceSheet, 'region' | 'isRegionAssumed'> {
  if (region !== undefined) return { region, isRegionAssumed: false };
  const prefixes = profile === undefined ? [undefined, ...model.profiles.keys()] : [profile];
  const anywhere = prefixes
    .map((prefix) => catalog.rate({ model, profile: prefix, direction: 'input' }))
    .find(isPriced);
  return { region: anywhere?.region ?? HOME_REGION, isRegionAssumed: true };
}

/** Profiles under which the model can be called from a Region; undefined stands for the bare id. */
function routesFrom(region: string, model: Model, catalog: Catalog): readonly (string | undefined)[] {
  const isBareCallable = model.inRegions?.includes(region) ?? true;
  const geo = catalog.geoProfileOf(model, region);
  const isGlobal = model.profiles.get('global')?.includes(region) === true;
  return [...(isBareCallable ? [undefined] : []), ...(geo === undefined ? [] : [geo]), ...(isGlobal ? ['global'] : [])];
}

function ratesOf(
  model: Model,
  profile: string | undefined,
  region: string,
  date: string,
  catalog: Catalog,
): readonly ListedRate[] {
  return catalog.rates({ model, profile, region, date });
}

function whyUnpriced(
  model: Model,
  profiles: readonly (string | undefined)[],
  region: string,
  date: string,
  catalog: Catalog,
): string {
  if (!catalog.regions.has(region)) return `Bedrock is not known to be in ${region}`;
  if (profiles.length === 0) return `the model is not known to be callable from ${region}`;
  const rate = catalog.rate({ model, profile: profiles[0], region, date, direction: 'input' });
  return isPriced(rate) ? '' : rate.unpricedBecause;
}
