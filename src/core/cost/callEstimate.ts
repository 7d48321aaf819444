import type { ChargeData } from '../catalog/catalogData.ts';
import type { Model } from '../catalog/model.ts';
import type { Rate } from '../catalog/rates.ts';
import type { Currency } from '../configuration/configurationSchema.ts';
import type { CallRequest, CallSite, Use } from '../domain/callSite.ts';
import type { AmountRange, EstimateMethod, TokenEstimate } from '../domain/estimates.ts';
import type { PromptTemplate } from '../domain/promptTemplate.ts';
import { ABSENT } from '../domain/resolved.ts';
import type { SegmentRole } from '../domain/segment.ts';
import type { TokenCorrection } from '../domain/countTokens.ts';
import type { OutputEvidence } from './output/clue.ts';

/** What is priced: all of a call site that its cost depends on. */
export type EstimateSubject = Omit<CallRequest, 'project' | 'setMaxTokens' | 'isStreaming'> &
  Pick<CallSite, 'uri' | 'loop'> &
  Partial<Pick<CallSite, 'project' | 'companions' | 'isDeclared' | 'reckoning'>> & {
    /** Absent for a template, which is no call by itself. */
    readonly id?: string | undefined;
  };

/** A use as what is priced: under its call's name and by the workload of the call's file. */
export function subjectOfUse({ id, uri }: Pick<CallSite, 'id' | 'uri'>, use: Use): EstimateSubject {
  return { ...use, id, uri };
}

/** A template as if it were sent by Converse, alone. */
export function subjectOfTemplate(template: PromptTemplate): EstimateSubject {
  const messages = template.segments.filter(({ role }) => role !== 'system' && role !== 'tools');
  return {
    uri: template.uri,
    operation: 'Converse',
    model: template.model,
    region: ABSENT,
    serviceTier: ABSENT,
    maxTokens: template.maxTokens,
    takesMaxTokens: true,
    segments: template.segments,
    messageCount: Math.max(1, messages.length),
    toolCount: 0,
    hasUnseenInput: false,
    loop: { isInLoop: false, isInHandler: false },
  };
}

/**
 * Tokens and money of one call. Where the call can go to several models, every range of tokens spans all of them and every
 * range of money those that have a price, the ceilings are the dearest, and what else is not a range is that of the first
 * one with a price.
 */
export interface CallEstimate extends ModelEstimate {
  /** The models of several that have no price; empty where none has one, since then the whole call has none. */
  readonly unpriced: readonly UnpricedModel[];
  /** One per model and Region that the call can have, the likeliest first; a single one without model when none is known. */
  readonly candidates: readonly ModelEstimate[];
}

/** The same for one model in one Region. */
export interface ModelEstimate {
  readonly target: CallTarget;
  /** In the order of the subject's segments. */
  readonly segments: readonly SegmentEstimate[];
  /** What the API adds around the texts: roles, turns, the tools' instructions. */
  readonly frameTokens: TokenEstimate;
  readonly inputTokens: InputTokens;
  readonly seenInput: SeenInput;
  /** The part of the input that is the same in every call: static texts and what the API adds. */
  readonly fixedTokens: TokenEstimate;
  readonly outputTokens: OutputTokens;
  /** The most that the model may write in one call. Undefined when neither a cap nor the model's maximum is known. */
  readonly outputCeiling: OutputCeiling | undefined;
  /** Tokens before the first piece that can differ between calls: tools, system, then messages. */
  readonly stablePrefixTokens: TokenEstimate;
  /** Undefined when the model is unknown or does not cache prompts. */
  readonly caching: CachingEstimate | undefined;
  /** Quota (tokens per minute) that a call takes. Undefined when the ceiling is. */
  readonly quota: QuotaUse | undefined;
  /** Prices at the likely length of the input. Undefined when there are none. */
  readonly rates: CallRates | undefined;
  /**
   * Input and output, as far as their sizes are known: {@link unsized} is what is not in it. Undefined when there is no
   * price, and then {@link unpricedBecause} says why.
   */
  readonly usdPerCall: AmountRange | undefined;
  /** A call with the likely input whose answer is as long as {@link outputCeiling}. Undefined without price or ceiling. */
  readonly usdCeilingPerCall: number | undefined;
  /** The share of {@link usdPerCall} that the input makes. */
  readonly inputUsdPerCall: AmountRange | undefined;
  readonly unpricedBecause: string | undefined;
  /** What the call sends besides, of sizes that nothing tells; one entry a name. */
  readonly unsized: readonly UnsizedInput[];
  /** Set where the likely input is above the length from which the whole request is billed at another price. */
  readonly longContext: LongContext | undefined;
  /** What makes the likely money, in the order in which it is summed. */
  readonly parts: readonly CostPart[];
  /** What exact counts say of the model's texts; undefined where nothing was counted. */
  readonly tokenCorrection: TokenCorrection | undefined;
  /** In which money is shown; all of it here is in US dollars. Undefined: those. */
  readonly currency: Currency | undefined;
  /** Set for a call that sends what was said before, where there is a price. */
  readonly conversation: ConversationCost | undefined;
  /** What the call pays for besides tokens; in none of the money above. */
  readonly otherCharges: readonly ChargeData[];
  /** Sentences for a person, each with what to write in the configuration where that helps. */
  readonly assumptions: readonly string[];
}

