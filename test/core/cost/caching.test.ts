import assert from 'node:assert/strict';
import type { CallEstimate, EstimateSubject } from '../../../src/core/cost/callEstimate.ts';
import { breakEvenCalls } from '../../../src/core/cost/callMoney.ts';
import { estimateCall } from '../../../src/core/cost/estimateCall.ts';
import type { Settings } from './subjects.ts';
import { CHECKPOINT, context, hole, known, segment, subject, words } from './subjects.ts';

const IN_LOOP = { isInLoop: true, isInHandler: false };

describe('money of caching', () => {
  const estimate = (overrides: Partial<EstimateSubject>, settings: Settings = {}): CallEstimate =>
    estimateCall(subject(overrides), context({ workload: { outputTokens: ZERO }, ...settings }));

  const cached = [segment('system', [words(10_000)], { checkpoint: CHECKPOINT }), segment('user', [words(100)])];

  it('writes at 1.25 and reads at a tenth of the input price', () => {
    const { caching, usdPerCall } = estimate({ segments: cached });
    assert.equal(caching?.state, 'active');
    // 10,100 × 3.30; 10,000 × 4.125 + 100 × 3.30; 10,000 × 0.33 + 100 × 3.30, all per million.
    assertNear(caching.usd?.uncached.likely, 0.03333);
    assertNear(caching.usd?.firstCall.likely, 0.04158);
    assertNear(caching.usd?.laterCall.likely, 0.00363);
    assert.equal(caching.usd?.breakEvenCalls, 2);
    assertNear(usdPerCall?.low, 0.00363);
    assertNear(usdPerCall?.high, 0.04158);
  });

  it('is likely that of the call without its cache where nothing says how often it is found filled', () => {
    const { usdPerCall, parts, assumptions } = estimate({ segments: cached });
    const [system, user] = cached;
    const uncached = estimate({
      segments: [{ ...segment('system', system?.parts ?? []) }, user ?? segment('user', [])],
    });
    assert.equal(usdPerCall?.likely, uncached.usdPerCall?.likely);
    assert.deepEqual(
      parts.map(({ kind }) => kind),
      ['input'],
    );
    assert.match(assumptions.join(' '), /How often calls find the cache filled is not known/);
    // Where filling costs nothing extra, no call with a cache costs more than without.
    const free = estimate({ model: known('us.amazon.nova-test-v1:0'), segments: cached });
    assert.equal(free.usdPerCall?.likely, free.caching?.usd?.firstCall.likely);
  });

  describe('with a checkpoint that only some calls send', () => {
    const perhaps = { ...CHECKPOINT, isConditional: true as const };
    const conditional = [segment('system', [words(10_000)], { checkpoint: perhaps }), segment('user', [words(100)])];

    it('is likely that of the call without it, in a loop too, and goes down to the filled cache', () => {
      for (const overrides of [{}, { loop: IN_LOOP }]) {
        const { caching, usdPerCall, assumptions } = estimate({ segments: conditional, ...overrides });
        assert.equal(caching?.state, 'conditional');
        assertNear(usdPerCall?.low, 0.00363);
        assertNear(usdPerCall?.likely, 0.03333);
        assertNear(usdPerCall?.high, 0.04158);
        assert.match(assumptions.join(' '), /may be cached: a condition decides/);
      }
    });

    it('is cached as often as somebody says', () => {
      const workload = { outputTokens: ZERO, cacheHitRate: 1 };
      assertNear(estimate({ segments: conditional }, { workload }).usdPerCall?.likely, 0.00363);
    });

    it('beside one that all send only widens the range', () => {
      const segments = [...cached, segment('user', [words(10_000)], { checkpoint: perhaps })];
      const sure = [...cached, segment('user', [words(10_000)])];
      const [wide, narrow] = [estimate({ segments, loop: IN_LOOP }), estimate({ segments: sure, loop: IN_LOOP })];
      assert.equal(wide.caching?.state, 'active');
      assert.equal(wide.usdPerCall?.likely, narrow.usdPerCall?.likely);
      assertNear(wide.usdPerCall?.low, 20_100 * 0.33e-6);
      assert.ok((wide.usdPerCall?.high ?? 0) > (narrow.usdPerCall?.high ?? 0));
    });
  });

  it('is that of an uncached call where the checkpoint is none that the model takes', () => {
    const hour = { ...CHECKPOINT, ttlSeconds: 3600 };
    const nova = known('us.amazon.nova-test-v1:0');
    const refused: readonly Partial<EstimateSubject>[] = [
      { model: nova, segments: [segment('tools', [words(10_000)], { checkpoint: CHECKPOINT })] },
      { model: nova, segments: [segment('system', [words(10_000)], { checkpoint: hour })] },
      {
        segments: [
          segment('system', [words(5000)], { checkpoint: CHECKPOINT }),
          segment('user', [words(5000)], { checkpoint: hour }),
        ],
      },
      { segments: Array.from({ length: 5 }, () => segment('user', [words(2000)], { checkpoint: CHECKPOINT })) },
    ];
    for (const overrides of refused) {
      const { caching, usdPerCall, assumptions } = estimate({ ...overrides, loop: IN_LOOP });
      assert.equal(caching?.state, 'refused');
      const price = overrides.model === undefined ? 3.3e-6 : 0.8e-6;
      for (const usd of [usdPerCall?.low, usdPerCall?.likely, usdPerCall?.high]) assertNear(usd, 10_000 * price);
      assert.match(assumptions.join(' '), /takes no such cache checkpoint/);
    }
  });

  it('counts a beginning of a size that nothing tells as long enough', () => {
    const segments = [segment('system', [words(10), hole('manual_text')], { checkpoint: CHECKPOINT })];
    assert.equal(estimate({ segments }).caching?.state, 'active');
  });

  it('takes the price of the checkpoint’s own TTL', () => {
    const hour = { ...CHECKPOINT, ttlSeconds: 3600 };
    const segments = [segment('system', [words(10_000)], { checkpoint: hour })];
    const { caching } = estimate({ segments });
    assertNear(caching?.usd?.firstCall.likely, 0.066);
    // (2 − 0.1) ÷ 0.9 is 2.1 calls.
    assert.equal(caching?.usd?.breakEvenCalls, 3);
  });

  it('mixes reads and writes by the configured hit rate', () => {
    const workload = { outputTokens: ZERO, cacheHitRate: 0.9 };
    const { usdPerCall, parts } = estimate({ segments: cached }, { workload });
    assertNear(usdPerCall?.likely, 0.9 * 0.0033 + 0.1 * 0.04125 + 0.00033);
    assert.deepEqual(
      parts.map(({ kind, tokens }) => [kind, tokens]),
      [
        ['cache-read', 9000],
        ['cache-write', 1000],
        ['input', 100],
      ],
    );
  });

  it('reads in a loop', () => {
    assertNear(estimate({ segments: cached, loop: IN_LOOP }).usdPerCall?.likely, 0.00363);
  });

  it('caches nothing below the minimum', () => {
    const segments = [segment('system', [words(1023)], { checkpoint: CHECKPOINT })];
    const { caching, usdPerCall, assumptions } = estimate({ segments, loop: IN_LOOP });
    assert.equal(caching?.state, 'too-short');
    assert.equal(caching.usd, undefined);
    assertNear(usdPerCall?.likely, 1023 * 3.3e-6);
    assert.match(assumptions.join(' '), /shorter than the model caches/);
    const enough = [segment('system', [words(1024)], { checkpoint: CHECKPOINT })];
    assert.equal(estimate({ segments: enough }).caching?.state, 'active');
  });

  it('bills what stands before the checkpoint of an hour by that, and the rest by its own', () => {
    const hour = { ...CHECKPOINT, ttlSeconds: 3600 };
    const segments = [
      segment('system', [words(4000)], { checkpoint: hour }),
      segment('user', [words(3000)], { checkpoint: CHECKPOINT }),
    ];
    const { parts, caching } = estimate({ segments }, { workload: { outputTokens: ZERO, cacheHitRate: 0 } });
    assert.deepEqual(
      parts.map(({ kind, ttlSeconds, tokens }) => [kind, ttlSeconds, tokens]),
      [
        ['cache-write', 3600, 4000],
        ['cache-write', 300, 3000],
      ],
    );
    assertNear(caching?.usd?.firstCall.likely, 4000 * 6.6e-6 + 3000 * 4.125e-6);
  });

  it('compares the TTLs that the model offers, and says from which traffic on each pays', () => {
    const { caching } = estimate({ segments: cached });
    const [minutes, hour] = caching?.byTtl ?? [];
    assert.deepEqual([minutes?.ttlSeconds, hour?.ttlSeconds], [300, 3600]);
    assert.equal(minutes?.usd.breakEvenCalls, 2);
    assert.equal(hour?.usd.breakEvenCalls, 3);
    // (4.125 − 0.33) ÷ (3.3 − 0.33) = 1.27777… calls in each of 8,640 times five minutes.
    assertNear(minutes.breakEvenCallsPerMonth, (3.795 / 2.97) * 8640);
    // (6.6 − 0.33) ÷ 2.97 = 2.1111… calls in each of 720 hours.
    assertNear(hour.breakEvenCallsPerMonth, (6.27 / 2.97) * 720);
  });

  it('finds the cache as often as the configured traffic makes it', () => {
    // 34,560 calls a month are 4 in five minutes: one writes, three read.
    const workload = { outputTokens: ZERO, callsPerMonth: 34_560 };
    const { usdPerCall, assumptions } = estimate({ segments: cached }, { workload });
    assertNear(usdPerCall?.likely, 0.25 * 0.04125 + 0.75 * 0.0033 + 0.00033);
    assert.match(assumptions.join(' '), /75 % of calls find the cache filled, if the configured calls come evenly/);
    const rare = estimate({ segments: cached }, { workload: { outputTokens: ZERO, callsPerMonth: 100 } });
    assertNear(rare.usdPerCall?.likely, 0.04158);
  });

  it('does not cache in batch jobs', () => {
    const { caching, usdPerCall, assumptions } = estimate({
      segments: cached,
      operation: 'CreateModelInvocationJob',
      loop: IN_LOOP,
    });
    assert.equal(caching?.usd, undefined);
    assertNear(usdPerCall?.likely, 10_100 * 1.65e-6);
    assert.match(assumptions.join(' '), /Batch jobs do not cache/);
  });

  it('never reads a beginning that differs in each call', () => {
    const segments = [segment('system', [hole('today', 'time'), words(10_000)], { checkpoint: CHECKPOINT })];
    const { caching, usdPerCall } = estimate({ segments, loop: IN_LOOP });
    assert.equal(caching?.usd?.breakEvenCalls, undefined);
    assert.equal(caching?.usd?.laterCall.likely, caching?.usd?.firstCall.likely);
    assertNear(usdPerCall?.likely, 10_008 * 4.125e-6);
  });

  it('says what a checkpoint could bring where there is none', () => {
    const segments = [segment('system', [words(2000)]), segment('user', [hole('question')])];
    const { caching } = estimate({ segments });
    assert.equal(caching?.state, 'possible');
    assert.equal(caching.prefixTokens.likely, 2000);
    assertNear(caching.usd?.uncached.likely, 2060 * 3.3e-6);
    assertNear(caching.usd?.laterCall.likely, 2000 * 0.33e-6 + 60 * 3.3e-6);
  });

  it('bills what is above the most that a model caches as input', () => {
    const segments = [segment('system', [words(30_000)], { checkpoint: CHECKPOINT })];
    const { parts } = estimate({ model: known('us.amazon.nova-test-v1:0'), segments, loop: IN_LOOP });
    assert.deepEqual(
      parts.map(({ kind, tokens }) => [kind, tokens]),
      [
        ['cache-read', 20_000],
        ['input', 10_000],
      ],
    );
  });

  it('pays from the first call where writing is free', () => {
    const segments = [segment('system', [words(2000)], { checkpoint: CHECKPOINT })];
    const { caching } = estimate({ model: known('us.amazon.nova-test-v1:0'), segments });
    assert.equal(caching?.usd?.breakEvenCalls, 1);
  });

  it('counts on no cache that the service fills by itself, but allows for it', () => {
    const segments = [segment('user', [words(800)])];
    const { caching, usdPerCall } = estimate({ model: known('us.openai.gpt-test'), segments });
    assert.equal(caching?.state, 'implicit');
    assertNear(usdPerCall?.low, 800 * 0.2e-6);
    assertNear(usdPerCall?.likely, 800 * 2e-6);
    assertNear(usdPerCall?.high, 800 * 2.5e-6);
  });

  it('counts on it when the configuration says how often it is found', () => {
    const segments = [segment('user', [words(800)])];
    const workload = { outputTokens: ZERO, cacheHitRate: 0.5 };
    const { usdPerCall } = estimate({ model: known('us.openai.gpt-test'), segments }, { workload });
    assertNear(usdPerCall?.likely, 400 * 0.2e-6 + 400 * 2e-6);
  });

  it('has nothing to say about models without a cache', () => {
    const llama = estimate({ model: known('us.meta.llama-test-8b-v1:0'), segments: cached });
    assert.equal(llama.caching, undefined);
    assertNear(llama.usdPerCall?.likely, 10_100 * 0.22e-6);
  });
});

