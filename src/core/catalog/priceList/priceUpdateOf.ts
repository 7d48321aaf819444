/** From the files of a price list to what they change in the catalogue. */
import type { Catalog } from '../catalog.ts';
import type { ContextBand, Direction, DirectionPrices, PriceRow, ServiceTier } from '../catalogData.ts';
import { CONTEXT_BANDS, SERVICE_TIERS } from '../catalogData.ts';
import type { Model } from '../model.ts';
import type { Rate } from '../rates.ts';
import { AMOUNT_OF, isPriced } from '../rates.ts';
import { ModelNames } from './modelNames.ts';
import type { ListedPrice, PriceListFile, UnusedPrice } from './priceListFile.ts';
import { PRICE_OFFERS, PriceListError } from './priceListFile.ts';
import type { PriceUpdate } from './priceUpdate.ts';
import { PRICE_UPDATE_FORMAT } from './priceUpdate.ts';

export interface PriceUpdateResult {
  readonly update: PriceUpdate;
  readonly changes: readonly PriceChange[];
  /** Prices of the list that are as the catalogue has them. */
  readonly confirmedCount: number;
  /** Not used, each with its reason, by usage type. */
  readonly refused: readonly UnusedPrice[];
  readonly unclassified: readonly UnusedPrice[];
  /** Names that the list has and the catalogue has not. */
  readonly unknownModels: readonly string[];
}

/** For one Region; `usdBefore` is undefined where the catalogue had no such price. */
export interface PriceChange {
  readonly model: string;
  readonly region: string;
  readonly routing: 'regional' | 'global';
  readonly tier: ServiceTier;
  readonly context: ContextBand;
  readonly direction: Direction;
  readonly usdBefore: number | undefined;
  readonly usdPerMillionTokens: number;
}

/** A price that is this many times another one, or its part, is not a price but a slip of the unit. */
const SLIP_FACTOR = 100;
/** Of the prices of known models: when more are refused, the list is broken and not only a row of it. */
const MAXIMUM_REFUSED_SHARE = 0.2;
/** As the schema of the catalogue has it. */
const MAXIMUM_USD_PER_MILLION_TOKENS = 1000;

/**
 * @param files of all Regions, in any order
 * @param catalog the shipped one, without an earlier update
 * @param checked ISO date on which AWS had these files
 * @throws {PriceListError} when the list as a whole cannot be right
 */
export function priceUpdateOf(files: readonly PriceListFile[], catalog: Catalog, checked: string): PriceUpdateResult {
  const collected = collectCells(files, catalog);
  const { cells, refused } = collected;
  // First the slips: what is beside a slip must not be judged by it.
  const noSlips = refuse(cells, refused, (cell) => whySlipped(cell, catalog));
  const kept = [...refuse(noSlips, refused, (cell) => whyOutOfProportion(cell, noSlips)).values()];
  const total = cells.size;
  if (total === 0) throw new PriceListError('holds no price of a model of the catalogue');
  if (total - kept.length > total * MAXIMUM_REFUSED_SHARE) {
    const example = refused.at(-1);
    throw new PriceListError(
      `cannot be right: ${total - kept.length} of ${total} prices are refused; ${example?.usageType ?? ''} ${example?.reason ?? ''}`,
    );
  }
  const judged = kept.map((cell) => judge(cell, catalog));
  return {
    update: {
      format: PRICE_UPDATE_FORMAT,
      publishedOn: newest(files),
      checked,
      offers: offersOf(files),
      models: rowsByModel(judged),
    },
    changes: judged.flatMap(({ change }) => (change === undefined ? [] : [change])),
    confirmedCount: judged.filter(({ change }) => change === undefined).length,
    refused,
    unclassified: files.flatMap((file) => file.unclassified),
    unknownModels: [...collected.unknownModels].sort(),
  };
}

/** One price of one model; the same price is listed more than once. */
interface Cell {
  readonly model: Model;
  readonly price: ListedPrice;
  /** The less, the more authoritative. */
  readonly rank: number;
}

interface CollectedCells {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly refused: UnusedPrice[];
  readonly unknownModels: ReadonlySet<string>;
}

