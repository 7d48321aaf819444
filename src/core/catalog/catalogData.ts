/**
 * The catalogue as plain data: what the YAML files of `data/` say, with the facts that a family shares copied to each
 * model. It is JSON all through, so that the build can store it as one asset.
 */
import type { TokenFamily } from '../domain/tokenFamily.ts';

export const SERVICE_TIERS = ['standard', 'flex', 'priority', 'batch', 'latency-optimized', 'reserved'] as const;
export type ServiceTier = (typeof SERVICE_TIERS)[number];

export const ROUTINGS = ['in-region', 'geo', 'global'] as const;
/** Where a call may be served: in the called Region, anywhere in its geography, anywhere. */
export type Routing = (typeof ROUTINGS)[number];

export const CONTEXT_BANDS = ['default', 'long'] as const;
export type ContextBand = (typeof CONTEXT_BANDS)[number];

export const DIRECTIONS = [
  'input',
  'output',
  'cache-read',
  'cache-write-5m',
  'cache-write-30m',
  'cache-write-1h',
] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const MODALITIES = ['text', 'embedding', 'image', 'speech', 'rerank', 'video'] as const;
export type Modality = (typeof MODALITIES)[number];

export const LIFECYCLE_STATES = ['active', 'legacy', 'retired'] as const;
export type LifecycleState = (typeof LIFECYCLE_STATES)[number];

export const CACHEABLE_FIELDS = ['system', 'messages', 'tools'] as const;
export type CacheableField = (typeof CACHEABLE_FIELDS)[number];

/** Names of Regions and Region groups with spaces between them; `-name` takes away: `us -us-west-1 eu-central-1`. */
export type RegionExpression = string;

/** Amounts of one row, USD per million tokens. What is missing has no price in the row: never zero. */
export interface DirectionPrices {
  readonly input?: number;
  readonly output?: number;
  readonly cacheRead?: number;
  readonly cacheWrite5m?: number;
  readonly cacheWrite30m?: number;
  readonly cacheWrite1h?: number;
}

export interface PriceRow extends DirectionPrices {
  readonly regions: RegionExpression;
  /** Absent: in-Region calls and geo profiles alike, which is how AWS lists them. */
  readonly routing?: Routing;
  /** Absent: `standard`. */
  readonly tier?: ServiceTier;
  /** Absent: `default`. */
  readonly context?: ContextBand;
  /** ISO date from which AWS bills it; absent when the price is older than the oldest list read. */
  readonly from?: string;
  /** Key of a source; absent: the model's `priceSource`. */
  readonly source?: string;
  /** ISO date on which the source was read, where it differs from the source's own. */
  readonly checked?: string;
  readonly note?: string;
}

/** A tier without rows of its own is the standard price times this. */
export interface TierOffer {
  readonly multiplier?: number;
  /** For cache reads and writes; absent: caching does not work in this tier. */
  readonly cacheMultiplier?: number;
  /** Absent: in-Region and geo. */
  readonly routing?: readonly Routing[];
  /** Regions whose price list has no such rows. */
  readonly notIn?: RegionExpression;
}

export interface TokenFact {
  readonly tokens: number;
  readonly source: string;
}

export interface CachingData {
  readonly minimumTokens?: number;
  readonly maximumCheckpoints?: number;
  readonly maximumCachedTokens?: number;
  /** Shortest first; empty when not known. */
  readonly ttlSeconds: readonly number[];
  readonly fields: readonly CacheableField[];
  /** True when the service caches by itself, without a checkpoint in the request. */
  readonly isImplicit?: boolean;
  /** True when Converse takes `cachePoint` blocks. */
  readonly hasCachePoint?: boolean;
  readonly source: string;
}

export interface InvokeCapData {
  /** JSON paths in the InvokeModel body, the documented one first. */
  readonly fields: readonly string[];
  readonly isRequired?: boolean;
  /** What the service takes when the cap is left out. */
  readonly defaultTokens?: number;
  readonly source: string;
}

export interface LifecycleData {
  readonly state: LifecycleState;
  readonly endOfLife?: string;
  /** Base model id that a user of this model would move to. */
  readonly successor?: string;
  readonly source: string;
}

export interface Disagreement {
  readonly about: string;
  readonly value: string | number;
  readonly source: string;
}

export interface ModelData {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  /** True when no source gives the id and it is made from the name; it is never suggested. */
  readonly isIdUncertain?: boolean;
  readonly aliases?: readonly string[];
  readonly family: TokenFamily;
  readonly modality: Modality;
  readonly contextWindow?: TokenFact;
  readonly maxOutputTokens?: TokenFact;
  readonly caching?: CachingData;
  readonly invokeCap?: InvokeCapData;
  /** Tokens of quota that one output token uses up. */
  readonly quotaBurndown?: { readonly outputMultiplier: number; readonly source: string };
  readonly lifecycle?: LifecycleData;
  readonly countTokens?: { readonly runtime: boolean; readonly mantle?: boolean; readonly source: string };
  /** Profile prefix → source Regions, from which it can be called. */
  readonly profiles?: Readonly<Record<string, RegionExpression>>;
  /** Regions where the bare id works. */
  readonly inRegion?: RegionExpression;
  /** Prompts above this many tokens are billed whole at the `long` band. */
  readonly longContext?: { readonly aboveTokens: number; readonly source: string };
  readonly tiers?: Readonly<Partial<Record<ServiceTier, TierOffer>>>;
  /** Cache prices as multiples of the input price, for rows that lack them. */
  readonly cacheMultipliers?: Omit<DirectionPrices, 'input' | 'output'>;
  readonly priceSource?: string;
  readonly prices: readonly PriceRow[];
  /** Why there is no price per token: other unit, none seen. */
  readonly unpricedBecause?: string;
  readonly disagreements?: readonly Disagreement[];
  readonly note?: string;
}

export interface SourceData {
  /** As shown to a user: "AWS price list of 2026-10-06". */
  readonly title: string;
  /** ISO date of what was read. */
  readonly checked: string;
  readonly url?: string;
}

export interface RegionData {
  readonly id: string;
  /** Geo profile prefixes called from here, the newest models' first. */
  readonly geoPrefixes: readonly string[];
}

/** Something else that a call pays for. */
export interface ChargeData {
  readonly id: string;
  readonly name: string;
  /** Absent: no price is known, and a report says so. */
  readonly usd?: number;
  readonly unit: string;
  readonly source?: string;
  readonly note?: string;
}

export interface CatalogData {
  readonly format: typeof CATALOG_FORMAT;
  readonly regions: readonly RegionData[];
  readonly groups: Readonly<Record<string, RegionExpression>>;
  /** Profile prefix → what it stands for. */
  readonly profilePrefixes: Readonly<Record<string, string>>;
  readonly sources: Readonly<Record<string, SourceData>>;
  readonly charges: readonly ChargeData[];
  readonly models: readonly ModelData[];
}

/** Raised when the shape of the asset changes, so that an old one is refused instead of misread. */
export const CATALOG_FORMAT = 1;
