import * as z from 'zod';
import type { MoneyFormat } from '../../../cost/format.ts';
import { formatCount } from '../../../cost/format.ts';
import type { Severity } from '../../../domain/finding.ts';
import type { RuleContext } from '../../rule.ts';
import { defineRule } from '../../rule.ts';
import type { RuleSubject } from '../../ruleSubject.ts';

interface UnboundedThinking {
  readonly thinkingTokens: number;
  readonly task: string;
  readonly usd: number | undefined;
}

const options = z.strictObject({
  leastBudget: z.int().min(1024).default(4096).describe('Thinking budget up to which it is not reported.'),
});
type Options = z.infer<typeof options>;

export const noUnboundedThinking = defineRule<Options, UnboundedThinking>({
  meta: {
    name: 'sizing/no-unbounded-thinking',
    summary: 'A task with a short answer is given a large budget for thinking, which is paid for as output.',
    since: '0.2.0',
    judges: 'content',
    fix: 'none',
    options,
  },
  check: (subject, context) => unboundedThinking(subject, context),
  severity: (): Severity => 'information',
  message: (facts, money) => messageOf(facts, money),
});

/** Tasks whose answers need little thought. */
const SHORT_TASKS: ReadonlySet<string> = new Set([
  'yes-or-no',
  'one-word',
  'only-value',
  'short-title',
  'classify',
  'title',
  'rephrase',
  'extract',
  'translate',
  'summary',
]);

function unboundedThinking(
  { request, estimate }: RuleSubject,
  { options: { leastBudget } }: RuleContext<Options>,
): UnboundedThinking | undefined {
  const { thinkingTokens } = request;
  const { name, text } = estimate.outputTokens.evidence;
  if (thinkingTokens === undefined || thinkingTokens <= leastBudget || !SHORT_TASKS.has(name ?? '')) return undefined;
  const rate = estimate.rates?.output?.usdPerMillionTokens;
  return {
    thinkingTokens,
    task: text.replace(/, and thinking of up to .*$/, ''),
    usd: rate === undefined ? undefined : (thinkingTokens * rate) / 1e6,
  };
}

function messageOf({ thinkingTokens, task, usd }: UnboundedThinking, money: MoneyFormat): string {
  const cost = usd === undefined ? '' : `, up to ${money.amount(usd * 1000)} per 1,000 calls`;
  return (
    `A thinking budget of ${formatCount(thinkingTokens)} tokens for a short task (${task})${cost}. ` +
    `Thoughts are paid for as output. Try it without thinking, or with the smallest budget of 1,024.`
  );
}
