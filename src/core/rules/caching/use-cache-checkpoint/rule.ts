import * as z from 'zod';
import type { CachingMoney, EstimateSubject, ModelEstimate } from '../../../cost/callEstimate.ts';
import { cacheableField } from '../../../cost/cachedPrefix.ts';
import { estimateCall } from '../../../cost/estimateCall.ts';
import type { Workload } from '../../../configuration/configuration.ts';
import type { MoneyFormat } from '../../../cost/format.ts';
import { formatDuration, formatPercent, formatTokens, plural } from '../../../cost/format.ts';
import { callsWithin, hitRateOfTraffic } from '../../../cost/traffic.ts';
import type { EditIntent } from '../../../domain/edit.ts';
import type { TokenEstimate } from '../../../domain/estimates.ts';
import { scaleRange } from '../../../domain/estimates.ts';
import type { Savings } from '../../../domain/finding.ts';
import type { Segment } from '../../../domain/segment.ts';
import { isVolatileSegment } from '../../../domain/segment.ts';
import type { KnownCandidate } from '../../candidates.ts';
import { factRange, isSaidToCache, knownCandidates, takesCheckpoints } from '../../candidates.ts';
import type { RuleContext } from '../../rule.ts';
import { defineRule } from '../../rule.ts';
import type { RuleSubject } from '../../ruleSubject.ts';

interface MissingCheckpoint {
  readonly prefixTokens: TokenEstimate;
  readonly money: CachingMoney;
  readonly breakEvenCalls: number;
  readonly ttlSeconds: number;
  readonly sharedBy: SharedBy;
  /** Share of calls that would read the prefix, where the configured traffic tells. */
  readonly hitRate: number | undefined;
  readonly callsPerMonth: number | undefined;
  readonly behind: string;
  readonly insertCheckpoint: readonly EditIntent[];
  /** True where a model card says that the model caches by itself. */
  readonly isSaidToCache: boolean;
}

/** Why more than one call shares the prefix. */
type SharedBy = 'loop' | 'handler' | 'traffic';

export const useCacheCheckpoint = defineRule<object, MissingCheckpoint>({
  meta: {
    name: 'caching/use-cache-checkpoint',
    summary: 'A long beginning of the request is the same in every call, and each call pays for it in full.',
    since: '0.1.0',
    judges: 'content',
    yieldsTo: [
      'correctness/no-wrong-cache-dialect',
      'correctness/no-invalid-cache-checkpoint',
      'correctness/no-foreign-body',
    ],
    fix: 'unsafe',
    options: z.strictObject({}),
  },
  check(subject, context) {
    if (subject.kind !== 'call') return undefined;
    const candidates = knownCandidates(subject);
    const index = checkpointIndex(subject.request.segments);
    const segment = subject.request.segments[index];
    if (candidates === undefined || segment?.insertCheckpoint === undefined) return undefined;
    if (!candidates.every((candidate) => canCheckpoint(candidate, segment, subject.request))) return undefined;

    const cached = estimateCall(withCheckpoint(subject.request, index), context);
    if (!cached.candidates.every(isLongEnough)) return undefined;
    const gain = gainOf(cached, segment, segment.insertCheckpoint, subject, context);
    return gain && { ...gain, isSaidToCache: isSaidToCache(candidates) };
  },
  message: (facts, money) => messageOf(facts, money),
  fixes: ({ behind, insertCheckpoint }) => [
    { title: `Insert a cache checkpoint behind ${behind}`, safety: 'unsafe', edits: insertCheckpoint },
  ],
  savings: (facts) => savingsOf(facts),
});

/** The last segment of the stable beginning that a checkpoint can be written behind; -1 without one. */
function checkpointIndex(segments: readonly Segment[]): number {
  if (segments.some(({ checkpoint }) => checkpoint !== undefined)) return -1;
  const firstVolatile = segments.findIndex(isVolatileSegment);
  const stable = firstVolatile < 0 ? segments : segments.slice(0, firstVolatile);
  return stable.findLastIndex(({ insertCheckpoint }) => insertCheckpoint !== undefined);
}

function canCheckpoint({ target }: KnownCandidate, segment: Segment, { operation }: EstimateSubject): boolean {
  return takesCheckpoints(target.model, operation, cacheableField(segment.role));
}

function withCheckpoint(request: EstimateSubject, index: number): EstimateSubject {
  const checkpoint = { uri: request.uri, range: { start: 0, end: 0 } };
  const segments = request.segments.map((segment, at) => (at === index ? { ...segment, checkpoint } : segment));
  return { ...request, segments };
}

function isLongEnough({ target, caching }: ModelEstimate): boolean {
  if (target.model === undefined || caching?.minimumTokens === undefined) return false;
  const { high } = factRange(target.model, 'caching.minimumTokens', caching.minimumTokens);
  return caching.prefixTokens.low >= high;
}

