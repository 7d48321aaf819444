import * as z from 'zod';
import type { MoneyFormat } from '../../../cost/format.ts';
import { formatCount, formatPercent } from '../../../cost/format.ts';
import type { Severity } from '../../../domain/finding.ts';
import type { RuleContext } from '../../rule.ts';
import { defineRule } from '../../rule.ts';
import type { RuleSubject } from '../../ruleSubject.ts';

interface OversizedTools {
  readonly toolCount: number;
  readonly tokens: number;
  readonly share: number;
  readonly usd: number | undefined;
}

const options = z.strictObject({
  tokens: z.int().min(1).default(5000).describe('Tokens of tool definitions above which they are reported.'),
});
type Options = z.infer<typeof options>;

export const noOversizedTools = defineRule<Options, OversizedTools>({
  meta: {
    name: 'sizing/no-oversized-tools',
    summary: 'The definitions of tools are most of what a call sends, and are paid for in full each time.',
    since: '0.2.0',
    judges: 'content',
    fix: 'none',
    yieldsTo: ['caching/use-cache-checkpoint'],
    options,
  },
  check: (subject, context) => oversizedTools(subject, context),
  severity: (): Severity => 'information',
  message: (facts, money) => messageOf(facts, money),
});

const LEAST_SHARE = 0.5;

function oversizedTools(
  subject: RuleSubject,
  { options: { tokens: limit } }: RuleContext<Options>,
): OversizedTools | undefined {
  const { request, estimate } = subject;
  // What is cached costs a tenth.
  if (request.segments.some(({ checkpoint }) => checkpoint !== undefined)) return undefined;
  const tools = estimate.segments.filter(({ role }) => role === 'tools');
  const tokens = tools.reduce((sum, segment) => sum + segment.tokens.likely, 0);
  const share = tokens / Math.max(1, estimate.inputTokens.likely);
  if (tokens <= limit || share < LEAST_SHARE) return undefined;
  const rate = estimate.rates?.input.usdPerMillionTokens;
  return { toolCount: request.toolCount, tokens, share, usd: rate === undefined ? undefined : (tokens * rate) / 1e6 };
}

function messageOf({ toolCount, tokens, share, usd }: OversizedTools, money: MoneyFormat): string {
  const cost = usd === undefined ? '' : `, ${money.amount(usd * 1000)} per 1,000 calls`;
  return (
    `${formatCount(toolCount)} tools take ≈ ${formatCount(tokens)} tokens of each call (${formatPercent(share)} of its input)${cost}. ` +
    `Offer only those that a task needs, shorten their descriptions, or cache them.`
  );
}
