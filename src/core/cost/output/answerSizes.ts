import type { AmountRange } from '../../domain/estimates.ts';
import data from './answerSizes.json' with { type: 'json' };

/** Tokens between which nine of ten answers lie, and the middle: low, likely, high. */
type SizeData = readonly number[];

const SIZES: Readonly<Record<string, SizeData>> = Object.fromEntries(
  Object.entries(data.answers).map(([name, { tokens }]) => [name, tokens]),
);

/** What answers of the kind were taken to be before any were recorded; to fit towards. */
export function judgedSize(name: string): AmountRange {
  const judged: Readonly<Record<string, { readonly judged: SizeData }>> = data.answers;
  return rangeOf(judged[name]?.judged ?? data.answers.habit.judged);
}

/** True for a name of `answerSizes.json`. */
export function isAnswerKind(name: string): boolean {
  return name in SIZES;
}

/** Of an answer of the kind, by an average model. */
export function answerSize(name: string): AmountRange {
  return rangeOf(SIZES[name] ?? data.answers.habit.tokens);
}

function rangeOf([low = 0, likely = 0, high = 0]: SizeData): AmountRange {
  return { low, likely, high };
}

export interface ModelHabits {
  /** What it writes against an average model. */
  readonly factor: number;
  /** Tokens of a tool call and what is said before it, without its arguments. */
  readonly toolCall: AmountRange;
  /** Tokens of thoughts that it always writes, and that are billed as output; undefined for one that does not. */
  readonly reasoning: AmountRange | undefined;
}

/** By the model's id; the average for one that is not known. */
export function modelHabits(modelId: string | undefined): ModelHabits {
  const id = modelId?.toLowerCase() ?? '';
  const habits = data.models.find(({ ids }) => ids.some((part) => id.includes(part))) ?? data.models.at(-1);
  return {
    factor: habits?.factor ?? 1,
    toolCall: rangeOf(habits?.toolCall ?? []),
    reasoning: habits?.reasoning && rangeOf(habits.reasoning),
  };
}

/** Of the thoughts of a request with a thinking budget. */
export const THINKING: AmountRange = rangeOf(data.thinking.tokens);
