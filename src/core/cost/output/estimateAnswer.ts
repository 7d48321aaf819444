import type { AmountRange } from '../../domain/estimates.ts';
import { addRanges, productOf, scaleRange } from '../../domain/estimates.ts';
import { formatCount, plural } from '../format.ts';
import { answerSize, modelHabits, THINKING } from './answerSizes.ts';
import type { AnswerClue, OutputEvidence } from './clue.ts';

/** What of a call and its model decides how much is written, besides what the prompt says. */
export interface AnswerCircumstances {
  readonly modelId: string | undefined;
  /** Tokens of what is to be translated or written anew. */
  readonly materialTokens: AmountRange;
  /** True where the request asks for thinking. */
  readonly isThinking: boolean;
  /** Budget for it; undefined where none is known. */
  readonly thinkingTokens: number | undefined;
  /** Where answers end, by a cap or the model's maximum; undefined or infinite when that is not known. */
  readonly ceilingTokens: number | undefined;
  readonly isCapped: boolean;
}

export interface AnswerEstimate {
  /** Whole tokens, at least one, never above the ceiling. */
  readonly tokens: AmountRange;
  readonly evidence: OutputEvidence;
}

/** Tokens of one answer, thoughts included. */
export function estimateAnswer(clue: AnswerClue, circumstances: AnswerCircumstances): AnswerEstimate {
  const { ceilingTokens = Infinity, isCapped } = circumstances;
  const written = writtenTokens(clue, circumstances);
  const evidence = { kind: clue.kind, text: `${clue.text}${thoughtsText(circumstances)}`, name: clue.name };
  if (isCapped && ceilingTokens <= FEW_TOKENS && (clue.kind === 'habit' || clue.kind === 'task')) {
    return {
      tokens: atMost({ ...written, low: Math.min(written.low, ceilingTokens / 4) }, ceilingTokens),
      evidence: { kind: 'cap', text: `the cap of ${formatCount(ceilingTokens)} tokens` },
    };
  }
  return { tokens: atMost(written, ceilingTokens), evidence };
}

/** Who caps answers so low knows that they are short, or wants no more of them. */
const FEW_TOKENS = 50;

function writtenTokens(clue: AnswerClue, circumstances: AnswerCircumstances): AmountRange {
  const habits = modelHabits(circumstances.modelId);
  const answer = clue.isFree ? scaleRange(clue.size, habits.factor) : clue.size;
  const call = clue.form === 'tool-call' ? [habits.toolCall] : [];
  const ofMaterial =
    clue.form === 'as-material' ? productOf(circumstances.materialTokens, answerSize(clue.name)) : answer;
  return addRanges([ofMaterial, ...call, ...thoughts(circumstances, habits.reasoning)]);
}

function thoughts(
  { isThinking, thinkingTokens }: AnswerCircumstances,
  reasoning: AmountRange | undefined,
): readonly AmountRange[] {
  if (!isThinking) return reasoning === undefined ? [] : [reasoning];
  return [atMost(THINKING, Math.max(1, thinkingTokens ?? Infinity))];
}

function thoughtsText({ isThinking, thinkingTokens, modelId }: AnswerCircumstances): string {
  if (thinkingTokens !== undefined) return `, and thinking of up to ${plural(thinkingTokens, 'token')}`;
  return isThinking || modelHabits(modelId).reasoning !== undefined ? ", and the model's thinking" : '';
}

function atMost(range: AmountRange, limit: number): AmountRange {
  const bounded = (tokens: number): number => Math.min(Math.max(1, Math.round(tokens)), limit);
  const [low, likely, high] = [bounded(range.low), bounded(range.likely), bounded(range.high)];
  return { low: Math.min(low, likely), likely, high: Math.max(likely, high) };
}
