/** Prices as somebody pays them: the listed ones, unless the configuration has a discount or a private rate. */
import type { Catalog, ListedRate, ModelRateQuery } from '../catalog/catalog.ts';
import { CONTEXT_BANDS, DIRECTIONS, SERVICE_TIERS } from '../catalog/catalogData.ts';
import type { Rate, Unpriced } from '../catalog/rates.ts';
import { AMOUNT_OF, exactProduct, isPriced, routingOf } from '../catalog/rates.ts';
import type { PriceSettings } from '../configuration/configuration.ts';
import type { PrivateRate } from '../configuration/configurationSchema.ts';
import type { EstimateContext } from './estimateContext.ts';

export interface PriceContext {
  readonly catalog: Catalog;
  readonly configuration: Pick<EstimateContext['configuration'], 'prices'>;
}

/** The one way to a price for everything that shows money. What the configuration changed says so in `override`. */
export function configuredRate(query: ModelRateQuery, context: PriceContext): Rate | Unpriced {
  const { catalog, configuration } = context;
  const listed = catalog.rate(query);
  const own = privateRate(query, context);
  if (own !== undefined) return own;
  const percent = discountOf(query, catalog, configuration.prices);
  if (percent === undefined || percent === 0 || !isPriced(listed)) return listed;
  return {
    ...listed,
    usdPerMillionTokens: exactProduct(listed.usdPerMillionTokens, exactProduct(100 - percent, 0.01)),
    source: `${listed.source}, less ${percent} %`,
    override: `${percent} % off the listed price`,
  };
}

/** Every price of a model for one profile and Region: all directions, tiers and context bands that have one. */
export function configuredRates(
  query: Omit<ModelRateQuery, 'direction' | 'tier' | 'context'>,
  priceContext: PriceContext,
): readonly ListedRate[] {
  const rates: ListedRate[] = [];
  for (const context of CONTEXT_BANDS) {
    for (const tier of SERVICE_TIERS) {
      for (const direction of DIRECTIONS) {
        const rate = configuredRate({ ...query, direction, tier, context }, priceContext);
        if (isPriced(rate)) rates.push({ ...rate, direction, tier, context });
      }
    }
  }
  return rates;
}

function privateRate(query: ModelRateQuery, { catalog, configuration }: PriceContext): Rate | undefined {
  const amount = AMOUNT_OF[query.direction];
  const fitting = configuration.prices.rates.filter((rate) => rate[amount] !== undefined && fits(rate, query, catalog));
  const rate = fitting.find(({ region }) => region !== undefined) ?? fitting[0];
  const usdPerMillionTokens = rate?.[amount];
  if (rate === undefined || usdPerMillionTokens === undefined) return undefined;
  return {
    usdPerMillionTokens,
    source: 'configuration',
    checked: query.date ?? catalog.pricesAsOf,
    routing: routingOf(query.profile),
    region: query.region ?? rate.region ?? 'any Region',
    isRegionAssumed: query.region === undefined && rate.region !== undefined,
    isSameEverywhere: rate.region === undefined,
    override: 'private rate',
  };
}

function fits(rate: PrivateRate, query: ModelRateQuery, catalog: Catalog): boolean {
  if ((rate.tier ?? 'standard') !== (query.tier ?? 'standard')) return false;
  if ((rate.context ?? 'default') !== (query.context ?? 'default')) return false;
  if (rate.region !== undefined && query.region !== undefined && rate.region !== query.region) return false;
  return isFor(rate.model, query, catalog);
}

/** An id with the prefix of a profile is for that profile alone; a bare one is for all ways to call the model. */
function isFor(id: string, { model, profile }: ModelRateQuery, catalog: Catalog): boolean {
  const reference = catalog.resolve(id);
  if (reference.kind !== 'model' || reference.model.id !== model.id) return false;
  return reference.profile === undefined || reference.profile === profile;
}

function discountOf(query: ModelRateQuery, catalog: Catalog, { discounts }: PriceSettings): number | undefined {
  const ofModel = discounts.filter(({ model }) => model !== undefined && isFor(model, query, catalog));
  const best =
    ofModel.find(({ model = '' }) => catalog.resolve(model).kind === 'model' && hasProfile(model, catalog)) ??
    ofModel[0] ??
    discounts.find(({ provider }) => provider === query.model.provider) ??
    discounts.find(({ provider, model }) => provider === undefined && model === undefined);
  return best?.percent;
}

function hasProfile(id: string, catalog: Catalog): boolean {
  const reference = catalog.resolve(id);
  return reference.kind === 'model' && reference.profile !== undefined;
}
