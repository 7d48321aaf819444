import assert from 'node:assert/strict';
import type { CallEstimate, EstimateSubject } from '../../../src/core/cost/callEstimate.ts';
import { estimateCall } from '../../../src/core/cost/estimateCall.ts';
import type { AmountRange } from '../../../src/core/domain/estimates.ts';
import type { Resolved } from '../../../src/core/domain/resolved.ts';
import { ABSENT, unknown } from '../../../src/core/domain/resolved.ts';
import type { Segment, SegmentRole } from '../../../src/core/domain/segment.ts';
import type { TextPart } from '../../../src/core/domain/value.ts';
import type { Settings } from './subjects.ts';
import { CHECKPOINT, context, hole, known, segment, subject, VAGUE_COUNTER, words } from './subjects.ts';

const CASES = 500;

describe('estimates of any call', () => {
  it('keep low ≤ likely ≤ high, none negative, all finite', () => {
    forEachCase((estimate, description) => {
      for (const range of rangesOf(estimate)) {
        const isOrdered = 0 <= range.low && range.low <= range.likely && range.likely <= range.high;
        assert.ok(isOrdered && Number.isFinite(range.high), `${JSON.stringify(range)} in ${description}`);
      }
    });
  });

  it('have likely money that is the sum of its parts', () => {
    forEachCase((estimate, description) => {
      const sum = estimate.parts.reduce((total, { usd }) => total + usd, 0);
      if (estimate.usdPerCall !== undefined) assert.equal(estimate.usdPerCall.likely, sum, description);
      const billed = estimate.parts.filter(({ kind }) => kind !== 'output');
      const tokens = billed.reduce((total, part) => total + part.tokens, 0);
      if (estimate.usdPerCall !== undefined) assertSameTokens(tokens, estimate, description);
    });
  });

  it('have money or the reason why not', () => {
    forEachCase(({ usdPerCall, unpricedBecause }, description) => {
      assert.equal(usdPerCall === undefined, unpricedBecause !== undefined, description);
    });
  });

  it('do not get cheaper with more text or a higher cap', () => {
    const random = generator(7);
    for (let index = 0; index < CASES; index++) {
      const call = randomSubject(random);
      const settings = context(randomSettings(random), VAGUE_COUNTER);
      const more = { ...call, segments: [...call.segments, segment('user', [words(1 + below(random, 500))])] };
      const higher =
        call.maxTokens.state === 'known' ? { ...call, maxTokens: known(call.maxTokens.value + 100) } : call;
      const before = estimateCall(call, settings).usdPerCall;
      for (const changed of [more, higher]) {
        const after = estimateCall(changed, settings).usdPerCall;
        if (before === undefined || after === undefined) continue;
        for (const point of ['low', 'likely', 'high'] as const) {
          assert.ok(after[point] >= before[point] * (1 - 1e-12), `${point} fell in ${JSON.stringify(call)}`);
        }
      }
    }
  });

  it('cost no more with a cache than its writes and reads say, and no less', () => {
    const random = generator(11);
    for (let index = 0; index < CASES; index++) {
      const call = randomSubject(random);
      const share = random();
      const cacheHitRate = (rate: number) =>
        estimateCall(call, context({ workload: { cacheHitRate: rate } }, VAGUE_COUNTER)).candidates[0];
      const [never, sometimes, always] = [cacheHitRate(0), cacheHitRate(share), cacheHitRate(1)];
      if (sometimes?.caching?.state !== 'active' || sometimes.caching.usd === undefined) continue;
      const { firstCall, laterCall } = sometimes.caching.usd;
      const mixed = (1 - share) * firstCall.likely + share * laterCall.likely;
      assertClose(sometimes.usdPerCall?.likely, mixed);
      assertClose(never?.usdPerCall?.likely, firstCall.likely);
      assertClose(always?.usdPerCall?.likely, laterCall.likely);
    }
  });

  it('pay for a cache from the number of calls on that they say', () => {
    const random = generator(13);
    for (let index = 0; index < CASES; index++) {
      const { caching } = estimateCall(randomSubject(random), context({}, VAGUE_COUNTER));
      for (const { usd } of [
        ...(caching?.byTtl ?? []),
        ...(caching?.usd === undefined ? [] : [{ usd: caching.usd }]),
      ]) {
        const { uncached, firstCall, laterCall, breakEvenCalls } = usd;
        const saved = (calls: number): number =>
          calls * uncached.likely - firstCall.likely - (calls - 1) * laterCall.likely;
        if (breakEvenCalls === undefined) assert.ok(saved(1e6) <= 1e-6);
        else assert.ok(saved(breakEvenCalls) > 0 && (breakEvenCalls === 1 || saved(breakEvenCalls - 1) <= 1e-12));
      }
    }
  });

  it('are the same to the last bit when asked again', () => {
    const [first, second] = [generator(3), generator(3)].map((random) =>
      Array.from({ length: 50 }, () =>
        estimateCall(randomSubject(random), context(randomSettings(random), VAGUE_COUNTER)),
      ),
    );
    assert.deepEqual(first, second);
  });

  function forEachCase(check: (estimate: CallEstimate, description: string) => void): void {
    const random = generator(1);
    for (let index = 0; index < CASES; index++) {
      const call = randomSubject(random);
      const settings = randomSettings(random);
      check(estimateCall(call, context(settings, VAGUE_COUNTER)), JSON.stringify({ call, settings }));
    }
  }
});