function gainOf(
  { caching }: ModelEstimate,
  segment: Segment,
  insertCheckpoint: readonly EditIntent[],
  subject: RuleSubject,
  { workload }: RuleContext<object>,
): Omit<MissingCheckpoint, 'isSaidToCache'> | undefined {
  const money = caching?.usd;
  if (caching === undefined || money?.breakEvenCalls === undefined) return undefined;
  const { ttlSeconds, prefixTokens } = caching;
  const sharedBy = sharedByCalls(subject, workload, ttlSeconds, money.breakEvenCalls);
  if (sharedBy === undefined) return undefined;
  return {
    prefixTokens,
    money,
    breakEvenCalls: money.breakEvenCalls,
    ttlSeconds,
    sharedBy,
    hitRate: hitRateOf(workload, ttlSeconds),
    callsPerMonth: workload?.callsPerMonth,
    behind: nameOf(segment),
    insertCheckpoint,
  };
}

/** Configured traffic that is too thin outweighs a handler, but not a loop, whose calls come together. */
function sharedByCalls(
  { request }: RuleSubject,
  workload: Workload | undefined,
  ttlSeconds: number,
  breakEven: number,
): SharedBy | undefined {
  if (request.loop.isInLoop) return 'loop';
  if (workload?.callsPerMonth !== undefined) {
    return callsWithin(ttlSeconds, workload.callsPerMonth) >= breakEven ? 'traffic' : undefined;
  }
  return request.loop.isInHandler ? 'handler' : undefined;
}

/** As configured; else as the configured traffic makes it. */
function hitRateOf(workload: Workload | undefined, ttlSeconds: number): number | undefined {
  const { cacheHitRate, callsPerMonth } = workload ?? {};
  return cacheHitRate ?? (callsPerMonth === undefined ? undefined : hitRateOfTraffic(callsPerMonth, ttlSeconds));
}

const SEGMENT_NAMES: Readonly<Partial<Record<Segment['role'], string>>> = {
  system: 'the system prompt',
  tools: 'the tools',
};

function nameOf({ role }: Segment): string {
  return SEGMENT_NAMES[role] ?? 'the fixed messages';
}

const SHARING: Readonly<Record<SharedBy, string>> = {
  loop: 'in every turn of the loop',
  handler: 'for every event',
  traffic: 'in all of the configured calls',
};

function messageOf(facts: MissingCheckpoint, money: MoneyFormat): string {
  const { prefixTokens, sharedBy } = facts;
  const saved = (facts.money.uncached.likely - facts.money.laterCall.likely) * 1000;
  const usdPerMonth = savingsOf(facts).usdPerMonth?.likely;
  const monthly =
    usdPerMonth === undefined ? '' : `, ≈ ${money.amount(usdPerMonth)} a month with the configured traffic`;
  // AWS's card against 1,727 measured calls: PrimeIntellect-ai/prime-agent, pull request 1082.
  const card = facts.isSaidToCache
    ? " AWS's model card says that the model caches by itself; measured, calls without a checkpoint find nothing there."
    : '';
  return (
    `The first ${formatTokens(prefixTokens)} are the same ${SHARING[sharedBy]} and paid in full: a cache checkpoint behind them ` +
    `saves ≈ ${money.amount(saved)} per 1,000 calls${monthly}. That is for calls that find the cache filled; ${fillingText(facts)}.${card}`
  );
}

function fillingText({ money, breakEvenCalls, ttlSeconds }: MissingCheckpoint): string {
  const extra = money.firstCall.likely / money.uncached.likely - 1;
  if (extra <= 0) return 'filling it costs nothing extra';
  const payOff = `it pays off from ${plural(breakEvenCalls, 'call')} within ${formatDuration(ttlSeconds)}`;
  return `the call that fills it costs ${formatPercent(extra)} more, so ${payOff}`;
}

function savingsOf({ money, hitRate, callsPerMonth, ttlSeconds }: MissingCheckpoint): Savings {
  const hits = hitRate ?? 1;
  const reading = scaleRange(differenceOf(money, 'laterCall'), hits);
  const writing = scaleRange(differenceOf(money, 'firstCall'), 1 - hits);
  const perCall = {
    low: Math.max(0, reading.low + writing.low),
    likely: Math.max(0, reading.likely + writing.likely),
    high: Math.max(0, reading.high + writing.high),
  };
  const assumption =
    hitRate === undefined
      ? 'Every call finds the cache filled.'
      : `${formatPercent(hitRate)} of calls find the cache filled within ${formatDuration(ttlSeconds)}.`;
  return {
    usdPerThousandCalls: scaleRange(perCall, 1000),
    ...(callsPerMonth === undefined || hitRate === undefined
      ? {}
      : { usdPerMonth: scaleRange(perCall, callsPerMonth) }),
    assumptions: [assumption],
  };
}

/** What a call with the cache costs less; negative where it costs more. */
function differenceOf({ uncached, ...cached }: CachingMoney, call: 'firstCall' | 'laterCall'): SavedRange {
  const differences = (['low', 'likely', 'high'] as const).map((point) => uncached[point] - cached[call][point]);
  const [low = 0, likely = 0, high = 0] = differences;
  return { low: Math.min(low, likely, high), likely, high: Math.max(low, likely, high) };
}

interface SavedRange {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}
