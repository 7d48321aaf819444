import * as z from 'zod';
import type { ConversationSum } from '../../../cost/callEstimate.ts';
import type { MoneyFormat } from '../../../cost/format.ts';
import { formatCount } from '../../../cost/format.ts';
import type { GrowingHistory } from '../../../domain/callSite.ts';
import { knownCandidates, takesCheckpoints } from '../../candidates.ts';
import { growthText } from '../../conversationWords.ts';
import { defineRule } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeWithin } from '../../ruleSubject.ts';

interface UncachedHistory {
  readonly history: GrowingHistory;
  readonly growth: string;
  /** Those of 10 and 100 turns. */
  readonly sums: readonly ConversationSum[];
  readonly place: Place;
}

export const useMovingCheckpoint = defineRule<object, UncachedHistory>({
  meta: {
    name: 'caching/use-moving-checkpoint',
    summary: 'A growing conversation is sent again and again without a cache checkpoint at its end.',
    since: '0.2.0',
    judges: 'settings',
    yieldsTo: [
      'correctness/no-wrong-cache-dialect',
      'correctness/no-invalid-cache-checkpoint',
      'correctness/no-foreign-body',
    ],
    fix: 'none',
    options: z.strictObject({}),
  },
  check(subject) {
    const { history } = subject.request;
    // What is trimmed begins anew each time; a talk that nothing bounds hears of both remedies from `no-unbounded-history`.
    if (history?.driver !== 'model' || history.isBounded || history.mayHaveCheckpoints) return undefined;
    if (hasCheckpointAtTail(subject)) return undefined;
    const candidates = knownCandidates(subject);
    if (
      candidates?.every(({ target }) => takesCheckpoints(target.model, subject.request.operation, 'messages')) !== true
    )
      return undefined;
    const { conversation } = subject.estimate;
    const { steps } = subject.request;
    const limit = steps?.limit.state === 'known' ? Math.max(10, steps.limit.value) : Infinity;
    const sums = conversation?.sums.filter(({ turns }) => turns > 1 && turns <= limit) ?? [];
    if (conversation === undefined || !sums.some(isWorthIt)) return undefined;
    return { history, growth: growthText(conversation, 'step'), sums, place: placeWithin(subject, history) };
  },
  place: ({ place }) => place,
  message: (facts, money) => messageOf(facts, money),
});

function hasCheckpointAtTail({ request }: RuleSubject): boolean {
  return request.segments.some(({ message, checkpoint }) => message !== undefined && checkpoint !== undefined);
}

/** Less than a quarter, or than a cent in a hundred steps, is not worth a change of the code. */
function isWorthIt({ usd, cachedUsd }: ConversationSum): boolean {
  return cachedUsd !== undefined && cachedUsd.likely < 0.75 * usd.likely && usd.likely - cachedUsd.likely > 0.01;
}

function messageOf({ history: { name }, growth, sums }: UncachedHistory, money: MoneyFormat): string {
  const both = sums.flatMap(({ turns, usd, cachedUsd }) =>
    cachedUsd === undefined
      ? []
      : [`${money.amount(cachedUsd.likely)} in place of ${money.amount(usd.likely)} for ${formatCount(turns)} steps`],
  );
  return (
    `Each step sends all of \`${name}\` again at the full price. A checkpoint behind the last message makes it ${both.join(', ')}. ` +
    `${growth} Move the checkpoint on with each step: four may stand in a request.`
  );
}
