import type {
  CachingData,
  Disagreement,
  InvokeCapData,
  LifecycleData,
  LifecycleState,
  Modality,
  ModelData,
  SourceData,
} from './catalogData.ts';
import { SERVICE_TIERS } from './catalogData.ts';
import type { ServiceTier } from './catalogData.ts';
import type { TokenFamily } from '../domain/tokenFamily.ts';
import type { Regions } from './regions.ts';

/** What Bedrock sells under one base model id. A fact that no source gives is undefined, never a placeholder. */
export interface Model {
  /** Base model id, without profile prefix: `anthropic.claude-sonnet-4-6`. */
  readonly id: string;
  /** As AWS writes it: "Claude Sonnet 4.6". */
  readonly name: string;
  readonly provider: string;
  /** True when no source gives the id and it is made from the name; it is never suggested. */
  readonly isIdUncertain: boolean;
  readonly family: TokenFamily;
  readonly modality: Modality;
  readonly contextWindow: number | undefined;
  readonly maxOutputTokens: number | undefined;
  /** Undefined when the model is not known to cache prompts. */
  readonly caching: CachePolicy | undefined;
  /** How InvokeModel caps output. Undefined when not established or when a cap has no meaning. */
  readonly invokeCap: InvokeCap | undefined;
  /** Tokens of quota that one output token uses up; undefined when not established. */
  readonly quotaOutputMultiplier: number | undefined;
  /** Undefined when no source says; use {@link lifecycleOn} to respect the end-of-life date. */
  readonly lifecycle: Lifecycle | undefined;
  /** Where tokens can be counted exactly; undefined when not established. */
  readonly countTokens: { readonly runtime: boolean; readonly mantle: boolean } | undefined;
  /** Profile prefix (`us`, `global`, …) → Regions it can be called from. */
  readonly profiles: ReadonlyMap<string, readonly string[]>;
  /** Regions where the bare id works on demand. Undefined when not established; empty when it works nowhere. */
  readonly inRegions: readonly string[] | undefined;
  /** Service tiers that it is sold in besides the standard one. */
  readonly tiers: ReadonlySet<ServiceTier>;
  /** Prompts of more tokens are billed whole at the long band's prices. */
  readonly longContextAboveTokens: number | undefined;
  /** Where each of the facts above comes from, in their order. */
  readonly facts: readonly ModelFact[];
  readonly disagreements: readonly Disagreement[];
  readonly note: string | undefined;
}

/** Source of what the catalogue says of a model, besides its prices. */
export interface ModelFact {
  readonly about: (typeof FACTS)[number];
  /** "AWS model cards of 2026-10-07" */
  readonly source: string;
  /** ISO date on which it was read. */
  readonly checked: string;
}

const FACTS = [
  'contextWindow',
  'maxOutputTokens',
  'caching',
  'invokeCap',
  'quotaBurndown',
  'lifecycle',
  'countTokens',
  'longContext',
] as const satisfies readonly (keyof ModelData)[];

export type CachePolicy = CachingData;
export type InvokeCap = InvokeCapData;
export type Lifecycle = LifecycleData;

/** State on an ISO date: a model with an end-of-life date is retired from that day on. Undefined when not known. */
export function lifecycleOn(model: Model, date: string): LifecycleState | undefined {
  const { lifecycle } = model;
  if (lifecycle?.endOfLife !== undefined && lifecycle.endOfLife <= date) return 'retired';
  return lifecycle?.state;
}

function soldAt(tier: ServiceTier, { prices }: ModelData): boolean {
  return prices.some((row) => row.tier === tier);
}

export function modelOf(data: ModelData, regions: Regions, sources: Readonly<Record<string, SourceData>>): Model {
  return {
    id: data.id,
    name: data.name,
    provider: data.provider,
    isIdUncertain: data.isIdUncertain ?? false,
    family: data.family,
    modality: data.modality,
    contextWindow: data.contextWindow?.tokens,
    maxOutputTokens: data.maxOutputTokens?.tokens,
    caching: data.caching,
    invokeCap: data.invokeCap,
    quotaOutputMultiplier: data.quotaBurndown?.outputMultiplier,
    lifecycle: data.lifecycle,
    countTokens: data.countTokens && {
      runtime: data.countTokens.runtime,
      mantle: data.countTokens.mantle ?? false,
    },
    profiles: new Map(
      Object.entries(data.profiles ?? {}).map(([prefix, sources]) => [prefix, regions.expand(sources)]),
    ),
    inRegions: data.inRegion === undefined ? undefined : regions.expand(data.inRegion),
    tiers: new Set(SERVICE_TIERS.filter((tier) => data.tiers?.[tier] !== undefined || soldAt(tier, data))),
    longContextAboveTokens: data.longContext?.aboveTokens,
    facts: FACTS.flatMap((about) => {
      const source = sources[data[about]?.source ?? ''];
      return source === undefined ? [] : [{ about, source: source.title, checked: source.checked }];
    }),
    disagreements: data.disagreements ?? [],
    note: data.note,
  };
}