/** A large piece of input that is in no figure, since any size would be made up. */
export interface UnsizedInput {
  /** Of the placeholder; `prompt` where nothing of the input is seen. */
  readonly name: string;
  readonly role: SegmentRole;
  /** Of input; undefined without a price. */
  readonly usdPerMillionTokens: number | undefined;
  /** The highest such price of several models, where it is another one. */
  readonly highestUsdPerMillionTokens?: number;
}

export interface UnpricedModel {
  readonly modelId: string;
  readonly because: string;
}

export interface LongContext {
  readonly aboveTokens: number;
  /** Of input up to there. */
  readonly shortUsdPerMillionTokens: number;
}

/** Where a call goes. */
export interface CallTarget {
  /** As written, or as the configuration's alias says; undefined when it is not known. */
  readonly modelId: string | undefined;
  /** Undefined when it is not known or not in the catalogue. */
  readonly model: Model | undefined;
  /** Prefix of the inference profile: `us`, `global`. */
  readonly profile: string | undefined;
  /** Undefined when neither code nor configuration says. */
  readonly region: string | undefined;
}

/** `some`: the request can hold more than is counted, such as a history that is passed in; `none`: nothing of it is seen. */
export type SeenInput = 'all' | 'some' | 'none';

export interface CallRates {
  readonly input: Rate;
  /** Undefined for models that write no text. */
  readonly output: Rate | undefined;
  /** Undefined where nothing can be read from a cache at a price of its own. */
  readonly cache: CacheRates | undefined;
}

export interface CacheRates {
  readonly read: Rate;
  /** Empty where filling the cache has no price of its own. */
  readonly writes: Readonly<Partial<Record<CacheWriteDirection, Rate>>>;
}

export type CacheWriteDirection = 'cache-write-5m' | 'cache-write-30m' | 'cache-write-1h';

/** What a conversation costs that is sent whole with every turn. */
export interface ConversationCost {
  /** The input of the first turn, as far as its size is known. */
  readonly firstTokens: AmountRange;
  /** What each turn adds: its answer, and the next message or the result of a tool. */
  readonly tokensPerTurn: AmountRange;
  /** Of 1, 10 and 100 turns. */
  readonly sums: readonly ConversationSum[];
}

export interface ConversationSum {
  readonly turns: number;
  readonly usd: AmountRange;
  /** With a checkpoint that moves on to the last message, as long as turns come within its time; undefined without a cache. */
  readonly cachedUsd: AmountRange | undefined;
}

export interface InputTokens extends TokenEstimate {
  /** Likely tokens that are the same in every call. */
  readonly fixed: number;
}

/**
 * What bounds the answers. `configuration`: the configured size; `cap`, `model-maximum`: what may be written at most;
 * `unknown`: nothing that is known.
 */
export type OutputBasis = 'configuration' | 'cap' | 'model-maximum' | 'unknown';

/** Where nine of ten answers lie, thoughts included, never above the ceiling; all 0 where no text is written. */
export interface OutputTokens extends AmountRange {
  readonly basis: OutputBasis;
  /** Nobody knows an answer before it is written. */
  readonly method: 'assumed';
  /** What the size rests on. */
  readonly evidence: OutputEvidence;
}

