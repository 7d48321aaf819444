import assert from 'node:assert/strict';
import type { CallEstimate, EstimateSubject } from '../../../src/core/cost/callEstimate.ts';
import { estimateCall } from '../../../src/core/cost/estimateCall.ts';
import { estimateOfUses } from '../../../src/core/cost/usesEstimate.ts';
import { ABSENT, unknown } from '../../../src/core/domain/resolved.ts';
import type { Settings } from './subjects.ts';
import {
  CLAUDE,
  context,
  hole,
  known,
  NO_MODEL,
  NO_OUTPUT,
  segment,
  text,
  subject,
  VAGUE_COUNTER,
  words,
} from './subjects.ts';

describe('estimateCall', () => {
  const estimate = (overrides: Partial<EstimateSubject> = {}, settings: Settings = {}): CallEstimate =>
    estimateCall(subject(overrides), context(settings));

  it('prices input by the Region', () => {
    const { inputTokens, usdPerCall, inputUsdPerCall, parts } = estimate({}, NO_OUTPUT);
    assert.deepEqual(inputTokens, { low: 1000, likely: 1000, high: 1000, method: 'exact', fixed: 1000 });
    // 1,000 × $3.30 per million.
    assertRange(usdPerCall, 0.0033, 0.0033, 0.0033);
    assertRange(inputUsdPerCall, 0.0033, 0.0033, 0.0033);
    assert.deepEqual(
      parts.map(({ kind, tokens, usdPerMillionTokens, priceSource, priceDate }) => [
        kind,
        tokens,
        usdPerMillionTokens,
        priceSource,
        priceDate,
      ]),
      [['input', 1000, 3.3, 'newer test prices', '2026-02-01']],
    );
  });

  it('takes the output from the configuration, but never above the cap', () => {
    const outputTokens = { low: 20, likely: 50, high: 400 };
    const { outputTokens: output, usdPerCall, assumptions } = estimate({}, { workload: { outputTokens } });
    assert.deepEqual(output, {
      low: 20,
      likely: 50,
      high: 100,
      basis: 'configuration',
      method: 'assumed',
      evidence: { kind: 'configured', text: 'as configured' },
    });
    assertRange(usdPerCall, 0.0033 + 0.00033, 0.0033 + 0.000825, 0.0033 + 0.00165);
    assert.ok(assumptions.includes('Output: 50 tokens, as configured.'));
  });

  it('takes the output from what the prompt says, and tells from the ceiling', () => {
    const asked = { segments: [segment('user', [text('Summarize the text in three sentences.')])] };
    const { outputTokens, outputCeiling, usdPerCall, inputUsdPerCall, assumptions } = estimate({
      ...asked,
      maxTokens: ABSENT,
    });
    const { low, likely, high, basis, method, evidence } = outputTokens;
    assert.ok(low > 10 && likely > 40 && likely < 120 && high < 250, JSON.stringify(outputTokens));
    assert.deepEqual([basis, method, evidence.kind], ['model-maximum', 'assumed', 'stated']);
    assert.equal(evidence.text, 'the prompt asks for three sentences');
    assert.deepEqual(outputCeiling, { tokens: 64000, basis: 'model-maximum', usd: 1.056 });
    const usd = (tokens: number): number => (inputUsdPerCall?.likely ?? 0) + tokens * 16.5e-6;
    assertRange(usdPerCall, usd(low), usd(likely), usd(high));
    assert.ok(
      assumptions.includes(
        `Answers of ≈ ${likely} tokens (${low} to ${high}): the prompt asks for three sentences. ` +
          'Set "outputTokens" of the workload in bedrock-cost-lint.yaml.',
      ),
    );
  });

  it('has no output above the cap, and fills a cap of a few tokens', () => {
    const capped = estimate({ maxTokens: known(40) }).outputTokens;
    assert.deepEqual([capped.likely, capped.high, capped.basis, capped.evidence.kind], [40, 40, 'cap', 'cap']);
    assert.ok(capped.low <= 10);
  });

  it('says when not even the maximum of the output is known', () => {
    const { outputTokens, outputCeiling, quota, usdPerCall } = estimate({ model: NO_MODEL, maxTokens: ABSENT });
    assert.equal(outputTokens.basis, 'unknown');
    assert.equal(outputTokens.evidence.kind, 'habit');
    assert.ok(outputTokens.likely > 0);
    assert.equal(outputCeiling, undefined);
    assert.equal(quota, undefined);
    assert.equal(usdPerCall, undefined);
  });

  it('trusts a cap only where it surely is there', () => {
    const maybe = estimate({ maxTokens: { ...known(100), isOpen: true } });
    assert.equal(maybe.outputCeiling?.tokens, 64000);
    assert.equal(maybe.outputTokens.basis, 'model-maximum');
    assert.equal(maybe.outputTokens.high, 100, 'where most answers end');
    const either = estimate({ maxTokens: known(100, 500) });
    assert.equal(either.outputCeiling?.tokens, 500);
    assert.equal(either.outputTokens.high, 500);
    const hidden = estimate({ maxTokens: unknown('it is passed in') });
    assert.equal(hidden.outputTokens.basis, 'model-maximum');
    assert.ok(hidden.outputTokens.high > 500 && hidden.outputTokens.high < 64000);
  });

  it('takes the cap that a library writes, and none of the service where it writes one that is not known', () => {
    const llama = { model: known('us.meta.llama-test-8b-v1:0'), operation: 'InvokeModel', maxTokens: ABSENT };
    assert.equal(estimate({ ...llama, libraryMaxTokens: 300 }).outputCeiling?.tokens, 300);
    const { outputCeiling } = estimate({ ...llama, libraryMaxTokens: 'unknown' });
    assert.equal(outputCeiling?.basis, 'model-maximum');
  });

  it('knows where the service stops by itself', () => {
    const llama = estimate({
      model: known('us.meta.llama-test-8b-v1:0'),
      operation: 'InvokeModel',
      maxTokens: ABSENT,
    });
    assert.equal(llama.outputCeiling?.basis, 'service-default');
    assert.equal(llama.outputCeiling.tokens, 512);
  });

  it('bills no output where the model writes none', () => {
    const { outputTokens, usdPerCall } = estimate({
      model: known('amazon.titan-embed-test-v1'),
      operation: 'InvokeModel',
      takesMaxTokens: false,
      maxTokens: ABSENT,
    });
    assert.equal(outputTokens.high, 0);
    assertRange(usdPerCall, 0.0001, 0.0001, 0.0001);
  });

  it('prices profiles apart', () => {
    const model = known('global.anthropic.claude-test-1-v1:0');
    assert.equal(estimate({ model }, NO_OUTPUT).usdPerCall?.likely, 0.003);
    assert.equal(estimate({ model: known('eu.anthropic.claude-test-1-v1:0') }).target.profile, 'eu');
  });

  it('asks for the Region only when it matters', () => {
    const nova = { model: known('amazon.nova-test-v1:0') };
    const said = estimate({ ...nova, region: known('eu-central-1') }, NO_OUTPUT);
    assert.equal(said.usdPerCall?.likely, 0.00105);
    const configured = estimate({ ...nova, region: ABSENT }, { ...NO_OUTPUT, region: 'eu-central-1' });
    assert.equal(configured.usdPerCall?.likely, 0.00105);
    assert.doesNotMatch(configured.assumptions.join(' '), /Region/);

    const unsaid = estimate({ ...nova, region: unknown('from the environment') }, NO_OUTPUT);
    assert.equal(unsaid.usdPerCall?.likely, 0.0008);
    assert.match(unsaid.assumptions.join(' '), /The Region is not known; the price is that of us-east-1/);
    const same = estimate({ model: known(CLAUDE), region: ABSENT });
    assert.doesNotMatch(same.assumptions.join(' '), /Region/);
  });

  it('has no price rather than $0 for a model that is unknown', () => {
    const unnamed = estimate({ model: NO_MODEL });
    assert.equal(unnamed.usdPerCall, undefined);
    assert.equal(unnamed.unpricedBecause, 'the model is not known: parameter `model` has no default');
    assert.deepEqual(unnamed.parts, []);
    const unlisted = estimate({ model: known('anthropic.claude-tset-1-v1:0') });
    assert.equal(unlisted.unpricedBecause, 'anthropic.claude-tset-1-v1:0 is not in the catalogue of 2026-02-01');
    const profile = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc';
    assert.match(estimate({ model: known(profile) }).unpricedBecause ?? '', /does not say which model/);
    const aliased = estimate({ model: known(profile) }, { ...NO_OUTPUT, aliases: { [profile]: CLAUDE } });
    assert.equal(aliased.usdPerCall?.likely, 0.0033);
  });

  it('spans all models that the call can have', () => {
    const model = known(CLAUDE, 'us.amazon.nova-test-v1:0');
    const { usdPerCall, candidates, assumptions } = estimate({ model }, NO_OUTPUT);
    assert.equal(candidates.length, 2);
    assertRange(usdPerCall, 0.0008, 0.0033, 0.0033);
    assert.match(
      assumptions[0] ?? '',
      /can be any of .*claude-test-1.*nova-test.*likely figures are those of us\.anthropic/,
    );
  });

  it('counts the dearest of many models wherever it stands, and says when others are possible', () => {
    const cheap = Array.from({ length: 40 }, (_, index) => `us.amazon.nova-test-v1:0:${index + 1}k`);
    const first = estimate({ model: known(CLAUDE, ...cheap) });
    const last = estimate({ model: known(...(cheap as [string, ...string[]]), CLAUDE) });
    assert.equal(last.candidates.length, 41);
    assert.equal(last.usdPerCall?.high, first.usdPerCall?.high);
    assert.match(last.assumptions[0] ?? '', / and 31 more: ranges span all of them/);
    const open = estimate({ model: { ...known(CLAUDE, 'us.amazon.nova-test-v1:0'), isOpen: true } });
    assert.match(open.assumptions[0] ?? '', /or one that the code does not tell: ranges span those that it tells/);
    const single = estimate({ model: { ...known(CLAUDE), isOpen: true } });
    assert.match(single.assumptions[0] ?? '', /or one that the code does not tell: the figures are those of/);
  });

  it('has the dearest ceiling of all models that the call can have', () => {
    const model = known('us.amazon.nova-test-v1:0', CLAUDE);
    const { outputCeiling, usdCeilingPerCall, candidates } = estimate({ model, maxTokens: ABSENT });
    assert.equal(outputCeiling?.tokens, 64000);
    assert.equal(usdCeilingPerCall, candidates[1]?.usdCeilingPerCall);
  });

  it('has the money of one call whose answer is at the ceiling, with the likely input', () => {
    const { usdCeilingPerCall, outputCeiling } = estimate({});
    assert.equal(outputCeiling?.usd, 0.00165);
    assert.equal(usdCeilingPerCall, 0.0033 + 0.00165);
    assert.equal(estimate({ model: NO_MODEL }).usdCeilingPerCall, undefined);
  });

  it('prices those of several models that have a price, and names the others', () => {
    const { usdPerCall, unpricedBecause, unpriced, assumptions, rates } = estimate({ model: known('foo.bar', CLAUDE) });
    assert.deepEqual(usdPerCall, estimate({}).usdPerCall);
    assert.equal(rates?.input.usdPerMillionTokens, 3.3);
    assert.equal(unpricedBecause, undefined);
    assert.deepEqual(
      unpriced.map(({ modelId }) => modelId),
      ['foo.bar'],
    );
    assert.match(assumptions.join(' '), /No price is known for foo\.bar \(foo\.bar is not in the catalogue/);
    const none = estimate({ model: known('foo.bar', 'foo.baz') });
    assert.equal(none.usdPerCall, undefined);
    assert.match(none.unpricedBecause ?? '', /foo\.bar is not in the catalogue/);
    assert.deepEqual(none.unpriced, []);
  });

  it('bills long prompts whole at their own price', () => {
    const gpt = { model: known('us.openai.gpt-test') };
    const usdOf = (count: number): number | undefined =>
      estimate({ ...gpt, segments: [segment('user', [words(count)])] }, NO_OUTPUT).usdPerCall?.likely;
    assert.equal(usdOf(1000), 0.002);
    assert.equal(usdOf(1001), 0.004004);
  });

  it('bills the tier that is asked for', () => {
    const nova = { model: known('us.amazon.nova-test-v1:0') };
    const usdOf = (overrides: Partial<EstimateSubject>): number | undefined =>
      estimate({ ...nova, ...overrides }, NO_OUTPUT).usdPerCall?.likely;
    assert.equal(usdOf({ serviceTier: known('flex') }), 0.0004);
    assert.equal(usdOf({ serviceTier: known('priority') }), 0.0014);
    assert.equal(usdOf({ serviceTier: known('default') }), 0.0008);
    assert.equal(usdOf({ operation: 'CreateModelInvocationJob' }), 0.0004);
    const { usdPerCall, unpricedBecause } = estimate({ serviceTier: known('flex') });
    assert.equal(usdPerCall, undefined);
    assert.match(unpricedBecause ?? '', /flex/);
  });

  it('reserves quota for the input and the whole ceiling', () => {
    assert.deepEqual(estimate({ maxTokens: ABSENT }).quota, { reservedTokens: 65000, outputMultiplier: 5 });
  });

  it('never counts the text of a placeholder, but what will stand there', () => {
    const segments = [segment('user', [words(100), hole('question'), words(50)])];
    const guessed = estimate({ segments });
    assert.deepEqual(guessed.inputTokens, { low: 160, likely: 210, high: 450, method: 'assumed', fixed: 150 });
    assert.doesNotMatch(guessed.assumptions.join(' '), /\{question\}/);

    const tokens = { low: 20, likely: 30, high: 40 };
    const configured = estimate({ segments }, { placeholders: { question: { kind: 'tokens', tokens } } });
    assert.equal(configured.inputTokens.likely, 180);
    assert.deepEqual(configured.segments[0]?.placeholders, [
      { name: 'question', tokens, method: 'assumed', basis: 'configuration' },
    ]);
    const sample = { kind: 'sample', text: 'one two three' } as const;
    assert.equal(estimate({ segments }, { placeholders: { question: sample } }).inputTokens.likely, 153);
  });

  it('sizes a placeholder by what it seems to hold', () => {
    const likely = (name: string): number => estimate({ segments: [segment('user', [hole(name)])] }).inputTokens.likely;
    assert.equal(likely('user.question'), 60);
    assert.equal(likely('targetLanguage'), 8);
    assert.equal(estimate({ segments: [segment('image', [hole('bytes')])] }).inputTokens.likely, 1000);
    assert.equal(estimate({ segments: [segment('user', [hole('x', 'time')])] }).inputTokens.likely, 8);
  });

  it('counts adjacent static texts as one text, and leaves the blank before a value to the value', () => {
    const counted: string[] = [];
    const tokens = {
      ...VAGUE_COUNTER,
      estimateText: (text: string, family: Parameters<typeof VAGUE_COUNTER.estimateText>[1]) => {
        counted.push(text);
        return VAGUE_COUNTER.estimateText(text, family);
      },
    };
    const parts = [words(1), words(2), hole('x'), words(1)];
    estimateCall(subject({ segments: [segment('user', parts)] }), context({}, tokens));
    assert.deepEqual(counted, ['word word word', 'word ']);
  });

  it('counts the stable prefix up to the first placeholder', () => {
    const segments = [
      segment('tools', [words(300)]),
      segment('system', [words(200), hole('today', 'time'), words(400)]),
      segment('user', [words(5)]),
    ];
    const { stablePrefixTokens } = estimateCall(subject({ segments, toolCount: 2 }), context({}, VAGUE_COUNTER));
    // Two tools and one message put 210 tokens around the texts.
    assert.deepEqual(stablePrefixTokens, { low: 660, likely: 710, high: 760, method: 'calibrated' });
  });

  it('counts what a loop of a template sends as often as it is sent', () => {
    const loop = { low: 1, likely: 3, high: 10 };
    const segments = [
      segment('system', [words(100), { ...words(20), repeat: loop }, { ...hole('row'), repeat: loop }, words(50)]),
      segment('user', [words(5)]),
    ];
    const placeholders = { row: { kind: 'tokens', tokens: { low: 4, likely: 5, high: 6 } } } as const;
    const estimate = estimateCall(subject({ segments }), context({ placeholders }));
    const { low, likely, high, fixed } = estimate.inputTokens;
    assert.deepEqual(
      { low, likely, high },
      { low: 155 + 20 + 4, likely: 155 + 3 * 20 + 3 * 5, high: 155 + 10 * 20 + 10 * 6 },
    );
    assert.equal(estimate.inputTokens.method, 'assumed');
    assert.equal(fixed, 155, 'the loop is not fixed');
    assert.equal(estimate.stablePrefixTokens.likely, 100, 'nor is what stands behind it the same in every call');
    assert.ok(estimate.assumptions.includes('{row}: 5 tokens, as configured, 1 to 10 times.'));
  });

  it('takes a text that is always sent equally often for fixed', () => {
    const thrice = { low: 3, likely: 3, high: 3 };
    const segments = [segment('system', [{ ...words(20), repeat: thrice }, words(5)])];
    const { fixedTokens, stablePrefixTokens } = estimateCall(subject({ segments }), context());
    assert.deepEqual(fixedTokens, { low: 65, likely: 65, high: 65, method: 'exact' });
    assert.deepEqual(stablePrefixTokens, fixedTokens);
  });
});

function assertRange(range: CallEstimate['usdPerCall'], low: number, likely: number, high: number): void {
  const near = (actual: number | undefined, expected: number): void =>
    assert.ok(
      actual !== undefined && Math.abs(actual - expected) <= expected * 1e-12,
      `${String(actual)} is not ${expected}`,
    );
  near(range?.low, low);
  near(range?.likely, likely);
  near(range?.high, high);
}

describe('the money of a call that is made from several places', () => {
  it('names what any of them sends of no known size, and the models without a price', () => {
    const of = (overrides: Partial<EstimateSubject>): CallEstimate => estimateCall(subject(overrides), context());
    const whole = of({});
    const history = of({ segments: [segment('user', [words(10), hole('history')])] });
    const unlisted = of({ model: known('foo.bar') });
    const cheap = of({ model: known('us.amazon.nova-test-v1:0'), maxTokens: ABSENT });
    const { unsized, unpriced, outputCeiling, usdCeilingPerCall } = estimateOfUses([whole, history, unlisted, cheap]);
    assert.deepEqual(
      unsized.map(({ name }) => name),
      ['history'],
    );
    assert.deepEqual(
      unpriced.map(({ modelId }) => modelId),
      ['foo.bar'],
    );
    const ceilings = [whole, history, cheap].map((estimate) => estimate.usdCeilingPerCall ?? 0);
    assert.equal(usdCeilingPerCall, Math.max(...ceilings));
    assert.equal(outputCeiling, cheap.outputCeiling);
  });
});
