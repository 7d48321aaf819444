import * as z from 'zod';
import type { ConversationCost } from '../../../cost/callEstimate.ts';
import type { MoneyFormat } from '../../../cost/format.ts';
import type { GrowingHistory } from '../../../domain/callSite.ts';
import type { Severity } from '../../../domain/finding.ts';
import { growthText, sumsText } from '../../conversationWords.ts';
import { defineRule } from '../../rule.ts';
import type { Place } from '../../ruleSubject.ts';
import { placeWithin } from '../../ruleSubject.ts';

interface UnboundedHistory {
  readonly history: GrowingHistory;
  /** Undefined without a price. */
  readonly conversation: ConversationCost | undefined;
  readonly place: Place;
}

export const noUnboundedHistory = defineRule<object, UnboundedHistory>({
  meta: {
    name: 'sizing/no-unbounded-history',
    summary: 'The history of a conversation is sent whole with every turn, and nothing bounds it.',
    since: '0.2.0',
    judges: 'settings',
    fix: 'none',
    options: z.strictObject({}),
  },
  check(subject) {
    const { history, segments } = subject.request;
    // How far a model goes on by itself is another rule's matter.
    if (history === undefined || history.isBounded || history.driver !== 'person') return undefined;
    // What is cached grows as well, but at a tenth of the price.
    const isCached = segments.some(({ message, checkpoint }) => message !== undefined && checkpoint !== undefined);
    if (isCached || history.mayHaveCheckpoints) return undefined;
    return { history, conversation: subject.estimate.conversation, place: placeWithin(subject, history) };
  },
  severity: ({ conversation }) => severityOf(conversation),
  place: ({ place }) => place,
  message: (facts, money) => messageOf(facts, money),
});

/** A hundred turns for less than a cent are not worth a warning; nor is what has no price. */
function severityOf(conversation: ConversationCost | undefined): Severity {
  return (conversation?.sums.at(-1)?.usd.likely ?? 0) < 0.01 ? 'information' : 'warning';
}

function messageOf({ history: { name }, conversation }: UnboundedHistory, money: MoneyFormat): string {
  if (conversation === undefined) {
    return `\`${name}\` is sent whole with every turn, and nothing bounds it. ${REMEDY}`;
  }
  const cached = conversation.sums.at(-1)?.cachedUsd;
  const caching =
    cached === undefined
      ? ''
      : ` A cache checkpoint behind the last message makes it ${money.amount(cached.likely)} for 100.`;
  return (
    `\`${name}\` is sent whole with every turn, and nothing bounds it: ${sumsText(conversation, money, 'turn')}. ` +
    `${growthText(conversation, 'turn')} ${REMEDY}${caching}`
  );
}

const REMEDY = 'Keep only the last turns, or sum up older ones.';
