import type { Segment } from '../../domain/segment.ts';

/**
 * Tokens that an answer can need by what the prompt itself asks for ("in at most 100 words", "one sentence"), with room
 * to spare. Undefined when the prompt sets no limit; the largest of several.
 */
export function statedOutputLimit(segments: readonly Segment[]): number | undefined {
  const texts = segments.filter(({ role }) => role === 'system' || role === 'user').map(textOf);
  if (texts.some((text) => MORE_THAN_TEXT.test(text))) return undefined;
  const limits = texts.flatMap(limitsIn);
  return limits.length === 0 ? undefined : Math.max(...limits);
}

/** True where the prompt asks for thoughts before the answer, which are written and paid for like it. */
export function asksForThoughts(segments: readonly Segment[]): boolean {
  return segments.some((segment) => segment.role !== 'tools' && THOUGHTS.test(textOf(segment)));
}

const THOUGHTS =
  /\b(?:step[- ]by[- ]step|think|thinking|chain of thought|reason(?:ing)?|rationale|explain your|show your work)\b/i;

/** Tokens of one of each, generously: a cap that cuts an answer off costs more than it saves. */
const TOKENS_PER_UNIT: Readonly<Record<string, number>> = {
  word: 3,
  token: 1.5,
  character: 1,
  sentence: 100,
  paragraph: 300,
  bullet: 100,
};

const NUMBERS: Readonly<Record<string, number>> = { a: 1, one: 1, single: 1, two: 2, three: 3, four: 4, five: 5 };

/** Prompts are read to this length; a limit stands in the instructions, not deep inside the material. */
const LONGEST_TEXT = 50_000;

const LIMIT =
  /\b(?:at most|no more than|not more than|up to|under|below|within|in|fewer than|less than|exceed|maximum of|max|limit of|only|exactly|a|to) (\d{1,5}|a|one|single|two|three|four|five)[ -](?:short |brief |concise |single )?(word|token|character|sentence|paragraph|bullet)s?\b/g;

const REVERSED_LIMIT =
  /\b(\d{1,5}) (word|token|character|sentence|paragraph|bullet)s?(?: points?)? (?:or less|or fewer|max|maximum|at most)\b/g;

/** A tighter cap saves next to nothing, and cuts off the model that says "Sure:" first. */
const SMALLEST_LIMIT = 100;

/** Answers with a frame, or with thoughts before them, are longer than the limit that the prompt sets to their text. */
const MORE_THAN_TEXT = /\b(?:json|xml|yaml|html|csv|step by step|think|thinking|reasoning)\b/i;

/** "Explain each step in one sentence": the limit of a part, not of the answer. */
const PART = /\b(?:each|every|per)\b/;
const PART_DISTANCE = 40;

function limitsIn(text: string): readonly number[] {
  const plain = text.toLowerCase().replaceAll('\n', ' ');
  return [...plain.matchAll(LIMIT), ...plain.matchAll(REVERSED_LIMIT)].flatMap((match) => {
    const [whole, amount = '', unit = ''] = match;
    const around = plain.slice(Math.max(0, match.index - PART_DISTANCE), match.index + whole.length + PART_DISTANCE);
    const tokens = (NUMBERS[amount] ?? Number(amount)) * (TOKENS_PER_UNIT[unit] ?? NaN);
    return tokens > 0 && !PART.test(around) ? [Math.max(SMALLEST_LIMIT, Math.ceil(tokens))] : [];
  });
}

function textOf({ parts }: Segment): string {
  return parts
    .map((part) => (part.kind === 'text' ? part.text : ' '))
    .join('')
    .slice(0, LONGEST_TEXT);
}
