import type { CacheableField } from '../catalog/catalogData.ts';
import type { CachePolicy } from '../catalog/model.ts';
import type { TokenEstimate } from '../domain/estimates.ts';
import { addTokens } from '../domain/estimates.ts';
import type { Segment, SegmentRole } from '../domain/segment.ts';
import type { CachingState } from './callEstimate.ts';
import type { CountedSegment } from './segmentTokens.ts';

/** The beginning of a request that is, or could be, kept in the cache. */
export interface CachedPrefix {
  readonly state: CachingState;
  readonly tokens: TokenEstimate;
  /** The part of it that is the same in every call, and so can be read again. */
  readonly stableTokens: TokenEstimate;
  /** Of the last checkpoint. */
  readonly ttlSeconds: number;
  /** How long its beginnings are kept when they are written, the shortest beginning, and longest TTL, first. */
  readonly writes: readonly PrefixWrite[];
  /** False when even the highest count is below what the model caches. */
  readonly mayBeCached: boolean;
  /** The same where the checkpoints are sent that only some calls may send, besides those that all do. */
  readonly perhaps?: CachedPrefix;
}

/** What stands before `tokens`, and behind the write before it, is written for `ttlSeconds`. */
export interface PrefixWrite {
  readonly tokens: TokenEstimate;
  readonly ttlSeconds: number;
}

/** The service keeps a prefix for this long when the request does not say. */
const DEFAULT_TTL_SECONDS = 300;

/**
 * Tokens before the first placeholder, in the order in which the model reads: tools, system, messages. What the API adds
 * for tools stands with them.
 */
export function stablePrefix(segments: readonly CountedSegment[], toolFrame: TokenEstimate): TokenEstimate {
  const tokens: TokenEstimate[] = [toolFrame];
  for (const segment of segments) {
    tokens.push(segment.leadingTokens);
    if (segment.isVolatile) break;
  }
  return addTokens(tokens);
}

/** Tokens of the first `count` segments. */
export function prefixOf(segments: readonly CountedSegment[], count: number, toolFrame: TokenEstimate): TokenEstimate {
  return addTokens([toolFrame, ...segments.slice(0, count).map((segment) => segment.tokens)]);
}

export function cachedPrefix(
  segments: readonly Segment[],
  counted: readonly CountedSegment[],
  toolFrame: TokenEstimate,
  policy: CachePolicy,
): CachedPrefix {
  const whole = markedPrefix(segments, counted, toolFrame, policy);
  if (!segments.some(({ checkpoint }) => checkpoint?.isConditional)) return whole;
  const sure = segments.map((segment) => (segment.checkpoint?.isConditional ? withoutCheckpoint(segment) : segment));
  if (sure.some(({ checkpoint }) => checkpoint !== undefined))
    return { ...markedPrefix(sure, counted, toolFrame, policy), perhaps: whole };
  return whole.state === 'active' ? { ...whole, state: 'conditional' } : whole;
}

function withoutCheckpoint(segment: Segment): Segment {
  const { checkpoint: _, ...rest } = segment;
  return rest;
}

function markedPrefix(
  segments: readonly Segment[],
  counted: readonly CountedSegment[],
  toolFrame: TokenEstimate,
  policy: CachePolicy,
): CachedPrefix {
  const last = segments.findLastIndex((segment) => segment.checkpoint !== undefined);
  if (last < 0) return prefixWithoutCheckpoint(counted, toolFrame, policy);

  const tokens = prefixOf(counted, last + 1, toolFrame);
  const writes = prefixWrites(segments, counted, toolFrame, policy);
  const reread = segments.findLastIndex(
    (segment, index) => segment.checkpoint !== undefined && isRepeatable(segments.slice(0, index + 1)),
  );
  const cached = counted.slice(0, last + 1);
  const hasUnsized = cached.some(({ placeholders }) => placeholders.some(({ isUnsized }) => isUnsized));
  const isRefused = isRefusedBy(segments, policy);
  return {
    state: isRefused ? 'refused' : hasUnsized || reaches(tokens, policy) ? 'active' : 'too-short',
    mayBeCached: !isRefused && (hasUnsized || tokens.high >= (policy.minimumTokens ?? 0)),
    tokens,
    stableTokens: reread < 0 ? NOTHING : prefixOf(counted, reread + 1, toolFrame),
    ttlSeconds: writes.at(-1)?.ttlSeconds ?? defaultTtl(policy),
    writes,
  };
}

