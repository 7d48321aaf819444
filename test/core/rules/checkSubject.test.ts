import assert from 'node:assert/strict';
import type { EstimateSubject } from '../../../src/core/cost/callEstimate.ts';
import { estimateCall } from '../../../src/core/cost/estimateCall.ts';
import type { EditIntent } from '../../../src/core/domain/edit.ts';
import type { Finding } from '../../../src/core/domain/finding.ts';
import { ABSENT, unknown } from '../../../src/core/domain/resolved.ts';
import { checkSubject } from '../../../src/core/rules/checkFile.ts';
import type { RuleEnvironment } from '../../../src/core/rules/rule.ts';
import type { RuleSubject } from '../../../src/core/rules/ruleSubject.ts';
import type { Settings } from '../cost/subjects.ts';
import {
  CHECKPOINT,
  CLAUDE,
  context,
  hole,
  known,
  NO_MODEL,
  segment,
  subject,
  text,
  URI,
  words,
} from '../cost/subjects.ts';

const IN_LOOP = { isInLoop: true, isInHandler: false };
const IN_HANDLER = { isInLoop: false, isInHandler: true };
const NOVA = 'us.amazon.nova-test-v1:0';
const INSERT: readonly EditIntent[] = [];

describe('correctness/no-context-overflow', () => {
  const find = (tokens: number, cap?: number, model = known(CLAUDE)) =>
    check('correctness/no-context-overflow', {
      model,
      segments: [segment('user', [words(tokens)])],
      maxTokens: cap === undefined ? ABSENT : known(cap),
    });

  it('fires when fixed input and cap exceed the window', () => {
    assert.match(
      find(195_000, 5_001)?.message ?? '',
      /195,000 tokens of fixed input and the output cap of 5,001 together/,
    );
    assert.equal(find(195_000, 5_000), undefined);
    assert.match(find(200_001)?.message ?? '', /Shorten the input by 1 tokens? or more/);
  });

  it('leaves caps above the maximum to the rule for them', () => {
    assert.equal(find(1000, 500_000), undefined);
  });

  it('fires only when no possible model has room', () => {
    assert.equal(find(210_000, 10, known(CLAUDE, NOVA)), undefined);
    assert.ok(find(310_000, 10, known(CLAUDE, NOVA)));
    assert.equal(find(310_000, 10, known(CLAUDE, 'no.such-model')), undefined);
  });

  it('does not count what stands in placeholders', () => {
    const segments = Array.from({ length: 50 }, () => segment('document', [hole('pdf')]));
    assert.equal(check('correctness/no-context-overflow', { segments }), undefined);
  });
});

describe('correctness/no-excess-max-tokens', () => {
  const find = (maxTokens: EstimateSubject['maxTokens'], model = known(CLAUDE)) =>
    check('correctness/no-excess-max-tokens', { maxTokens, model });

  it('fires above the maximum and lowers to it', () => {
    const finding = find(known(64_001));
    assert.match(finding?.message ?? '', /64,001 is above what Claude Test 1 can write \(64,000 tokens\)/);
    assert.deepEqual(finding?.fixes[0]?.edits[0], {
      kind: 'replace-value',
      target: { uri: URI, kind: 'expression', range: { start: 0, end: 1 } },
      value: 64_000,
    });
    assert.equal(finding.fixes[0].safety, 'safe');
    assert.equal(find(known(64_000)), undefined);
  });

  it('does not call a change of a shared constant safe', () => {
    assert.equal(find({ ...known(64_001), from: 'constant' })?.fixes[0]?.safety, 'unsafe');
  });

  it('stays silent when any value or model may be fine', () => {
    assert.equal(find(known(64_001, 100)), undefined);
    assert.equal(find({ ...known(64_001), isOpen: true }), undefined);
    assert.equal(find(known(20_000), known(NOVA, CLAUDE)), undefined);
    assert.ok(find(known(64_001), known(NOVA, CLAUDE)));
    assert.equal(find(known(64_001), known('no.such-model')), undefined);
    assert.equal(find(known(64_001), { ...known(CLAUDE), isOpen: true }), undefined);
  });
});