export interface OutputCeiling {
  readonly tokens: number;
  readonly basis: 'cap' | 'service-default' | 'model-maximum';
  /** Undefined without a price. */
  readonly usd: number | undefined;
}

export interface QuotaUse {
  /** Taken when the call starts, and given back but for what was used: likely input and the ceiling of the output. */
  readonly reservedTokens: number;
  /** Tokens of quota that one written token uses up; undefined when not established. */
  readonly outputMultiplier: number | undefined;
}

export interface SegmentEstimate {
  readonly role: SegmentRole;
  readonly tokens: TokenEstimate;
  readonly isVolatile: boolean;
  readonly placeholders: readonly PlaceholderEstimate[];
}

export interface PlaceholderEstimate {
  readonly name: string;
  /** Of one filling; for an unsized one, what is known of it: the text that is written for one item of a list. */
  readonly tokens: AmountRange;
  /** How often it is filled in one request, where a template's loop or condition decides; absent means once. */
  readonly repeat?: AmountRange;
  readonly method: EstimateMethod;
  /** `code`: what the code says bounds it; `default`: nothing but its name, or how often a list's item comes, is guessed. */
  readonly basis: 'configuration' | 'sample' | 'code' | 'default';
  /** What the code says of its size, for a person: "a number", "at most 4,000 characters, as the code cuts it". */
  readonly evidence?: string;
  /** Set where nothing tells the size of what can be large: it is in no figure, but named beside them. */
  readonly isUnsized?: true;
  /** What unsized pieces of its kind often have: for the length of a translation of it, and never shown. */
  readonly usualTokens?: AmountRange;
  /** Set where the size is assumed, and too small to be spoken of. */
  readonly isQuiet?: true;
}

/**
 * - `active`: a checkpoint stands behind enough tokens
 * - `conditional`: the same, but only some calls may send the checkpoint
 * - `too-short`: a checkpoint stands behind fewer tokens than the model's minimum, so nothing is cached
 * - `refused`: a checkpoint stands where the model takes none, or for a time that it does not offer
 * - `not-offered`: a checkpoint, and no price of a cache: batch jobs
 * - `possible`: no checkpoint, but the stable prefix is long enough for one
 * - `implicit`: no checkpoint, and the service caches by itself
 * - `none`: no checkpoint, and the stable prefix is too short for one
 */
export type CachingState =
  'active' | 'conditional' | 'too-short' | 'refused' | 'not-offered' | 'possible' | 'implicit' | 'none';

export interface CachingEstimate {
  readonly state: CachingState;
  /** Up to the last checkpoint; without one, the stable prefix. */
  readonly prefixTokens: TokenEstimate;
  /** Undefined when not established. */
  readonly minimumTokens: number | undefined;
  /** Of the last checkpoint. */
  readonly ttlSeconds: number;
  /** Money of a whole call, output included. Undefined where caching is not priced or cannot be. */
  readonly usd: CachingMoney | undefined;
  /** The same as if the whole prefix were kept for one of the TTLs that the model offers, the shortest first. */
  readonly byTtl: readonly TtlMoney[];
}

export interface TtlMoney {
  readonly ttlSeconds: number;
  readonly usd: CachingMoney;
  /** Evenly spread calls a month from which caching costs less; undefined when it never does. */
  readonly breakEvenCallsPerMonth: number | undefined;
}

export interface CachingMoney {
  readonly uncached: AmountRange;
  /** Writes the prefix into the cache. */
  readonly firstCall: AmountRange;
  /** Reads it from there within the TTL. */
  readonly laterCall: AmountRange;
  /** Calls within the TTL, the first included, from which caching costs less; undefined when it never does. */
  readonly breakEvenCalls: number | undefined;
}

export interface CostPart {
  readonly kind: 'cache-read' | 'cache-write' | 'input' | 'output';
  /** Of a cache write: how long it is kept. */
  readonly ttlSeconds?: number;
  /** Likely tokens. */
  readonly tokens: number;
  readonly usdPerMillionTokens: number;
  readonly usd: number;
  /** "AWS price list of 2026-10-06" */
  readonly priceSource: string;
  /** ISO date. */
  readonly priceDate: string;
}
