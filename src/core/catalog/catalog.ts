/** What Bedrock sells and for how much: models, profiles, Regions, limits, prices. Pure; loaded from one JSON asset. */
import type { CatalogData, ChargeData, ModelData } from './catalogData.ts';
import { CATALOG_FORMAT, CONTEXT_BANDS, DIRECTIONS, SERVICE_TIERS } from './catalogData.ts';
import type { ContextBand, Direction, ServiceTier } from './catalogData.ts';
import type { CachePolicy, Model } from './model.ts';
import { modelOf } from './model.ts';
import type { ModelReference } from './modelIds.ts';
import { ModelIds } from './modelIds.ts';
import type { Rate, RateQuery, Unpriced } from './rates.ts';
import { isPriced, PriceTable } from './rates.ts';
import type { PriceUpdate } from './priceList/priceUpdate.ts';
import { withPriceUpdate } from './priceList/priceUpdate.ts';
import { Regions } from './regions.ts';

export interface ModelRateQuery extends RateQuery {
  readonly model: Model;
}

/** A price with what it is for. */
export interface ListedRate extends Rate {
  readonly direction: Direction;
  readonly tier: ServiceTier;
  readonly context: ContextBand;
}

/** What became of a user's price update. */
export type PriceUpdateState =
  /** It lies over the shipped prices. ISO dates. */
  | ({ readonly kind: 'used' } & Pick<PriceUpdate, 'publishedOn' | 'checked'>)
  /** For the end of a sentence: "was changed since it was written". */
  | { readonly kind: 'ignored'; readonly reason: string };

export class Catalog {
  /** Newest date of which prices were read, ISO. */
  readonly pricesAsOf: string;
  readonly regions: Regions;
  /** What a call can cost besides tokens. */
  readonly charges: readonly ChargeData[];
  /** The user's own price update; undefined without one. */
  readonly priceUpdate: PriceUpdateState | undefined;
  readonly #data: CatalogData;
  readonly #models: ReadonlyMap<string, Model>;
  readonly #modelData: ReadonlyMap<string, ModelData>;
  readonly #ids: ModelIds;
  readonly #priceTables = new Map<string, PriceTable>();

  constructor(data: CatalogData, priceUpdate?: PriceUpdateState) {
    this.#data = data;
    this.priceUpdate = priceUpdate;
    this.regions = new Regions(data.regions, data.groups);
    this.charges = data.charges;
    this.pricesAsOf = newestPriceDate(data);
    this.#models = new Map(data.models.map((model) => [model.id, modelOf(model, this.regions, data.sources)]));
    this.#modelData = new Map(data.models.map((model) => [model.id, model]));
    this.#ids = new ModelIds(this.#models, data.models, Object.keys(data.profilePrefixes));
  }

  /** Model of a bare id, profile id, ARN, or a name that a framework uses. Exact names only. */
  resolve(id: string): ModelReference {
    return this.#ids.resolve(id);
  }

  /** By base model id. */
  model(baseId: string): Model | undefined {
    return this.#models.get(baseId);
  }

  /** All models, by provider and family as in the data files. */
  models(): readonly Model[] {
    return [...this.#models.values()];
  }

  /** Undefined when the model is not known to cache prompts. */
  cachePolicy(model: Model): CachePolicy | undefined {
    return model.caching;
  }

  /** Geo profile prefix under which a model is called from a Region; undefined where there is none. */
  geoProfileOf(model: Model, region: string): string | undefined {
    for (const [prefix, sources] of model.profiles) {
      if (prefix !== 'global' && sources.includes(region)) return prefix;
    }
    return undefined;
  }

  /**
   * One price in USD per million tokens. A geo profile bills at the row of the source Region, `global` at its own. Without
   * a Region it is the us-east-1 price (or that of the first Region that can make such a call) and says so.
   */
  rate(query: ModelRateQuery): Rate | Unpriced {
    return this.#priceTable(query.model)?.rate(query) ?? { unpricedBecause: 'the model is not in the catalogue' };
  }

  /** Every price of a model for one profile and Region: all directions, tiers and context bands that have one. */
  rates(query: Omit<ModelRateQuery, 'direction' | 'tier' | 'context'>): readonly ListedRate[] {
    const listed: ListedRate[] = [];
    for (const context of CONTEXT_BANDS) {
      for (const tier of SERVICE_TIERS) {
        for (const direction of DIRECTIONS) {
          const rate = this.rate({ ...query, direction, tier, context });
          if (isPriced(rate)) listed.push({ ...rate, direction, tier, context });
        }
      }
    }
    return listed;
  }

  /** For {@link serializeCatalog}. */
  toData(): CatalogData {
    return this.#data;
  }

  #priceTable(model: Model): PriceTable | undefined {
    const known = this.#priceTables.get(model.id);
    if (known !== undefined) return known;
    const data = this.#modelData.get(model.id);
    if (data === undefined) return undefined;
    const table = new PriceTable(data, this.regions, this.#data.sources);
    this.#priceTables.set(model.id, table);
    return table;
  }
}

/** The asset that {@link loadCatalog} reads. */
export function serializeCatalog(catalog: Catalog): string {
  return JSON.stringify(catalog.toData());
}

/**
 * Reads what {@link serializeCatalog} wrote; the build made and checked it, so only its format number is looked at.
 * @throws {Error} when the text is no catalogue of this version.
 */
export function loadCatalog(json: string): Catalog {
  const data = JSON.parse(json) as CatalogData;
  const format: number = data.format;
  if (format !== CATALOG_FORMAT) throw new Error(`the catalogue has format ${format}, not ${CATALOG_FORMAT}`);
  return new Catalog(data);
}

/** The same with a user's price update over it; the shipped prices alone where that is no update of this version. */
export function loadUpdatedCatalog(json: string, update: string): Catalog {
  const shipped = loadCatalog(json);
  try {
    const { data, update: read } = withPriceUpdate(shipped.toData(), update);
    return new Catalog(data, { kind: 'used', publishedOn: read.publishedOn, checked: read.checked });
  } catch (error) {
    return withIgnoredUpdate(shipped, error instanceof Error ? error.message : String(error));
  }
}

/** The shipped prices, saying why those of a user's update do not count. */
export function withIgnoredUpdate(shipped: Catalog, reason: string): Catalog {
  return new Catalog(shipped.toData(), { kind: 'ignored', reason });
}

function newestPriceDate(data: CatalogData): string {
  let newest = '';
  for (const model of data.models) {
    for (const row of model.prices) {
      const checked = row.checked ?? data.sources[row.source ?? model.priceSource ?? '']?.checked ?? '';
      if (checked > newest) newest = checked;
    }
  }
  return newest;
}