describe('caching/use-cache-checkpoint', () => {
  const cacheable = (tokens: number) => [
    segment('system', [words(tokens)], { insertCheckpoint: INSERT }),
    segment('user', [hole('question')]),
  ];
  const find = (overrides: Partial<EstimateSubject>, settings: Settings = {}) =>
    check('caching/use-cache-checkpoint', { segments: cacheable(3000), loop: IN_LOOP, ...overrides }, settings);

  it('fires on a long prefix that more than one call shares', () => {
    const finding = find({});
    // 3,000 × (3.30 − 0.33) per million × 1,000 calls; the first one pays 3,000 × 0.825 more than the input and the answer cost.
    assert.match(
      finding?.message ?? '',
      /first 3,000 tokens .* in every turn of the loop and paid in full.* saves ≈ \$8\.91 per 1,000 calls/,
    );
    assert.match(finding?.message ?? '', /costs 21 % more, so it pays off from 2 calls within 5 minutes/);
    const saved = finding?.savings?.usdPerThousandCalls;
    assert.ok(saved !== undefined && Math.abs(saved.likely - 8.91) < 1e-9);
    assert.equal(finding?.savings?.usdPerMonth, undefined);
    assert.ok(find({ loop: IN_HANDLER }));
  });

  it('stays silent below the minimum', () => {
    assert.equal(find({ segments: cacheable(1023) }), undefined);
    assert.ok(find({ segments: cacheable(1024) }));
  });

  it('stays silent when only one call is known', () => {
    assert.equal(find({ loop: { isInLoop: false, isInHandler: false } }), undefined);
  });

  it('believes the configured traffic', () => {
    const quiet = { loop: { isInLoop: false, isInHandler: false } };
    // 8,640 five-minute spans a month.
    assert.equal(find(quiet, { workload: { callsPerMonth: 17_000 } }), undefined);
    const finding = find(quiet, { workload: { callsPerMonth: 86_400 } });
    // One call in ten writes: saves 9 × 2.97 − 1 × 0.825 of ten, × 3,000 tokens.
    const perCall = (3000 * (0.9 * 2.97 - 0.1 * 0.825)) / 1e6;
    assert.ok(Math.abs((finding?.savings?.usdPerMonth?.likely ?? 0) - perCall * 86_400) < 1e-6);
    assert.equal(find({ loop: IN_HANDLER }, { workload: { callsPerMonth: 100 } }), undefined);
    assert.ok(find({ loop: IN_LOOP }, { workload: { callsPerMonth: 100 } }));
  });

  it('stays silent where nothing can or need be done', () => {
    const [system, user] = cacheable(3000);
    assert.ok(system !== undefined && user !== undefined);
    assert.equal(find({ segments: [{ ...system, checkpoint: CHECKPOINT }, user] }), undefined, 'has one');
    assert.equal(find({ segments: [segment('system', [words(3000)]), user] }), undefined, 'no place');
    assert.equal(find({ segments: [user, system] }), undefined, 'behind what varies');
    assert.equal(find({ model: known('us.meta.llama-test-8b-v1:0') }), undefined, 'no caching');
    assert.equal(find({ model: known('us.openai.gpt-test') }), undefined, 'caches by itself');
    assert.equal(find({ model: NO_MODEL }), undefined, 'unknown model');
    assert.equal(find({ model: known(CLAUDE, 'no.such-model') }), undefined, 'one unknown model');
    const tools = segment('tools', [words(3000)], { insertCheckpoint: INSERT });
    assert.equal(find({ model: known(NOVA), segments: [tools, user] }), undefined, 'Nova caches no tools');
  });
});