describe('break-even of caching', () => {
  it('is the first number of calls that costs less in all', () => {
    for (const [write, read] of [
      [1.25, 0.1],
      [2, 0.1],
      [1.25, 0.05],
      [1.25, 0.025],
      [1.25, 0.5],
      [1, 0.25],
      [3, 0.9],
    ] as const) {
      const calls = breakEvenCalls(1, write, read);
      assert.ok(calls !== undefined);
      const cached = (count: number): number => write + (count - 1) * read;
      assert.ok(cached(calls) < calls, `${calls} calls at ${write} and ${read} do not pay off`);
      assert.ok(cached(calls - 1) >= calls - 1 - 1e-9, `${calls - 1} calls at ${write} and ${read} pay off already`);
    }
  });

  it('does not stumble over rounding', () => {
    // (1.9 − 0.1) ÷ 0.9 is 2 in truth: two calls cost the same, three cost less.
    assert.equal(breakEvenCalls(1, 1.9, 0.1), 3);
  });

  it('is never reached when reading costs as much as sending', () => {
    assert.equal(breakEvenCalls(1, 1.25, 1), undefined);
    assert.equal(breakEvenCalls(0, 0, 0), undefined);
  });
});

const ZERO = { low: 0, likely: 0, high: 0 };

function assertNear(actual: number | undefined, expected: number): void {
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= expected * 1e-9,
    `${String(actual)} is not ${expected}`,
  );
}
