import * as z from 'zod';
import type { MoneyFormat } from '../../../cost/format.ts';
import { formatCount } from '../../../cost/format.ts';
import type { Severity } from '../../../domain/finding.ts';
import type { Segment } from '../../../domain/segment.ts';
import { isMadeOften } from '../../sharedCalls.ts';
import type { RuleContext } from '../../rule.ts';
import { defineRule } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeWithin } from '../../ruleSubject.ts';

interface RedundantWhitespace {
  readonly tokens: number;
  readonly usd: number | undefined;
  readonly isOften: boolean;
  readonly place: Place;
}

const options = z.strictObject({
  leastTokens: z.int().min(1).default(100).describe('Tokens of blanks in one request below which it is not reported.'),
});
type Options = z.infer<typeof options>;

export const noRedundantWhitespace = defineRule<Options, RedundantWhitespace>({
  meta: {
    name: 'sizing/no-redundant-whitespace',
    summary: 'Indentation and blank lines of the source code are sent and paid for as tokens.',
    since: '0.2.0',
    judges: 'content',
    fix: 'none',
    options,
  },
  check: (subject, context) => redundantWhitespace(subject, context),
  severity: ({ usd, isOften }): Severity => ((usd ?? 0) * 1000 >= 1 && isOften ? 'warning' : 'information'),
  place: ({ place }) => place,
  message: (facts, money) => messageOf(facts, money),
});

function redundantWhitespace(
  subject: RuleSubject,
  { options: { leastTokens }, tokens, workload }: RuleContext<Options>,
): RedundantWhitespace | undefined {
  const { request, estimate } = subject;
  const family = estimate.target.model?.family ?? 'other';
  const found = request.segments.map((segment) => {
    const text = textOf(segment);
    const plain = withoutBlanks(text);
    if (text.length - plain.length < LEAST_CHARACTERS) return { segment, tokens: 0 };
    const saved = tokens.estimateText(text, family).likely - tokens.estimateText(plain, family).likely;
    return { segment, tokens: Math.round(saved) };
  });
  const sum = found.reduce((total, one) => total + one.tokens, 0);
  const most = found.reduce((a, b) => (b.tokens > a.tokens ? b : a), found[0] ?? { segment: undefined, tokens: 0 });
  if (sum < leastTokens) return undefined;
  const rate = estimate.rates?.input.usdPerMillionTokens;
  const place = placeWithin(subject, most.segment?.parts.find((part) => part.kind === 'text') ?? subject);
  return {
    tokens: sum,
    usd: rate === undefined ? undefined : (sum * rate) / 1e6,
    isOften: isMadeOften(subject, workload),
    place,
  };
}

/** Fewer are no hundred tokens, and need not be counted. */
const LEAST_CHARACTERS = 100;

/** Holes stand for a word: what is filled in has blanks of its own. */
function textOf({ parts, role }: Segment): string {
  if (role === 'tools') return '';
  return parts.map((part) => (part.kind === 'text' ? part.text : 'x')).join('');
}

/** Without the indentation that all lines share, blanks at their ends and runs of blank lines; what is indented further stays so. */
function withoutBlanks(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const indented = lines.slice(1).filter((line) => line !== '');
  const shared = Math.min(...indented.map((line) => line.length - line.trimStart().length));
  const dedented = lines.map((line, index) => (index === 0 || !Number.isFinite(shared) ? line : line.slice(shared)));
  return dedented.join('\n').replaceAll(/\n{3,}/g, '\n\n');
}

function messageOf({ tokens, usd }: RedundantWhitespace, money: MoneyFormat): string {
  const cost = usd === undefined ? '' : `, ${money.amount(usd * 1000)} per 1,000 calls`;
  return (
    `≈ ${formatCount(tokens)} tokens of this request are indentation and blank lines of the source code${cost}. ` +
    `Take the indentation off (textwrap.dedent, dedent), or keep the prompt in a file.`
  );
}