function collectCells(files: readonly PriceListFile[], catalog: Catalog): CollectedCells {
  const names = new ModelNames(catalog.models());
  const cells = new Map<string, Cell>();
  const refused: UnusedPrice[] = [];
  const unknownModels = new Set<string>();
  for (const { offer, prices } of files) {
    for (const price of prices) {
      const model = catalog.model(names.find(price) ?? '');
      if (model === undefined) {
        unknownModels.add(price.modelId ?? price.model);
      } else if (!catalog.regions.has(price.region)) {
        refused.push(unused(price, `is of the Region ${price.region}, which the catalogue lacks`));
      } else {
        const rank = PRICE_OFFERS.indexOf(offer) * 2 + (price.isMantle ? 1 : 0);
        const loser = settle(cells, { model, price, rank });
        if (loser !== undefined) refused.push(unused(loser, 'is listed twice; the larger price counts'));
      }
    }
  }
  return { cells, refused, unknownModels };
}

/** Keeps one price a cell: of the more authoritative list, else the larger. Returns a price that contradicts it. */
function settle(cells: Map<string, Cell>, cell: Cell): ListedPrice | undefined {
  const key = keyOf(cell.model.id, cell.price);
  const known = cells.get(key);
  if (known === undefined || cell.rank < known.rank) {
    cells.set(key, cell);
    return undefined;
  }
  const usd = cell.price.usdPerMillionTokens;
  if (cell.rank > known.rank || usd === known.price.usdPerMillionTokens) return undefined;
  if (usd < known.price.usdPerMillionTokens) return cell.price;
  cells.set(key, cell);
  return known.price;
}

type Axes = Pick<ListedPrice, 'region' | 'routing' | 'tier' | 'context' | 'direction'>;

function keyOf(model: string, { region, routing, tier, context, direction }: Axes): string {
  return [model, region, routing, tier, context, direction].join(' ');
}

function unused({ usageType, model, region }: ListedPrice, reason: string): UnusedPrice {
  return { usageType, model, region, reason };
}

/** What is left of the cells when those with a reason not to be used are taken out. */
function refuse(
  cells: ReadonlyMap<string, Cell>,
  refused: UnusedPrice[],
  reasonOf: (cell: Cell) => string | undefined,
): ReadonlyMap<string, Cell> {
  const kept = new Map<string, Cell>();
  for (const [key, cell] of cells) {
    const reason = reasonOf(cell);
    if (reason === undefined) kept.set(key, cell);
    else refused.push(unused(cell.price, reason));
  }
  return kept;
}

/** Catches slips by a unit, which a type cannot see. */
function whySlipped({ model, price }: Cell, catalog: Catalog): string | undefined {
  const usd = price.usdPerMillionTokens;
  if (usd > MAXIMUM_USD_PER_MILLION_TOKENS) return `would cost $${usd} per million tokens`;
  const known = knownRate(model, price, catalog)?.usdPerMillionTokens ?? 0;
  if (known === 0 || (usd < known * SLIP_FACTOR && usd > known / SLIP_FACTOR)) return undefined;
  // Some models write caches for nothing.
  if (usd === 0 && price.direction.startsWith('cache-write')) return undefined;
  return `is $${usd} per million tokens, where the catalogue has $${known}`;
}

/** Catches slips by a column, which AWS's own data have. */
function whyOutOfProportion({ model, price }: Cell, cells: ReadonlyMap<string, Cell>): string | undefined {
  const usd = price.usdPerMillionTokens;
  const input = cells.get(keyOf(model.id, { ...price, direction: 'input' }))?.price.usdPerMillionTokens;
  if (input === undefined) return undefined;
  if (price.direction === 'cache-read' && usd > 0 && usd >= input)
    return `would make reading a cache ($${usd}) no cheaper than input ($${input})`;
  return price.direction === 'output' && model.modality === 'text' && isOutOfProportion(usd, input)
    ? `is out of proportion: output $${usd}, input $${input}`
    : undefined;
}

/** The bounds of the catalogue's own check. */
function isOutOfProportion(output: number, input: number): boolean {
  return output < input * 0.9 || output > input * 30;
}

/** The catalogue's price for the same, else for the same direction anywhere. */
function knownRate(model: Model, price: Axes, catalog: Catalog): Rate | undefined {
  const { direction, tier, context, region } = price;
  const profile = price.routing === 'global' ? 'global' : undefined;
  const exact = catalog.rate({ model, profile, region, tier, context, direction });
  if (isPriced(exact)) return exact;
  const anywhere = catalog.rate({ model, profile, direction });
  return isPriced(anywhere) ? anywhere : undefined;
}

interface JudgedCell {
  readonly model: string;
  readonly price: ListedPrice;
  readonly from: string | undefined;
  /** Undefined when the catalogue has the same price. */
  readonly change: PriceChange | undefined;
}