function assertSameTokens(tokens: number, { inputTokens }: CallEstimate, description: string): void {
  assert.ok(
    Math.abs(tokens - inputTokens.likely) < 1e-6,
    `${tokens} of ${inputTokens.likely} billed in ${description}`,
  );
}

function assertClose(actual: number | undefined, expected: number): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= expected * 1e-12, `${actual} is not ${expected}`);
}

function rangesOf(estimate: CallEstimate): readonly AmountRange[] {
  const { caching } = estimate;
  return [estimate, ...estimate.candidates]
    .flatMap((one) => [
      one.inputTokens,
      one.outputTokens,
      one.frameTokens,
      one.fixedTokens,
      one.stablePrefixTokens,
      one.usdPerCall,
      one.inputUsdPerCall,
      caching?.prefixTokens,
      caching?.usd?.uncached,
      caching?.usd?.firstCall,
      caching?.usd?.laterCall,
      ...one.segments.map(({ tokens }) => tokens),
    ])
    .filter((range) => range !== undefined);
}

type Random = () => number;

/** Mulberry32: small, seeded, the same everywhere. */
function generator(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function pick<T>(random: Random, ...options: readonly T[]): T {
  const option = options[below(random, options.length)];
  if (option === undefined) throw new Error('nothing to pick from');
  return option;
}

const ROLES: readonly SegmentRole[] = ['tools', 'system', 'user', 'assistant', 'document', 'image'];

const MODELS: readonly string[] = [
  'us.anthropic.claude-test-1-v1:0',
  'global.anthropic.claude-test-1-v1:0',
  'us.amazon.nova-test-v1:0',
  'amazon.nova-test-v1:0',
  'us.openai.gpt-test',
  'us.meta.llama-test-8b-v1:0',
  'no.such-model',
];

function randomSubject(random: Random): EstimateSubject {
  const model = pick(random, ...MODELS);
  return subject({
    model: random() < 0.2 ? known(model, pick(random, ...MODELS)) : random() < 0.1 ? unknown('any') : known(model),
    region: pick<Resolved<string>>(random, ABSENT, known('us-east-1'), known('eu-central-1')),
    serviceTier: pick<Resolved<string>>(random, ABSENT, ABSENT, known('flex'), unknown('any')),
    maxTokens: pick<Resolved<number>>(random, ABSENT, unknown('any'), known(below(random, 5000))),
    segments: Array.from({ length: below(random, 6) }, () => randomSegment(random)),
    messageCount: below(random, 4),
    toolCount: below(random, 3),
    loop: { isInLoop: random() < 0.5, isInHandler: false },
  });
}

function randomSegment(random: Random): Segment {
  const parts = Array.from({ length: below(random, 4) }, (): TextPart =>
    random() < 0.3
      ? hole(pick(random, 'question', 'docs', 'today', 'x'), pick(random, 'time', 'random', 'input', 'unknown'))
      : words(below(random, 3000)),
  );
  const ttl = pick(random, {}, { ttlSeconds: 300 }, { ttlSeconds: 3600 });
  const more = random() < 0.3 ? { checkpoint: { ...CHECKPOINT, ...ttl } } : {};
  return segment(pick(random, ...ROLES), parts, more);
}

function randomSettings(random: Random): Settings {
  if (random() < 0.4) return {};
  const likely = below(random, 1000);
  return {
    workload: {
      ...(random() < 0.5 ? { outputTokens: { low: likely >> 1, likely, high: likely * 2 } } : {}),
      ...(random() < 0.5 ? { cacheHitRate: random() } : {}),
    },
  };
}
