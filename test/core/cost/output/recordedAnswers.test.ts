import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorsOfAnswers, fitAnswerSizes, halfOf } from '../../../../src/build/calibrate/fitAnswers.ts';
import {
  linesOfAnswers,
  readRecordedAnswers,
  type RecordedAnswer,
} from '../../../../src/build/calibrate/recordedAnswers.ts';
import { answerSize, judgedSize } from '../../../../src/core/cost/output/answerSizes.ts';
import { Scratch } from '../../../support/cli.ts';

const DATA = path.join(import.meta.dirname, '../../../../src/build/calibrate/data/recordedAnswers.json');

describe('recorded answers', () => {
  const answers = readRecordedAnswers(DATA);

  it('are estimated as well as the readme says, with sizes of the other half of the files', () => {
    const halves = [0, 1].map((half) =>
      fitAnswerSizes(
        answers.filter((answer) => halfOf(answer) !== half),
        judgedSize,
      ),
    );
    const [all] = errorsOfAnswers(answers, (answer) => halves[halfOf(answer)] ?? judgedSize);
    assert.equal(all?.count, 462);
    assert.ok(all.medianFactor <= 2.05 && all.p90Factor <= 7, JSON.stringify(all));
    assert.ok(all.covered >= 0.85, JSON.stringify(all));
  });

  it('are held out by file, and about as many in either half', () => {
    const first = answers.filter((answer) => halfOf(answer) === 0);
    assert.ok(first.length > 0.4 * answers.length && first.length < 0.6 * answers.length, `${first.length}`);
    const files = (some: readonly RecordedAnswer[]): Set<string> =>
      new Set(some.map(({ source }) => source.split('#')[0]!));
    const others = files(answers.filter((answer) => halfOf(answer) === 1));
    assert.ok([...files(first)].every((file) => !others.has(file)));
  });

  it('hold no text', () => {
    assert.ok(answers.every(({ clue }) => !('text' in clue)));
  });

  it('are read from a model invocation log too, with their cap and their thinking', () => {
    const scratch = new Scratch({});
    try {
      const file = path.join(scratch.path, 'log.jsonl');
      const inputBodyJson = {
        system: [{ text: 'Answer in one word.' }],
        messages: [{ role: 'user', content: [{ text: 'Which city?' }] }],
        inferenceConfig: { maxTokens: 300 },
        additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 200 } },
      };
      const entry = {
        modelId: 'anthropic.claude-sonnet-4-5-20250929-v1:0',
        operation: 'Converse',
        input: { inputBodyJson, inputTokenCount: 20 },
        output: { outputTokenCount: 60 },
      };
      writeFileSync(file, `${JSON.stringify(entry)}\n`);
      const [answer, ...others] = readRecordedAnswers(file);
      assert.equal(others.length, 0);
      assert.equal(answer?.clue.name, 'one-word');
      assert.deepEqual([answer.capTokens, answer.thinkingTokens, answer.outputTokens], [300, 200, 60]);
      const kept = path.join(scratch.path, 'answers.json');
      writeFileSync(kept, linesOfAnswers([answer]));
      assert.deepEqual(readRecordedAnswers(kept), [answer]);
    } finally {
      scratch.remove();
    }
  });

  it('move a size the more of them there are, and not by what is cut off or thought', () => {
    const one = (outputTokens: number, more: Partial<RecordedAnswer> = {}): RecordedAnswer => ({
      source: 'a/b c#0',
      model: 'gpt-4o',
      clue: { kind: 'stated', name: 'one-word', form: 'text', isFree: false },
      materialTokens: 10,
      isThinking: false,
      outputTokens,
      ...more,
    });
    const likelyAfter = (...some: readonly RecordedAnswer[]): number =>
      fitAnswerSizes(some, judgedSize)('one-word').likely;
    const before = judgedSize('one-word').likely;
    assert.ok(likelyAfter(...Array.from({ length: 100 }, () => one(40))) > 4 * before);
    assert.ok(likelyAfter(one(40)) < 2 * before);
    assert.equal(likelyAfter(one(40, { capTokens: 40 }), one(40, { isThinking: true })), before);
    assert.deepEqual(fitAnswerSizes([], judgedSize)('summary'), judgedSize('summary'));
    assert.ok(answerSize('summary').likely > 0);
  });
});
