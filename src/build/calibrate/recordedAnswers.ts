import { readFileSync } from 'node:fs';
import { answerSize, isAnswerKind } from '../../core/cost/output/answerSizes.ts';
import type { AnswerClue } from '../../core/cost/output/clue.ts';
import { estimateAnswer } from '../../core/cost/output/estimateAnswer.ts';
import { roughMaterialTokens } from '../../core/cost/output/instructions.ts';
import { readAnswer } from '../../core/cost/output/readAnswer.ts';
import type { AmountRange } from '../../core/domain/estimates.ts';
import { requestLimits } from '../../core/requests/requestLimits.ts';
import { recordedBodies, type RecordedBody } from './recordedBodies.ts';

/** What was written to a request, and what the request says of that: no text. */
export interface RecordedAnswer {
  /** Where it is recorded: `owner/repository path#number`, or a log file and its line. */
  readonly source: string;
  readonly model: string;
  readonly clue: RecordedClue;
  readonly materialTokens: number;
  readonly isThinking: boolean;
  readonly thinkingTokens?: number;
  readonly capTokens?: number;
  /** As billed, thoughts included. */
  readonly outputTokens: number;
}

/** `size` is left out where it is that of `answerSizes.json`. */
type RecordedClue = Omit<AnswerClue, 'text' | 'size'> & { readonly size?: AmountRange };

/** Sizes by their names in `answerSizes.json`. */
export type AnswerSizes = (name: string) => AmountRange;

/** From the files that `--usage` names, or from what {@link linesOfAnswers} wrote. */
export function readRecordedAnswers(file: string): readonly RecordedAnswer[] {
  if (file.endsWith('.json')) {
    const rows = JSON.parse(readFileSync(file, 'utf8')) as readonly (RecordedAnswer | object)[];
    if (rows.some((row) => 'clue' in row)) return rows.filter((row): row is RecordedAnswer => 'clue' in row);
  }
  return recordedBodies(file).flatMap(ofBody);
}

/** One a line, so that a change shows. */
export function linesOfAnswers(answers: readonly RecordedAnswer[]): string {
  return `[\n${answers.map((answer) => JSON.stringify(answer)).join(',\n')}\n]\n`;
}

/** What this project says of a recorded answer, or would say with other sizes. */
export function estimateRecordedAnswer(answer: RecordedAnswer, sizes: AnswerSizes = answerSize): AmountRange {
  const { clue, model, capTokens, materialTokens } = answer;
  const size = clue.size ?? sizes(clue.name);
  return estimateAnswer(
    { ...clue, size, text: '' },
    {
      modelId: model,
      materialTokens: { low: materialTokens, likely: materialTokens, high: materialTokens },
      isThinking: answer.isThinking,
      thinkingTokens: answer.thinkingTokens,
      ceilingTokens: capTokens,
      isCapped: capTokens !== undefined,
    },
  ).tokens;
}

function ofBody({ source, model, body, data, toolCount, outputTokens }: RecordedBody): RecordedAnswer[] {
  if (!(outputTokens > 0)) return [];
  const { text: _, size, ...clue } = readAnswer(body, toolCount);
  const ofName = isAnswerKind(clue.name) ? answerSize(clue.name) : undefined;
  const isOfName = ofName?.likely === size.likely && ofName.high === size.high;
  const limits = requestLimits(data);
  return [
    {
      source,
      model,
      clue: isOfName ? clue : { ...clue, size },
      materialTokens: roughMaterialTokens(body),
      isThinking: body.isThinking || limits.thinkingTokens !== undefined,
      ...limits,
      outputTokens,
    },
  ];
}
