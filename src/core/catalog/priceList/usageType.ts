/**
 * What a usage type of AWS's price list bills. Four grammars are in use:
 *
 *     USE1-NovaPro-input-tokens-latency-optimized                      AmazonBedrock
 *     USE1-openai.gpt-oss-120b-mantle-input-tokens-standard            AmazonBedrock, bedrock-mantle endpoint
 *     USE1-MP:USE1_cache_write_tokens_1h_global_standard-Units         AmazonBedrockFoundationModels
 *     USE1-MP:USE1_CacheWrite1hInputTokenCount_Global-Units            AmazonBedrockFoundationModels, older models
 */
import type { ContextBand, Direction, ServiceTier } from '../catalogData.ts';

export type UsageTypeReading = TokenUsage | OtherUsage | UnknownUsage;

/** A price per token. */
export interface TokenUsage {
  readonly kind: 'tokens';
  readonly direction: Direction;
  /** There is no geo price: a geo profile is billed at the regional one of the source Region. */
  readonly routing: 'regional' | 'global';
  /** Undefined when the usage type names none: then attributes of the product may. */
  readonly tier: ServiceTier | undefined;
  readonly context: ContextBand;
  /** As written in the usage type; undefined where only the product's attributes name the model. */
  readonly model: string | undefined;
  /** Listed for the endpoint bedrock-mantle, which can have prices of its own. */
  readonly isMantle: boolean;
}

/** Something that is not billed by the token of an on-demand call: reserved capacity, training, speech, images. */
export interface OtherUsage {
  readonly kind: 'other';
}

/** None of the known grammars, and never guessed. */
export interface UnknownUsage {
  readonly kind: 'unknown';
  /** For a person, for the end of a sentence: "has the unknown word turbo". */
  readonly reason: string;
}

export function readUsageType(usageType: string): UsageTypeReading {
  const body = usageType.replace(LOCATION_PREFIX, '');
  if (NOT_ON_DEMAND_TEXT.test(body)) return { kind: 'other' };
  const marketplace = MARKETPLACE.exec(body);
  if (marketplace !== null) return readDimension(marketplace[1] ?? '', NO_MODEL);
  const named = MODEL_AND_DIMENSION.exec(body);
  if (named === null) return { kind: 'unknown', reason: 'is written in no known way' };
  return readDimension(named[3] ?? '', { model: named[1], isMantle: named[2] !== undefined });
}

/** `USE1-`, `EUW2-`; which Region that is, only the attribute `regionCode` says reliably. */
const LOCATION_PREFIX = /^[A-Z]+[0-9]*-/;
const MARKETPLACE = /^MP:[A-Z0-9]+_(.+?)(?:-Units)?$/;
const MODEL_AND_DIMENSION = /^(.+?)-(mantle-)?((?:text-)?(?:input|output|cache)[-_].*)$/i;
const NOT_ON_DEMAND_TEXT =
  /reserved|provisioned|custom-?model|customization|training|optimize-?prompt|search_?units|created_?image|(?:speech|audio|video|image)[-_]?(?:understanding|generation|input|output|tokens?)|(?:input|output)[-_]?(?:speech|audio|video|image)/i;

type NamedModel = Pick<TokenUsage, 'model' | 'isMantle'>;

const NO_MODEL: NamedModel = { model: undefined, isMantle: false };

function readDimension(dimension: string, named: NamedModel): UsageTypeReading {
  const words = wordsOf(dimension);
  const unknown = [...words].find((word) => !KNOWN_WORDS.has(word));
  if (unknown !== undefined) return { kind: 'unknown', reason: `has the unknown word "${unknown.slice(0, 40)}"` };
  const direction = words.has('token') || words.has('tokens') ? directionOf(words) : undefined;
  if (direction === undefined) return { kind: 'unknown', reason: 'names no single direction of tokens' };
  const tiers = [...TIER_WORDS].filter(([word]) => words.has(word)).map(([, tier]) => tier);
  if (tiers.length > 1) return { kind: 'unknown', reason: `names the tiers ${tiers.join(' and ')}` };
  return {
    kind: 'tokens',
    direction,
    routing: words.has('global') ? 'global' : 'regional',
    tier: tiers[0],
    context: words.has('ctx') || words.has('context') ? 'long' : 'default',
    ...named,
  };
}

/** Lower-case words of snake, kebab and camel case: `CacheWrite1hInputTokenCount` is cache, write, 1h, input, token, count. */
function wordsOf(dimension: string): ReadonlySet<string> {
  const spaced = dimension
    .replaceAll(/([a-z])([A-Z0-9])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase();
  return new Set(spaced.split(/[-_ ]+/).filter((word) => word !== ''));
}

const TIER_WORDS: ReadonlyMap<string, ServiceTier> = new Map([
  ['standard', 'standard'],
  ['batch', 'batch'],
  ['flex', 'flex'],
  ['priority', 'priority'],
  ['latency', 'latency-optimized'],
]);

const TTL_WORDS: ReadonlyMap<string, Direction> = new Map([
  ['5m', 'cache-write-5m'],
  ['30m', 'cache-write-30m'],
  ['1h', 'cache-write-1h'],
]);

const KNOWN_WORDS: ReadonlySet<string> = new Set([
  ...TIER_WORDS.keys(),
  ...TTL_WORDS.keys(),
  ...['input', 'output', 'cache', 'read', 'write', 'token', 'tokens', 'count', 'million', 'text', 'prompt'],
  ...['optimized', 'global', 'cross', 'region', 'long', 'l', 'ctx', 'context'],
]);

function directionOf(words: ReadonlySet<string>): Direction | undefined {
  if (words.has('cache')) return cacheDirectionOf(words);
  if (words.has('read') || words.has('write') || hasTtl(words)) return undefined;
  if (words.has('input') === words.has('output')) return undefined;
  return words.has('input') ? 'input' : 'output';
}

/** A write without a TTL is one for five minutes, the only one that older models have. */
function cacheDirectionOf(words: ReadonlySet<string>): Direction | undefined {
  if (words.has('read') === words.has('write') || words.has('output')) return undefined;
  if (words.has('read')) return hasTtl(words) ? undefined : 'cache-read';
  const ttls = [...TTL_WORDS].filter(([word]) => words.has(word)).map(([, direction]) => direction);
  return ttls.length > 1 ? undefined : (ttls[0] ?? 'cache-write-5m');
}

function hasTtl(words: ReadonlySet<string>): boolean {
  return [...TTL_WORDS.keys()].some((word) => words.has(word));
}
