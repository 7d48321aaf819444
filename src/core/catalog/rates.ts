import type {
  ContextBand,
  Direction,
  DirectionPrices,
  ModelData,
  PriceRow,
  Routing,
  ServiceTier,
  SourceData,
  TierOffer,
} from './catalogData.ts';
import type { Regions } from './regions.ts';

export interface RateQuery {
  /** Prefix of the inference profile; absent for a call of the bare model id. */
  readonly profile?: string | undefined;
  /** Source Region of the call, if known. */
  readonly region?: string | undefined;
  readonly tier?: ServiceTier | undefined;
  readonly direction: Direction;
  readonly context?: ContextBand | undefined;
  /** ISO date of the call; absent: the newest price. */
  readonly date?: string | undefined;
}

export interface Rate {
  readonly usdPerMillionTokens: number;
  /** "AWS price list of 2026-10-06" */
  readonly source: string;
  /** ISO date of the source. */
  readonly checked: string;
  /** Days from then to the date that was asked for; undefined without one. More than {@link STALE_AFTER_DAYS} is said. */
  readonly readDaysAgo?: number;
  /** ISO date from which AWS bills it, where known. */
  readonly from?: string;
  readonly routing: Routing;
  /** Region whose price this is: the one asked for, or an assumed one. */
  readonly region: string;
  /** True when the question named no Region. */
  readonly isRegionAssumed: boolean;
  /** True when the assumed Region does not matter, since all that can make this call have one price; true for a named one. */
  readonly isSameEverywhere: boolean;
  /** How it was worked out when the list has no row of its own: "0.5 × standard". */
  readonly derivedBy?: string;
  /** Why it is not the listed price, for the middle of a sentence: "12 % off the listed price". */
  readonly override?: string;
  readonly note?: string;
}

/** A price that was read longer ago may have changed, and whoever shows it says so. */
export const STALE_AFTER_DAYS = 90;

export function isStale({ readDaysAgo = 0 }: Pick<Rate, 'readDaysAgo'>): boolean {
  return readDaysAgo > STALE_AFTER_DAYS;
}

/** Fields of price rows by what is billed. */
export const AMOUNT_OF: Readonly<Record<Direction, keyof DirectionPrices>> = {
  input: 'input',
  output: 'output',
  'cache-read': 'cacheRead',
  'cache-write-5m': 'cacheWrite5m',
  'cache-write-30m': 'cacheWrite30m',
  'cache-write-1h': 'cacheWrite1h',
};

export interface Unpriced {
  /** For a person; starts in lower case and has no full stop. */
  readonly unpricedBecause: string;
}

export function isPriced(rate: Rate | Unpriced): rate is Rate {
  return 'usdPerMillionTokens' in rate;
}

type Amounts = keyof DirectionPrices;

/** Where a price is looked for when the call's Region is not known. */
const HOME_REGION = 'us-east-1';

/** Prices of one model. */
export class PriceTable {
  readonly #data: ModelData;
  readonly #regions: Regions;
  readonly #sources: Readonly<Record<string, SourceData>>;
  readonly #rows: readonly ExpandedRow[];

  constructor(data: ModelData, regions: Regions, sources: Readonly<Record<string, SourceData>>) {
    this.#data = data;
    this.#regions = regions;
    this.#sources = sources;
    this.#rows = data.prices.map((row) => ({ row, regions: new Set(regions.expand(row.regions)) }));
  }

  rate(query: RateQuery): Rate | Unpriced {
    if (this.#data.prices.length === 0) return { unpricedBecause: this.#data.unpricedBecause ?? 'no price is known' };
    const question = complete(query);
    const { region } = query;
    return region === undefined ? this.#rateAnywhere(question) : this.#rateFrom(question, region);
  }

  #rateFrom(question: Question, region: string): Rate | Unpriced {
    const contradiction = this.#whyNotCallable(question, region);
    if (contradiction !== undefined) return contradiction;
    const found = this.#priceIn(question, region);
    if (!('usd' in found)) return found;
    return this.#describe(question, found, { region, isRegionAssumed: false, isSameEverywhere: true });
  }