describe('caching/no-short-cached-prefix', () => {
  const find = (tokens: number, overrides: Partial<EstimateSubject> = {}) =>
    check('caching/no-short-cached-prefix', {
      segments: [segment('system', [words(tokens)], { checkpoint: CHECKPOINT }), segment('user', [words(2000)])],
      ...overrides,
    });

  it('fires when even the highest estimate is below the minimum', () => {
    assert.match(
      find(1000)?.message ?? '',
      /1,000 tokens stand before it, and Claude Test 1 caches nothing below 1,024/,
    );
    assert.equal(find(1024), undefined);
  });

  it('stays silent when something unseen may stand before it', () => {
    assert.equal(find(1000, { hasUnseenInput: true }), undefined);
    const segments = [segment('system', [words(10), hole('context')], { checkpoint: CHECKPOINT })];
    assert.equal(find(0, { segments }), undefined);
  });

  it('fires only if no possible model caches it', () => {
    assert.equal(find(1010, { model: known(CLAUDE, NOVA) }), undefined);
    assert.ok(find(990, { model: known(CLAUDE, NOVA) }));
  });
});

describe('sizing/use-max-tokens', () => {
  const setMaxTokens = (maxTokens: number): readonly EditIntent[] => [
    {
      kind: 'set-field',
      container: { uri: URI, kind: 'call', range: { start: 0, end: 1 } },
      path: ['inferenceConfig'],
      value: { maxTokens },
    },
  ];
  const find = (overrides: Partial<EstimateSubject> = {}, settings: Settings = {}) =>
    check('sizing/use-max-tokens', { maxTokens: ABSENT, ...overrides }, settings, { setMaxTokens });
  const written = (finding: Finding | undefined): string | undefined => finding?.fixes[0]?.title;

  it('says the ceiling in money and quota', () => {
    const finding = find();
    assert.equal(
      finding?.message,
      "No output cap: one answer may grow to 64,000 tokens ($1.06) by AWS's documentation; measured, Converse cuts Claude off at " +
        '4,096. Each call reserves the whole cap of your tokens-per-minute quota, and each token written uses up 5 of it. ' +
        'Cap it at 4,096 tokens ($0.0676 at most): nine of ten such answers stay below 759.',
    );
    assert.equal(written(finding), 'Set the output cap to 4,096 tokens');
    assert.equal(finding.fixes[0]?.safety, 'unsafe');
  });

  it('fires only on a cap that is surely absent', () => {
    assert.equal(find({ maxTokens: known(5) }), undefined);
    assert.equal(find({ maxTokens: unknown('passed in') }), undefined);
    assert.equal(find({ takesMaxTokens: false }), undefined);
    assert.equal(check('sizing/use-max-tokens', { maxTokens: ABSENT }, {}, { kind: 'template' }), undefined);
  });

  it('says nothing of money when the model is unknown', () => {
    assert.match(
      find({ model: NO_MODEL })?.message ?? '',
      /^No output cap: an answer may grow to the maximum of whatever model is called\./,
    );
    assert.doesNotMatch(find({ model: NO_MODEL })?.message ?? '', /\$/);
    assert.equal(check('sizing/use-max-tokens', { maxTokens: ABSENT, model: NO_MODEL }), undefined, 'nor a fix');
  });

  it('stays silent where the service stops by itself, or no text is written', () => {
    const llama = { model: known('us.meta.llama-test-8b-v1:0') };
    assert.equal(find({ ...llama, operation: 'InvokeModel' }), undefined);
    const short = { workload: { outputTokens: { low: 5, likely: 10, high: 20 } } };
    assert.ok(find({ ...llama, operation: 'Converse' }, short));
    assert.equal(find({ ...llama, operation: 'InvokeModel' }, short), undefined);
    assert.equal(find({ model: known('amazon.titan-embed-test-v1') }), undefined);
  });

  it('says when the API refuses a call without one', () => {
    assert.match(
      find({ operation: 'InvokeModel' })?.message ?? '',
      /this API requires one with Claude Test 1 and refuses the call/,
    );
  });

  it('writes what the configuration or the prompt says', () => {
    const outputTokens = { low: 200, likely: 300, high: 300 };
    assert.equal(written(find({}, { workload: { outputTokens } })), 'Set the output cap to 600 tokens');
    const asks = (request: string): string | undefined =>
      written(find({ segments: [segment('user', [text(request), hole('article')])] }));
    assert.equal(asks('Summarize in at most 100 words: '), 'Set the output cap to 300 tokens');
    assert.equal(asks('Answer in one sentence. '), 'Set the output cap to 100 tokens');
    assert.equal(asks('Reply in exactly one word. '), 'Set the output cap to 100 tokens');
    assert.equal(asks('Give 3 bullet points or fewer. '), 'Set the output cap to 300 tokens');
    assert.equal(asks('Write a 500-word essay. '), 'Set the output cap to 1,500 tokens');
    assert.equal(asks('Explain each step in one sentence. '), 'Set the output cap to 3,072 tokens');
    assert.equal(asks('Tell me a story. '), 'Set the output cap to 12,288 tokens');
    assert.equal(asks('Stay under 99999 words. '), undefined);
    assert.equal(asks('Reply with JSON. The summary is at most 20 words. '), 'Set the output cap to 2,048 tokens');
    assert.equal(asks('Think step by step, then answer in one word. '), 'Set the output cap to 2,048 tokens');
  });

  it('leaves room for thinking', () => {
    assert.equal(written(find({ thinkingTokens: 4000 })), 'Set the output cap to 8,096 tokens');
    assert.match(find({ thinkingTokens: 4000 })?.message ?? '', /8,096 tokens .* on top of the thinking budget/);
  });

  it('does not nag where a cap would change little', () => {
    const options = { ruleOptions: () => ({ defaultCap: 32_000 }) };
    assert.equal(check('sizing/use-max-tokens', { maxTokens: ABSENT }, {}, { setMaxTokens }, options), undefined);
    const less = { ruleOptions: () => ({ defaultCap: 31_999 }) };
    assert.ok(check('sizing/use-max-tokens', { maxTokens: ABSENT }, {}, { setMaxTokens }, less));
  });

  it('stays silent on a request that names no model, since it is not seen whole', () => {
    assert.equal(find({ model: ABSENT }), undefined);
  });

  it('offers no fix where the code has no place for one', () => {
    assert.deepEqual(check('sizing/use-max-tokens', { maxTokens: ABSENT })?.fixes, []);
  });

  it('is severe as the configuration says, and not there when off', () => {
    assert.equal(find()?.severity, 'warning');
    const off = { ruleSeverity: (): 'off' => 'off' };
    assert.equal(check('sizing/use-max-tokens', { maxTokens: ABSENT }, {}, {}, off), undefined);
    const options = { ruleOptions: () => ({ defaultCap: 77 }) };
    const finding = check('sizing/use-max-tokens', { maxTokens: ABSENT }, {}, { setMaxTokens }, options);
    assert.equal(written(finding), 'Set the output cap to 77 tokens');
    const wrong = { ruleOptions: () => ({ defaultCap: 'much' }) };
    assert.match(check('sizing/use-max-tokens', { maxTokens: ABSENT }, {}, {}, wrong)?.message ?? '', /4,096/);
  });
});

