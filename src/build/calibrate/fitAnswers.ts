import { answerSize, isAnswerKind, modelHabits } from '../../core/cost/output/answerSizes.ts';
import type { AmountRange } from '../../core/domain/estimates.ts';
import { quantile } from './errors.ts';
import { estimateRecordedAnswer, type AnswerSizes, type RecordedAnswer } from './recordedAnswers.ts';

/** How estimates of answers compare with what was written. */
export interface AnswerErrors {
  readonly what: string;
  readonly count: number;
  /** How many times too much or too little the likely number is. */
  readonly medianFactor: number;
  readonly p90Factor: number;
  /** Share of the answers that are within the range. */
  readonly covered: number;
  /** Median of the highest by the lowest. */
  readonly width: number;
}

/** Of all, on Amazon Bedrock's models, and by what the size rests on. */
export function errorsOfAnswers(
  answers: readonly RecordedAnswer[],
  sizesFor: (answer: RecordedAnswer) => AnswerSizes = () => answerSize,
): readonly AnswerErrors[] {
  const row = (what: string, some: readonly RecordedAnswer[]): readonly AnswerErrors[] =>
    some.length === 0 ? [] : [errorsOf(what, some, sizesFor)];
  const names = [...new Set(answers.map(({ clue }) => clue.name))];
  const of = (name: string): readonly RecordedAnswer[] => answers.filter(({ clue }) => clue.name === name);
  return [
    ...row('all', answers),
    ...row(
      'Claude',
      answers.filter(({ model }) => model.includes('claude')),
    ),
    ...row(
      'others',
      answers.filter(({ model }) => !model.includes('claude')),
    ),
    ...names
      .toSorted((a, b) => of(b).length - of(a).length || (a < b ? -1 : 1))
      .flatMap((name) => row(`– ${name}`, of(name))),
  ];
}

function errorsOf(
  what: string,
  answers: readonly RecordedAnswer[],
  sizesFor: (answer: RecordedAnswer) => AnswerSizes,
): AnswerErrors {
  const estimates = answers.map((answer) => ({
    ...estimateRecordedAnswer(answer, sizesFor(answer)),
    truth: answer.outputTokens,
  }));
  const factors = estimates.map(({ likely, truth }) => Math.max(likely / truth, truth / likely));
  const covered = estimates.filter(({ low, high, truth }) => low <= truth && truth <= high).length;
  return {
    what,
    count: answers.length,
    medianFactor: quantile(factors, 0.5),
    p90Factor: quantile(factors, 0.9),
    covered: covered / answers.length,
    width: quantile(
      estimates.map(({ low, high }) => high / low),
      0.5,
    ),
  };
}

/** As many answers as one's judgement is worth. */
const WORTH_OF_JUDGEMENT = 12;

/**
 * Sizes of answers by what recorded ones say, drawn towards what they are judged to be where few say it: recorded tests are
 * shorter than what programs ask.
 *
 * @param assumed sizes by judgement
 */
export function fitAnswerSizes(answers: readonly RecordedAnswer[], assumed: AnswerSizes): AnswerSizes {
  const byName = new Map<string, number[]>();
  for (const answer of answers) {
    const { clue, model, outputTokens, capTokens = Infinity, isThinking } = answer;
    const habits = modelHabits(model);
    // What is cut off, or has thoughts in it, says nothing of the answer's own length.
    if (!isAnswerKind(clue.name) || clue.size !== undefined || clue.form !== 'text') continue;
    if (isThinking || habits.reasoning !== undefined || outputTokens >= capTokens) continue;
    const own = outputTokens / (clue.isFree ? habits.factor : 1);
    byName.set(clue.name, [...(byName.get(clue.name) ?? []), own]);
  }
  return (name) => {
    const own = byName.get(name);
    return own === undefined ? assumed(name) : drawn(own, assumed(name));
  };
}

function drawn(own: readonly number[], judged: AmountRange): AmountRange {
  const share = own.length / (own.length + WORTH_OF_JUDGEMENT);
  const between = (recorded: number, other: number): number =>
    Math.exp(share * Math.log(Math.max(1, recorded)) + (1 - share) * Math.log(Math.max(1, other)));
  return {
    low: Math.round(between(quantile(own, 0.05), judged.low)),
    likely: Math.round(between(quantile(own, 0.5), judged.likely)),
    high: Math.round(between(quantile(own, 0.95), judged.high)),
  };
}

/** Files in two halves that do not depend on their order: one is fitted on, the other one is held out. */
export function halfOf({ source }: RecordedAnswer): 0 | 1 {
  const file = source.split('#')[0] ?? source;
  let hash = 2_166_136_261;
  for (let at = 0; at < file.length; at++) hash = Math.imul(hash ^ file.charCodeAt(at), 16_777_619) >>> 0;
  return (hash & 1) === 0 ? 0 : 1;
}
