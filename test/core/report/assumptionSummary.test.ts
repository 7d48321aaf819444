import assert from 'node:assert/strict';
import { estimateCall } from '../../../src/core/cost/estimateCall.ts';
import type { EstimateSubject } from '../../../src/core/cost/callEstimate.ts';
import { summarizeAssumptions } from '../../../src/core/report/assumptionSummary.ts';
import { context, hole, known, segment, subject } from '../cost/subjects.ts';

describe('the assumptions of a report', () => {
  const summary = (...subjects: readonly Partial<EstimateSubject>[]): readonly string[] =>
    summarizeAssumptions(subjects.map((overrides) => estimateCall(subject(overrides), context()))).map(
      ({ text, calls }) => `${calls}: ${text}`,
    );

  it('are one where they differ only in a number', () => {
    const lines = summary({ maxTokens: known(100) }, { maxTokens: known(500) });
    assert.deepEqual(
      lines.filter((line) => line.includes('answers')),
      [
        '2: Nothing says how long the answers are: they are as long as models usually write. ' +
          'Set "outputTokens" of the workload in bedrock-cost-lint.yaml.',
      ],
    );
  });

  it('name placeholders of one size together, those of most calls first, each call once', () => {
    const sent = (...names: readonly string[]): Partial<EstimateSubject> => ({
      segments: [
        segment(
          'user',
          names.map((name) => hole(name)),
        ),
      ],
    });
    const lines = summary(sent('notes', 'prompt', 'prompt'), sent('prompt'), sent('question'));
    assert.deepEqual(
      lines.filter((line) => line.includes('{')),
      ['2: {prompt}, {notes}: of a size that is not known, so not in the money.'],
    );
  });

  it('count the names beyond the first', () => {
    const names = Array.from({ length: 20 }, (_, index) => `part${index}`);
    const [line] = summary({
      segments: [
        segment(
          'user',
          names.map((name) => hole(name)),
        ),
      ],
    }).filter((text) => text.includes('{'));
    assert.match(line ?? '', /^1: (\{part\d+\}, ){7}\{part\d+\} and 12 others: /);
  });
});
