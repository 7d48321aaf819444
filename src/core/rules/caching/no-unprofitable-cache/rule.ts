import * as z from 'zod';
import type { MoneyFormat } from '../../../cost/format.ts';
import { formatCount, formatDuration, plural } from '../../../cost/format.ts';
import { knownCandidates } from '../../candidates.ts';
import { defineRule } from '../../rule.ts';
import type { Place } from '../../ruleSubject.ts';
import { placeWithin } from '../../ruleSubject.ts';
import { configuredCallsWithin } from '../../sharedCalls.ts';

interface UnprofitableCache {
  readonly callsWithinTtl: number;
  readonly breakEvenCalls: number | undefined;
  readonly ttlSeconds: number;
  readonly extraUsd: number;
  readonly callsPerMonth: number;
  readonly place: Place;
}

export const noUnprofitableCache = defineRule<object, UnprofitableCache>({
  meta: {
    name: 'caching/no-unprofitable-cache',
    summary: 'By the configured traffic a cache is filled more often than it is read, and costs more than it saves.',
    since: '0.2.0',
    judges: 'content',
    fix: 'none',
    options: z.strictObject({}),
  },
  check(subject, { workload }) {
    const { request } = subject;
    const checkpoint = request.segments.findLast((segment) => segment.checkpoint !== undefined)?.checkpoint;
    const caching = knownCandidates(subject)?.[0]?.caching;
    const { callsPerMonth } = workload ?? {};
    // Calls of a loop come together, and a configured rate says more than evenly spread traffic.
    if (request.loop.isInLoop || workload?.cacheHitRate !== undefined || callsPerMonth === undefined) return undefined;
    if (checkpoint === undefined || caching?.usd === undefined || caching.state !== 'active') return undefined;
    const { ttlSeconds, usd } = caching;
    const callsWithinTtl = configuredCallsWithin(ttlSeconds, workload) ?? Infinity;
    if (callsWithinTtl >= (usd.breakEvenCalls ?? Infinity)) return undefined;
    const extraUsd = usd.firstCall.likely - usd.uncached.likely;
    if (extraUsd <= 0) return undefined;
    const place = placeWithin(subject, checkpoint);
    return { callsWithinTtl, breakEvenCalls: usd.breakEvenCalls, ttlSeconds, extraUsd, callsPerMonth, place };
  },
  place: ({ place }) => place,
  message: (facts, money) => messageOf(facts, money),
});

function messageOf(
  { callsWithinTtl, breakEvenCalls, ttlSeconds, extraUsd, callsPerMonth }: UnprofitableCache,
  money: MoneyFormat,
): string {
  const needed = breakEvenCalls === undefined ? '' : `, and it pays off from ${plural(breakEvenCalls, 'call')} on`;
  const most = money.amount(extraUsd * callsPerMonth);
  return (
    `${formatCount(callsPerMonth)} calls a month are ${callsWithinTtl.toFixed(1)} within the ${formatDuration(ttlSeconds)} that this cache is kept${needed}. ` +
    `Filling it costs up to ${most} a month that nobody reads. Remove the checkpoint, or let it be kept longer where the model offers that.`
  );
}
