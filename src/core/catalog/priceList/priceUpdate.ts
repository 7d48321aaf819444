/** What a price list says, stored as JSON and laid over the shipped catalogue when that is loaded. */
import type { CatalogData, ModelData, PriceRow } from '../catalogData.ts';
import type { PriceOffer } from './priceListFile.ts';

export interface PriceUpdate {
  readonly format: typeof PRICE_UPDATE_FORMAT;
  /** Newest publication of the offers, ISO date. */
  readonly publishedOn: string;
  /** ISO date on which AWS had this list: of the download, or of the publication of files that somebody downloaded. */
  readonly checked: string;
  readonly offers: readonly { readonly offer: PriceOffer; readonly version: string; readonly publishedOn: string }[];
  /** By base model id; each row is complete, and with Region ids only. */
  readonly models: Readonly<Record<string, readonly PriceRow[]>>;
}

/** Raised when the shape changes, so that an old update is fetched again instead of misread. */
export const PRICE_UPDATE_FORMAT = 1;

export interface UpdatedData {
  readonly data: CatalogData;
  readonly update: PriceUpdate;
}

/** Key of the source of updated prices in {@link CatalogData.sources}. */
const UPDATE_SOURCE = 'price-update';

/**
 * The shipped catalogue with an update over it. A model whose shipped prices were read later keeps them.
 * @param text what `JSON.stringify` made of a {@link PriceUpdate}; whoever reads it from a disk has checked that nobody changed it
 * @throws {Error} when the text is no update of this version
 */
export function withPriceUpdate(data: CatalogData, text: string): UpdatedData {
  const update = JSON.parse(text) as PriceUpdate;
  const format: number = update.format;
  if (format !== PRICE_UPDATE_FORMAT) throw new Error(`it has format ${format}, not ${PRICE_UPDATE_FORMAT}`);
  const source = {
    title: `AWS price list of ${update.publishedOn}, from your price update`,
    checked: update.checked,
    url: 'https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/index.json',
  };
  const models = data.models.map((model): ModelData => {
    const rows = update.models[model.id] ?? [];
    if (rows.length === 0 || newestCheck(model, data) > update.checked) return model;
    return { ...model, prices: [...rows.map((row) => ({ ...row, source: UPDATE_SOURCE })), ...model.prices] };
  });
  return { data: { ...data, sources: { ...data.sources, [UPDATE_SOURCE]: source }, models }, update };
}

function newestCheck({ prices, priceSource }: ModelData, { sources }: CatalogData): string {
  const dates = prices.map((row) => row.checked ?? sources[row.source ?? priceSource ?? '']?.checked ?? '');
  return dates.sort().at(-1) ?? '';
}