describe('sizing/no-oversized-context', () => {
  const find = (tokens: number, budget = {}, model = known(CLAUDE)) =>
    check(
      'sizing/no-oversized-context',
      { model, segments: [segment('system', [words(tokens)])] },
      {},
      {},
      { budget: () => budget },
    );

  it('fires above the budget of tokens, money or window', () => {
    assert.match(
      find(50_001)?.message ?? '',
      /≈ 50,001 tokens and costs ≈ \$0\.165 \(\$165\.00 per 1,000 calls\), more than 50,000\. Most of it, .* is the system prompt/,
    );
    assert.equal(find(50_000), undefined);
    assert.match(find(1001, { inputTokens: 1000 })?.message ?? '', /above the configured budget of 1,000/);
    assert.match(
      find(1001, { usdPerCall: 0.0033 })?.message ?? '',
      /above the configured budget of \$0\.0033 per call/,
    );
    assert.equal(find(60_000, { shareOfContextWindow: 0.5 }), undefined);
    assert.match(find(120_000, { shareOfContextWindow: 0.5 })?.message ?? '', /60 % of the context window/);
    assert.match(find(3300, {}, known('us.openai.gpt-test'))?.message ?? '', /83 % of the context window of GPT Test/);
  });

  it('does not complain of its own guesses', () => {
    const segments = Array.from({ length: 20 }, () => segment('document', [hole('pdf')]));
    assert.equal(check('sizing/no-oversized-context', { segments }), undefined);
    const tokens = { low: 60_000, likely: 60_000, high: 60_000 };
    const placeholders = { pdf: { kind: 'tokens', tokens } } as const;
    const configured = [segment('document', [hole('pdf')])];
    assert.ok(check('sizing/no-oversized-context', { segments: configured }, { placeholders }));
  });
});