function judge({ model, price }: Cell, catalog: Catalog): JudgedCell {
  const { region, routing, tier, context, direction, usdPerMillionTokens } = price;
  const profile = routing === 'global' ? 'global' : undefined;
  const rate = catalog.rate({ model, profile, region, tier, context, direction });
  const known = isPriced(rate) ? rate : undefined;
  if (known?.usdPerMillionTokens === usdPerMillionTokens)
    return { model: model.id, price, from: known.from, change: undefined };
  const axes = { region, routing, tier, context, direction };
  const usdBefore = known?.usdPerMillionTokens;
  // Without an earlier price there is none that the new one could follow.
  const from = known === undefined ? undefined : later(price.from, known.from);
  return { model: model.id, price, from, change: { model: model.id, ...axes, usdBefore, usdPerMillionTokens } };
}

function later(date: string, other: string | undefined): string {
  return other !== undefined && other > date ? other : date;
}

function rowsByModel(cells: readonly JudgedCell[]): Readonly<Record<string, readonly PriceRow[]>> {
  const byModel = new Map<string, JudgedCell[]>();
  for (const cell of cells) {
    const own = byModel.get(cell.model);
    if (own === undefined) byModel.set(cell.model, [cell]);
    else own.push(cell);
  }
  return Object.fromEntries([...byModel].sort(byKey).map(([model, own]) => [model, priceRows(own)]));
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

type RowAxes = Pick<PriceRow, 'routing' | 'tier' | 'context' | 'from'>;

interface SharedRow {
  readonly axes: RowAxes;
  readonly amounts: DirectionPrices;
  readonly regions: string[];
}

/** As few rows as say it: Regions with the same amounts share one. */
export function priceRows(cells: readonly Pick<JudgedCell, 'price' | 'from'>[]): readonly PriceRow[] {
  const perRegion = new Map<string, { axes: RowAxes; region: string; amounts: Record<string, number> }>();
  for (const { price, from } of cells) {
    const axes = rowAxes(price, from);
    const key = `${JSON.stringify(axes)} ${price.region}`;
    const row = perRegion.get(key) ?? { axes, region: price.region, amounts: {} };
    row.amounts[AMOUNT_OF[price.direction]] = price.usdPerMillionTokens;
    perRegion.set(key, row);
  }
  const rows = new Map<string, SharedRow>();
  for (const { axes, region, amounts } of perRegion.values()) {
    const inOrder = Object.fromEntries(Object.entries(amounts).sort(byAmount));
    const key = JSON.stringify([axes, inOrder]);
    const row: SharedRow = rows.get(key) ?? { axes, amounts: inOrder, regions: [] };
    row.regions.push(region);
    rows.set(key, row);
  }
  return [...rows.values()]
    .map(({ axes, amounts, regions }): PriceRow => ({ regions: regions.sort().join(' '), ...axes, ...amounts }))
    .sort((a, b) => orderOf(a) - orderOf(b) || (a.regions < b.regions ? -1 : 1));
}

function rowAxes({ routing, tier, context }: ListedPrice, from: string | undefined): RowAxes {
  return {
    ...(routing === 'global' && { routing }),
    ...(tier !== 'standard' && { tier }),
    ...(context !== 'default' && { context }),
    ...(from !== undefined && { from }),
  };
}

const AMOUNTS: readonly string[] = Object.values(AMOUNT_OF);

function byAmount([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return AMOUNTS.indexOf(a) - AMOUNTS.indexOf(b);
}

function orderOf({ routing, tier, context }: PriceRow): number {
  const bands = CONTEXT_BANDS.indexOf(context ?? 'default') * SERVICE_TIERS.length * 2;
  return bands + SERVICE_TIERS.indexOf(tier ?? 'standard') * 2 + (routing === 'global' ? 1 : 0);
}

function newest(files: readonly PriceListFile[]): string {
  return (
    files
      .map(({ publishedOn }) => publishedOn)
      .sort()
      .at(-1) ?? ''
  );
}

function offersOf(files: readonly PriceListFile[]): PriceUpdate['offers'] {
  return PRICE_OFFERS.flatMap((offer) => {
    const own = files.filter((file) => file.offer === offer).sort((a, b) => (a.version < b.version ? 1 : -1))[0];
    return own === undefined ? [] : [{ offer, version: own.version, publishedOn: own.publishedOn }];
  });
}
