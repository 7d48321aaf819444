import * as z from 'zod';
import type { MoneyFormat } from '../../../cost/format.ts';
import { formatCount } from '../../../cost/format.ts';
import type { Severity } from '../../../domain/finding.ts';
import type { Segment } from '../../../domain/segment.ts';
import type { StaticTextPart } from '../../../domain/value.ts';
import type { RuleContext } from '../../rule.ts';
import { defineRule } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeWithin } from '../../ruleSubject.ts';

interface DuplicateText {
  /** Its beginning. */
  readonly text: string;
  readonly tokens: number;
  readonly usd: number | undefined;
  readonly place: Place;
}

const options = z.strictObject({
  leastTokens: z.int().min(1).default(100).describe('Tokens that have to be sent twice before it is reported.'),
});
type Options = z.infer<typeof options>;

export const noDuplicateText = defineRule<Options, DuplicateText>({
  meta: {
    name: 'sizing/no-duplicate-text',
    summary: 'The same paragraph stands in one request twice.',
    since: '0.2.0',
    judges: 'content',
    fix: 'none',
    options,
  },
  check: (subject, context) => duplicateText(subject, context),
  severity: ({ usd }): Severity => ((usd ?? 0) * 1000 >= 1 ? 'warning' : 'information'),
  place: ({ place }) => place,
  message: (facts, money) => messageOf(facts, money),
  fact: ({ text }) => text,
});

interface Paragraph {
  readonly text: string;
  readonly part: StaticTextPart;
}

function duplicateText(
  subject: RuleSubject,
  { options: { leastTokens }, tokens }: RuleContext<Options>,
): DuplicateText | undefined {
  const { request, estimate } = subject;
  const seen = new Set<string>();
  const repeated = request.segments.flatMap(paragraphsOf).filter(({ text }) => {
    const isRepeated = seen.has(text);
    seen.add(text);
    return isRepeated;
  });
  const [first] = repeated;
  if (first === undefined) return undefined;
  const family = estimate.target.model?.family ?? 'other';
  const count = repeated.reduce((sum, { text }) => sum + tokens.estimateText(text, family).likely, 0);
  if (count < leastTokens) return undefined;
  const rate = estimate.rates?.input.usdPerMillionTokens;
  const usd = rate === undefined ? undefined : (count * rate) / 1e6;
  return { text: beginning(first.text), tokens: count, usd, place: placeWithin(subject, first.part) };
}

/** Shorter ones are marks and headings, which may well come again. */
const LEAST_CHARACTERS = 120;

/** Of what is sent whatever happens: in the arms of a condition the same may stand. */
function paragraphsOf({ parts, repeat, role }: Segment): readonly Paragraph[] {
  if (repeat !== undefined || role === 'tools' || role === 'assistant') return [];
  return parts.flatMap((part) => {
    if (part.kind !== 'text' || part.repeat !== undefined) return [];
    return part.text
      .split(/\n\s*\n/)
      .map((text) => text.trim())
      .filter((text) => text.length >= LEAST_CHARACTERS)
      .map((text) => ({ text, part }));
  });
}

function beginning(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

function messageOf({ text, tokens, usd }: DuplicateText, money: MoneyFormat): string {
  const cost = usd === undefined ? '' : `, ${money.amount(usd * 1000)} per 1,000 calls`;
  return `"${text}" stands twice in this request: ≈ ${formatCount(tokens)} tokens more in every call${cost}. Say it once.`;
}