describe('hygiene/no-unresolved-model', () => {
  const find = (model: EstimateSubject['model'], settings: Settings = {}) =>
    check('hygiene/no-unresolved-model', { model }, settings);
  const profile = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc';

  it('says why and what to write', () => {
    const variable = { ...NO_MODEL, reason: 'it is read from MODEL', environmentVariable: 'MODEL' };
    assert.match(
      find(variable)?.message ?? '',
      /not known: it is read from MODEL\. Declare .*models: \{ MODEL: <model id> \}/,
    );
    assert.match(find(known(profile))?.message ?? '', /does not say which model.*"arn:aws:bedrock:.*abc": /);
    assert.equal(find(variable)?.severity, 'information');
  });

  it('leaves to callers what they pass in, unless it is asked for', () => {
    assert.equal(find(NO_MODEL), undefined);
    const options = { ruleOptions: () => ({ fromCallers: true }) };
    const finding = check('hygiene/no-unresolved-model', { model: NO_MODEL }, {}, {}, options);
    assert.match(finding?.message ?? '', /not known: parameter `model` has no default/);
  });

  it('stays silent on models that are known, declared or absent', () => {
    assert.equal(find(known(CLAUDE)), undefined);
    assert.equal(find(ABSENT), undefined);
    assert.equal(find(known(profile), { aliases: { [profile]: CLAUDE } }), undefined);
    assert.equal(find(known('arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc')), undefined);
  });
});

describe('hygiene/no-unknown-model', () => {
  const find = (model: EstimateSubject['model']) => check('hygiene/no-unknown-model', { model });

  it('says the date of the prices and the closest id', () => {
    assert.match(
      find(known('us.anthropic.claude-tset-1-v1:0'))?.message ?? '',
      /"us\.anthropic\.claude-tset-1-v1:0": .* of 2026-02-01\. Did you mean us\.anthropic\.claude-test-1-v1:0\?/,
    );
  });

  it('fires on the ids of providers that the catalogue knows', () => {
    for (const id of [
      'anthropic.claude-99',
      'us.anthropic.claude-99',
      'arn:aws:bedrock:us-east-1::foundation-model/x.y',
    ]) {
      assert.ok(find(known(id)), id);
    }
  });

  it('stays silent on what can be no Bedrock id', () => {
    for (const id of ['foo', 'my-model', 'STRING_VALUE', 'gpt-4o', '<your model ARN>', 'Replace with the ARN', 'a.b']) {
      assert.equal(find(known(id)), undefined, id);
    }
  });

  it('stays silent when any possible model is known', () => {
    assert.equal(find(known('no.such-model', CLAUDE)), undefined);
    assert.equal(find(NO_MODEL), undefined);
    assert.equal(find(known('arn:aws:bedrock:us-east-1:123456789012:imported-model/abc')), undefined);
  });
});

/** The finding of one rule on one call. */
function check(
  rule: string,
  overrides: Partial<EstimateSubject> = {},
  settings: Settings = {},
  more: Partial<RuleSubject> = {},
  configuration: Partial<RuleEnvironment['configuration']> = {},
): Finding | undefined {
  const request = subject(overrides);
  const costs = context(settings);
  const environment: RuleEnvironment = {
    ...costs,
    configuration: {
      ...costs.configuration,
      preset: undefined,
      ruleSeverity: () => undefined,
      ruleOptions: () => undefined,
      budget: () => undefined,
      ...configuration,
    },
  };
  const ruleSubject: RuleSubject = {
    kind: 'call',
    uri: URI,
    range: { start: 0, end: 10 },
    id: 'app.py#f#Converse',
    request,
    uses: [],
    setMaxTokens: undefined,
    estimate: estimateCall(request, environment),
    judged: 'all',
    ...more,
  };
  return checkSubject(ruleSubject, environment).find((finding) => finding.rule === rule);
}
