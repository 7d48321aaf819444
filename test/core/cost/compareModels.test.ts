import assert from 'node:assert/strict';
import { comparableModels, compareModels } from '../../../src/core/cost/compareModels.ts';
import { CLAUDE, context, known, NO_MODEL, segment, subject, words } from './subjects.ts';

describe('compareModels', () => {
  const settings = context({ workload: { outputTokens: { low: 100, likely: 100, high: 100 } } });

  it('shows the current model first and the others by money', () => {
    const call = subject();
    const all = compareModels(call, comparableModels(call, settings), settings);
    const rows = all.filter(({ modelId }) => !modelId.includes('claude-opus') && !modelId.includes('claude-haiku'));
    assert.deepEqual(
      rows.map(({ modelId, isCurrent }) => [modelId, isCurrent]),
      [
        [CLAUDE, true],
        ['us.meta.llama-test-8b-v1:0', false],
        ['us.amazon.nova-test-v1:0', false],
        ['us.openai.gpt-test', false],
      ],
    );
    // (1,000 × 0.8 + 100 × 3.2) ÷ (1,000 × 3.3 + 100 × 16.5)
    assert.ok(Math.abs((rows[2]?.share ?? 0) - 1120 / 4950) < 1e-9);
    assert.equal(rows[0]?.share, 1);
  });

  it('leaves out retired models and other kinds', () => {
    const ids = comparableModels(subject(), settings).map(({ id }) => id);
    assert.ok(!ids.includes('anthropic.claude-old-v1') && !ids.includes('amazon.titan-embed-test-v1'));
  });

  it('says where the call would not work', () => {
    const call = subject({ segments: [segment('user', [words(3950)])], maxTokens: known(4500) });
    const rows = compareModels(call, comparableModels(call, settings), settings);
    const obstacle = (part: string): string | undefined => rows.find(({ modelId }) => modelId.includes(part))?.obstacle;
    assert.equal(obstacle('gpt-test'), 'the request does not fit into its context window');
    assert.equal(obstacle('llama'), 'the output cap is above its maximum');
    assert.equal(obstacle('nova'), undefined);
  });

  it('compares without a current model, and keeps to bare ids where they work', () => {
    const call = subject({ model: NO_MODEL });
    const rows = compareModels(call, comparableModels(call, settings), settings);
    assert.ok(rows.every(({ isCurrent, share }) => !isCurrent && share === undefined));
    assert.ok(rows.some(({ modelId }) => modelId === 'amazon.nova-test-v1:0'));
  });
});
