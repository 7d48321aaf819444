import * as z from 'zod';
import type { MoneyFormat } from '../../../cost/format.ts';
import type { OfflineWork } from '../../../domain/callSite.ts';
import type { EditIntent } from '../../../domain/edit.ts';
import type { TwoPrices } from '../../alternatives.ts';
import { pricesInTier, savedShare, savingsOf, twoPricesText } from '../../alternatives.ts';
import { knownCandidates, modelNames } from '../../candidates.ts';
import { isStandardTier, offlineCall, offlineText, setServiceTier } from '../../offlineCall.ts';
import { defineRule } from '../../rule.ts';

interface StandardTier {
  readonly work: OfflineWork;
  readonly models: string;
  readonly prices: TwoPrices;
  readonly callsPerMonth: number | undefined;
  readonly setFlexTier: readonly EditIntent[];
}

export const useFlexTier = defineRule<object, StandardTier>({
  meta: {
    name: 'routing/use-flex-tier',
    summary: 'Work that nobody waits for runs in the standard tier, though the flex tier costs half.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'unsafe',
    // A batch job costs as much, and the finding names the tier too.
    yieldsTo: ['routing/use-batch'],
    options: z.strictObject({}),
  },
  check(subject, context) {
    const work = offlineCall(subject);
    const candidates = knownCandidates(subject);
    if (work === undefined || candidates === undefined || !isStandardTier(subject)) return undefined;
    const prices = pricesInTier(subject, 'flex', context);
    if (prices === undefined || savedShare(prices) <= 0) return undefined;
    return {
      work,
      models: modelNames(candidates),
      prices,
      callsPerMonth: context.workload?.callsPerMonth,
      setFlexTier: setServiceTier(subject, 'flex'),
    };
  },
  fact: ({ work: { uri, range } }) => JSON.stringify([uri, range]),
  message: (facts, money) => messageOf(facts, money),
  fixes: ({ setFlexTier }) =>
    setFlexTier.length === 0 ? [] : [{ title: 'Ask for the flex tier', safety: 'unsafe', edits: setFlexTier }],
  savings: ({ prices, callsPerMonth }) => savingsOf(prices, callsPerMonth, 'All calls run in the flex tier.'),
});

function messageOf({ work, models, prices }: StandardTier, money: MoneyFormat): string {
  return (
    `${models} is asked ${offlineText(work)}, where nobody waits; the flex tier costs ${twoPricesText(prices, money)}. ` +
    `Ask for it with the service tier "flex": the same answers, but they may take longer, and in busy hours calls are refused ` +
    `sooner, so try again with a growing pause.`
  );
}