/** True when one of the checkpoints makes the service refuse the call, or is left out by it. */
function isRefusedBy(segments: readonly Segment[], policy: CachePolicy): boolean {
  const marked = segments.filter(({ checkpoint }) => checkpoint !== undefined);
  if (marked.length > (policy.maximumCheckpoints ?? Infinity)) return true;
  let shortest = Infinity;
  return marked.some(({ role, checkpoint }) => {
    const ttl = checkpoint?.ttlSeconds ?? defaultTtl(policy);
    const isLonger = ttl > shortest;
    shortest = ttl;
    const isOffered = policy.ttlSeconds.length === 0 || policy.ttlSeconds.includes(ttl);
    return isLonger || !isOffered || !policy.fields.includes(cacheableField(role));
  });
}

/** The field of a request that a segment stands in, as cache policies name them. */
export function cacheableField(role: SegmentRole): CacheableField {
  return role === 'system' || role === 'tools' ? role : 'messages';
}

/** A checkpoint's TTL counts for all that stands before it, unless a later one keeps that for longer. */
function prefixWrites(
  segments: readonly Segment[],
  counted: readonly CountedSegment[],
  toolFrame: TokenEstimate,
  policy: CachePolicy,
): readonly PrefixWrite[] {
  const writes: PrefixWrite[] = [];
  segments.forEach(({ checkpoint }, index) => {
    if (checkpoint === undefined) return;
    const ttlSeconds = checkpoint.ttlSeconds ?? defaultTtl(policy);
    while ((writes.at(-1)?.ttlSeconds ?? Infinity) <= ttlSeconds) writes.pop();
    writes.push({ tokens: prefixOf(counted, index + 1, toolFrame), ttlSeconds });
  });
  return writes;
}

/** True when the likely prefix is long enough, or no minimum is known. */
export function reaches(tokens: TokenEstimate, policy: CachePolicy): boolean {
  return tokens.likely > 0 && tokens.likely >= (policy.minimumTokens ?? 0);
}

function prefixWithoutCheckpoint(
  counted: readonly CountedSegment[],
  toolFrame: TokenEstimate,
  policy: CachePolicy,
): CachedPrefix {
  const tokens = stablePrefix(counted, toolFrame);
  const state = reaches(tokens, policy) ? 'possible' : 'none';
  return {
    state: policy.isImplicit === true ? 'implicit' : state,
    mayBeCached: tokens.high >= (policy.minimumTokens ?? 0),
    tokens,
    stableTokens: tokens,
    ttlSeconds: defaultTtl(policy),
    writes: [{ tokens, ttlSeconds: defaultTtl(policy) }],
  };
}

const NOTHING: TokenEstimate = { low: 0, likely: 0, high: 0, method: 'exact' };

/** What could not be followed may well be the same in every call; a date, an id or the user's words are not. */
function isRepeatable(segments: readonly Segment[]): boolean {
  return segments.every((segment) =>
    segment.parts.every((part) => part.kind === 'text' || part.volatility === 'unknown'),
  );
}

export function defaultTtl(policy: CachePolicy): number {
  return policy.ttlSeconds.includes(DEFAULT_TTL_SECONDS)
    ? DEFAULT_TTL_SECONDS
    : (policy.ttlSeconds[0] ?? DEFAULT_TTL_SECONDS);
}