  #rateAnywhere(question: Question): Rate | Unpriced {
    let first: { region: string; found: FoundPrice } | undefined;
    let unpriced: Unpriced | undefined;
    const prices = new Set<number>();
    for (const region of this.#callableFrom(question)) {
      const found = this.#priceIn(question, region);
      if ('usd' in found) {
        prices.add(found.usd);
        first ??= { region, found };
      } else {
        unpriced ??= found;
      }
    }
    if (first === undefined) return unpriced ?? { unpricedBecause: this.#noSuchCall(question) };
    const where = { region: first.region, isRegionAssumed: true, isSameEverywhere: prices.size === 1 };
    return this.#describe(question, first.found, where);
  }

  /** Regions that have a price for such a call, the likeliest first. */
  #callableFrom(question: Question): readonly string[] {
    const sources = question.profile === undefined ? undefined : this.#data.profiles?.[question.profile];
    const allowed = sources === undefined ? undefined : new Set(this.#regions.expand(sources));
    const regions = new Set<string>();
    for (const { row, regions: priced } of this.#rows) {
      if (!servesRouting(row, question.routing) || !servesBand(row, question.context)) continue;
      for (const region of priced) {
        if ((allowed?.has(region) ?? true) && fitsPartition(question, region)) regions.add(region);
      }
    }
    return regions.has(HOME_REGION) ? [HOME_REGION, ...regions] : [...regions];
  }

  /** A geo profile exists only in its geography: a Region elsewhere means that one of the two was read wrongly. */
  #whyNotCallable(question: Question, region: string): Unpriced | undefined {
    const { profile, routing } = question;
    if (profile === undefined || routing !== 'geo') return undefined;
    if (!this.#regions.has(region) || this.#regions.geoPrefixesOf(region).includes(profile)) return undefined;
    if (this.#regions.expand(this.#data.profiles?.[profile] ?? '').includes(region)) return undefined;
    return { unpricedBecause: `${profile}. profiles cannot be called from ${region}` };
  }

  #describe(question: Question, found: FoundPrice, where: Place): Rate {
    const { row } = found;
    const source = this.#sources[row.source ?? this.#data.priceSource ?? ''];
    const checked = row.checked ?? source?.checked ?? '1970-01-01';
    return {
      usdPerMillionTokens: found.usd,
      source: source?.title ?? 'unknown source',
      checked,
      ...(question.date !== undefined && { readDaysAgo: daysBetween(checked, question.date) }),
      ...(row.from === undefined ? {} : { from: row.from }),
      routing: question.routing,
      ...where,
      ...(found.derivedBy === undefined ? {} : { derivedBy: found.derivedBy }),
      ...(row.note === undefined ? {} : { note: row.note }),
    };
  }

