/** What the catalogue knows of one model, for a person or a program that asks for prices. */
import type { ListedRate } from '../catalog/catalog.ts';
import type { Model } from '../catalog/model.ts';
import { lifecycleOn } from '../catalog/model.ts';
import type { LifecycleState } from '../catalog/catalogData.ts';
import { isPriced } from '../catalog/rates.ts';
import type { Currency } from '../configuration/configurationSchema.ts';
import { configuredRate, configuredRates } from '../cost/configuredRates.ts';
import type { EstimateContext } from '../cost/estimateContext.ts';

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
  /** ISO date of the question. */
  readonly date: string;
  /** Undefined: US dollars. */
  readonly currency: Currency | undefined;
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

export type PriceSheetContext = Pick<EstimateContext, 'catalog'> & {
  readonly configuration: Pick<EstimateContext['configuration'], 'prices' | 'region' | 'resolveModelAlias'>;
};

export function priceSheet({ id, region: asked, date }: PriceQuestion, context: PriceSheetContext): PriceSheet {
  const { catalog, configuration } = context;
  const alias = configuration.resolveModelAlias(id);
  const region = asked ?? alias?.region ?? configuration.region;
  const { currency } = configuration.prices;
  const reference = catalog.resolve(alias?.model ?? id);
  if (reference.kind !== 'model') {
    const unpricedBecause =
      reference.kind === 'opaque' ? reference.reason : `it is not in the catalogue of ${catalog.pricesAsOf}`;
    const closest = reference.kind === 'unknown' ? (reference.closest ?? reference.candidates?.[0]) : undefined;
    const where = { region: region ?? HOME_REGION, isRegionAssumed: region === undefined };
    return { asked: id, date, currency, ...where, ...NOTHING_KNOWN, unpricedBecause, closest };
  }
  const { model, profile } = reference;
  const where = regionOf(asked ?? reference.region ?? region, model, profile, context);
  const profiles = profile === undefined ? routesFrom(where.region, model, context) : [profile];
  const rates = profiles.flatMap((prefix) =>
    configuredRates({ model, profile: prefix, region: where.region, date }, context),
  );
  return {
    asked: id,
    date,
    currency,
    model,
    profile,
    ...where,
    lifecycle: lifecycleOn(model, date),
    rates,
    unpricedBecause: rates.length > 0 ? undefined : whyUnpriced(model, profiles, where.region, date, context),
    closest: undefined,
  };
}

const HOME_REGION = 'us-east-1';

const NOTHING_KNOWN = { model: undefined, profile: undefined, lifecycle: undefined, rates: [] };

function regionOf(
  region: string | undefined,
  model: Model,
  profile: string | undefined,
  context: PriceSheetContext,
): Pick<PriceSheet, 'region' | 'isRegionAssumed'> {
  if (region !== undefined) return { region, isRegionAssumed: false };
  const prefixes = profile === undefined ? [undefined, ...model.profiles.keys()] : [profile];
  const anywhere = prefixes
    .map((prefix) => configuredRate({ model, profile: prefix, direction: 'input' }, context))
    .find(isPriced);
  return { region: anywhere?.region ?? HOME_REGION, isRegionAssumed: true };
}

/** Profiles under which the model can be called from a Region; undefined stands for the bare id. */
function routesFrom(region: string, model: Model, { catalog }: PriceSheetContext): readonly (string | undefined)[] {
  const isBareCallable = model.inRegions?.includes(region) ?? true;
  const geo = catalog.geoProfileOf(model, region);
  const isGlobal = model.profiles.get('global')?.includes(region) === true;
  return [...(isBareCallable ? [undefined] : []), ...(geo === undefined ? [] : [geo]), ...(isGlobal ? ['global'] : [])];
}

function whyUnpriced(
  model: Model,
  profiles: readonly (string | undefined)[],
  region: string,
  date: string,
  context: PriceSheetContext,
): string {
  if (!context.catalog.regions.has(region)) return `Bedrock is not known to be in ${region}`;
  if (profiles.length === 0) return `the model is not known to be callable from ${region}`;
  const rate = configuredRate({ model, profile: profiles[0], region, date, direction: 'input' }, context);
  return isPriced(rate) ? '' : rate.unpricedBecause;
}
