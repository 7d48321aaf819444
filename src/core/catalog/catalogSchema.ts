/** Shapes of the YAML files under `data/`, checked when the catalogue is built. Not loaded at run time. */
import * as z from 'zod';
import {
  CACHEABLE_FIELDS,
  CONTEXT_BANDS,
  LIFECYCLE_STATES,
  MODALITIES,
  ROUTINGS,
  SERVICE_TIERS,
} from './catalogData.ts';
import { TOKEN_FAMILIES } from '../domain/tokenFamily.ts';

const text = z.string().min(1);
const isoDate = z.string().regex(/^20\d\d-[01]\d-[0-3]\d$/, 'is not an ISO date');
const tokens = z.number().int().positive();
const regions = z
  .string()
  .regex(/^-?[a-z0-9-]+( -?[a-z0-9-]+)*$/, 'is not a list of Regions or groups with one space between them')
  .describe('Region ids and group names with a space between them; -name takes away');
const source = text.describe('key in sources.yaml');
/** A text model that costs more than this per million tokens is a slip by a thousand. */
const usdPerMillionTokens = z.number().nonnegative().max(1000);

const directionPrices = {
  input: usdPerMillionTokens.exactOptional(),
  output: usdPerMillionTokens.exactOptional(),
  cacheRead: usdPerMillionTokens.exactOptional(),
  cacheWrite5m: usdPerMillionTokens.exactOptional(),
  cacheWrite30m: usdPerMillionTokens.exactOptional(),
  cacheWrite1h: usdPerMillionTokens.exactOptional(),
};

const multiplier = z.number().nonnegative().max(10);

const priceRow = z.strictObject({
  regions,
  routing: z.enum(ROUTINGS).exactOptional().describe('left out: in-Region calls and geo profiles alike'),
  tier: z.enum(SERVICE_TIERS).exactOptional(),
  context: z.enum(CONTEXT_BANDS).exactOptional(),
  ...directionPrices,
  from: isoDate.exactOptional().describe('date from which AWS bills it; left out when older than the oldest list read'),
  source: source.exactOptional(),
  checked: isoDate.exactOptional(),
  note: text.exactOptional(),
});

const tokenFact = z.strictObject({ tokens, source });

const tierOffer = z.strictObject({
  multiplier: multiplier.exactOptional(),
  cacheMultiplier: multiplier.exactOptional().describe('left out: prompt caching has no price in this tier'),
  routing: z.array(z.enum(ROUTINGS)).exactOptional(),
  notIn: regions.exactOptional(),
});

/** Facts that can stand once in `shared:` for all models of a file. */
const sharedFacts = {
  family: z.enum(TOKEN_FAMILIES).exactOptional(),
  modality: z.enum(MODALITIES).exactOptional(),
  contextWindow: tokenFact.exactOptional(),
  maxOutputTokens: tokenFact.exactOptional(),
  caching: z
    .strictObject({
      minimumTokens: tokens.exactOptional(),
      maximumCheckpoints: tokens.exactOptional(),
      maximumCachedTokens: tokens.exactOptional(),
      ttlSeconds: z.array(z.number().int().positive()).describe('empty: not known'),
      fields: z.array(z.enum(CACHEABLE_FIELDS)).min(1),
      isImplicit: z.boolean().exactOptional(),
      hasCachePoint: z.boolean().exactOptional(),
      source,
    })
    .exactOptional(),
  invokeCap: z
    .strictObject({
      fields: z.array(z.string().regex(/^[A-Za-z_]+(\.[A-Za-z_]+)*$/)).min(1),
      isRequired: z.boolean().exactOptional(),
      defaultTokens: tokens.exactOptional(),
      source,
    })
    .exactOptional(),
  quotaBurndown: z.strictObject({ outputMultiplier: z.number().positive().max(100), source }).exactOptional(),
  lifecycle: z
    .strictObject({
      state: z.enum(LIFECYCLE_STATES),
      endOfLife: isoDate.exactOptional(),
      successor: text.exactOptional(),
      source,
    })
    .exactOptional(),
  countTokens: z.strictObject({ runtime: z.boolean(), mantle: z.boolean().exactOptional(), source }).exactOptional(),
  profiles: z.record(z.string(), regions).exactOptional(),
  inRegion: z.union([regions, z.literal('')]).exactOptional(),
  longContext: z.strictObject({ aboveTokens: tokens, source }).exactOptional(),
  tiers: z.partialRecord(z.enum(SERVICE_TIERS), tierOffer).exactOptional(),
  cacheMultipliers: z
    .strictObject({
      cacheRead: multiplier.exactOptional(),
      cacheWrite5m: multiplier.exactOptional(),
      cacheWrite30m: multiplier.exactOptional(),
      cacheWrite1h: multiplier.exactOptional(),
    })
    .exactOptional(),
  priceSource: source.exactOptional(),
};

const shared = z.strictObject(sharedFacts);

const modelEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+\.[a-z0-9.-]+(:\d+)?$/, 'is not a Bedrock model id'),
  name: text,
  isIdUncertain: z.boolean().exactOptional().describe('no source gives the id: it is made from the name'),
  aliases: z.array(text).exactOptional(),
  ...sharedFacts,
  prices: z.array(priceRow),
  unpricedBecause: text.exactOptional(),
  disagreements: z
    .array(z.strictObject({ about: text, value: z.union([z.string(), z.number()]), source }))
    .exactOptional(),
  note: text.exactOptional(),
});

export const familyFileSchema = z.strictObject({
  provider: z.string().regex(/^[a-z0-9]+$/),
  shared: shared.exactOptional().describe('facts of every model of the file that does not give its own'),
  models: z.array(modelEntry).min(1),
});

export const regionsFileSchema = z.strictObject({
  profilePrefixes: z.record(z.string().regex(/^[a-z-]+$/), text),
  groups: z.record(z.string().regex(/^[a-z0-9-]+$/), regions),
  regions: z.array(
    z.strictObject({ id: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/), geoPrefixes: z.array(z.string()) }),
  ),
});

export const sourcesFileSchema = z.record(
  z.string().regex(/^[a-z0-9.-]+$/),
  z.strictObject({ title: text, checked: isoDate, url: z.url().exactOptional() }),
);

export const chargesFileSchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    name: text,
    usd: z.number().nonnegative().exactOptional(),
    unit: text,
    source: source.exactOptional(),
    note: text.exactOptional(),
  }),
);

export type FamilyFile = z.infer<typeof familyFileSchema>;
export type ModelEntry = z.infer<typeof modelEntry>;

/** JSON Schemas for editors, by path below `data/`; the first line of each YAML file names its own. */
export function catalogJsonSchemas(): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>([
    ['schema/family.schema.json', z.toJSONSchema(familyFileSchema)],
    ['schema/regions.schema.json', z.toJSONSchema(regionsFileSchema)],
    ['schema/sources.schema.json', z.toJSONSchema(sourcesFileSchema)],
    ['schema/charges.schema.json', z.toJSONSchema(chargesFileSchema)],
  ]);
}