  #priceIn(question: Question, region: string): FoundPrice | Unpriced {
    const listed = this.#listed(question, region, question.tier);
    if (listed !== undefined) return listed;
    if (question.tier === 'standard') return this.#standardPrice(question, region);
    return this.#tierPrice(question, region);
  }

  #standardPrice(question: Question, region: string): FoundPrice | Unpriced {
    const multiplier =
      question.amount in (this.#data.cacheMultipliers ?? {}) ? this.#cacheMultiplier(question) : undefined;
    const input = this.#listed({ ...question, amount: 'input' }, region, 'standard');
    if (multiplier === undefined || input === undefined)
      return { unpricedBecause: this.#noSuchPrice(question, region) };
    return { usd: exactProduct(input.usd, multiplier), row: input.row, derivedBy: `${multiplier} × input` };
  }

  #cacheMultiplier(question: Question): number | undefined {
    if (question.amount === 'input' || question.amount === 'output') return undefined;
    return this.#data.cacheMultipliers?.[question.amount];
  }

  #tierPrice(question: Question, region: string): FoundPrice | Unpriced {
    const offer = this.#data.tiers?.[question.tier];
    const unpriced = this.#whyNoTier(question, region, offer);
    if (unpriced !== undefined) return unpriced;
    const multiplier = isCache(question.amount) ? offer?.cacheMultiplier : offer?.multiplier;
    if (multiplier === undefined) return { unpricedBecause: this.#noSuchPrice(question, region) };
    const standard = this.#priceIn({ ...question, tier: 'standard' }, region);
    if (!('usd' in standard)) return standard;
    const derivedBy = standard.derivedBy ?? 'standard';
    return {
      usd: exactProduct(standard.usd, multiplier),
      row: standard.row,
      derivedBy: `${multiplier} × ${derivedBy}`,
    };
  }

  #whyNoTier(question: Question, region: string, offer: TierOffer | undefined): Unpriced | undefined {
    const { name } = this.#data;
    if (offer === undefined) return { unpricedBecause: `${name} is not offered in the ${question.tier} tier` };
    const isOffered = question.routing === 'global' ? (offer.routing ?? []).includes('global') : true;
    if (!isOffered) return { unpricedBecause: `${name} has no ${question.tier} price for global profiles` };
    if (question.routing !== 'global' && this.#regions.expand(offer.notIn ?? '').includes(region))
      return { unpricedBecause: `${name} has no ${question.tier} price in ${region}` };
    if (isCache(question.amount) && offer.cacheMultiplier === undefined)
      return { unpricedBecause: `prompt caching has no price in the ${question.tier} tier of ${name}` };
    return undefined;
  }

  /** The row in force on the date: the latest that has begun. */
  #listed(question: Question, region: string, tier: ServiceTier): FoundPrice | undefined {
    let best: { row: PriceRow; usd: number } | undefined;
    for (const { row, regions } of this.#rows) {
      const usd = row[question.amount];
      if (usd === undefined || !regions.has(region)) continue;
      if ((row.tier ?? 'standard') !== tier || !servesRouting(row, question.routing)) continue;
      if (!servesBand(row, question.context)) continue;
      if (row.from !== undefined && question.date !== undefined && row.from > question.date) continue;
      if (best === undefined || (row.from ?? '') > (best.row.from ?? '')) best = { row, usd };
    }
    return best;
  }

  #noSuchCall(question: Question): string {
    if (question.profile === undefined) return `no in-Region price of ${this.#data.name} is known`;
    return `no price of ${this.#data.name} through ${question.profile}. profiles is known`;
  }

  #noSuchPrice(question: Question, region: string): string {
    const band = question.context === 'long' ? 'long-context ' : '';
    const through = question.profile === undefined ? '' : ` through ${question.profile}. profiles`;
    const on = question.date === undefined ? '' : ` on ${question.date}`;
    const what = question.direction.replaceAll('-', ' ');
    return `no ${band}${what} price of ${this.#data.name}${through} from ${region} is known${on}`;
  }
}

type Place = Pick<Rate, 'region' | 'isRegionAssumed' | 'isSameEverywhere'>;

interface ExpandedRow {
  readonly row: PriceRow;
  readonly regions: ReadonlySet<string>;
}

interface Question {
  readonly profile: string | undefined;
  readonly routing: Routing;
  readonly tier: ServiceTier;
  readonly context: ContextBand;
  readonly direction: Direction;
  readonly amount: Amounts;
  readonly date: string | undefined;
}

interface FoundPrice {
  readonly usd: number;
  readonly row: PriceRow;
  readonly derivedBy?: string;
}

function complete(query: RateQuery): Question {
  return {
    profile: query.profile,
    routing: routingOf(query.profile),
    tier: query.tier ?? 'standard',
    context: query.context ?? 'default',
    direction: query.direction,
    amount: AMOUNT_OF[query.direction],
    date: query.date,
  };
}

/** How a call through a profile prefix is routed; without one it stays in the called Region. */
export function routingOf(profile: string | undefined): Routing {
  if (profile === undefined) return 'in-region';
  return profile === 'global' ? 'global' : 'geo';
}

function servesRouting(row: PriceRow, routing: Routing): boolean {
  return row.routing === undefined ? routing !== 'global' : row.routing === routing;
}

function servesBand(row: PriceRow, context: ContextBand): boolean {
  return (row.context ?? 'default') === context;
}

/** GovCloud is a partition of its own: nobody calls it without saying so. */
function fitsPartition(question: Question, region: string): boolean {
  return region.startsWith('us-gov-') === (question.profile === 'us-gov');
}

function isCache(amount: Amounts): boolean {
  return amount !== 'input' && amount !== 'output';
}

/** Negative when `to` is the earlier one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Prices are decimals: 0.1 × 3 is 0.3 and not 0.30000000000000004. */
export function exactProduct(a: number, b: number): number {
  return Number((a * b).toPrecision(12));
}
