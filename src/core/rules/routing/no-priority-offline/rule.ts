import * as z from 'zod';
import type { ServiceTier } from '../../../catalog/catalogData.ts';
import { serviceTierOf } from '../../../cost/rateCard.ts';
import type { MoneyFormat } from '../../../cost/format.ts';
import type { OfflineWork } from '../../../domain/callSite.ts';
import type { Known } from '../../../domain/resolved.ts';
import { knownValues } from '../../../domain/resolved.ts';
import type { TwoPrices } from '../../alternatives.ts';
import { pricesInTier, savedShare, savingsOf, twoPricesText } from '../../alternatives.ts';
import { knownCandidates, modelNames } from '../../candidates.ts';
import { offlineCall, offlineText } from '../../offlineCall.ts';
import { defineRule } from '../../rule.ts';
import type { Place } from '../../ruleSubject.ts';
import { placeWithin } from '../../ruleSubject.ts';

interface FastTier {
  readonly work: OfflineWork;
  readonly models: string;
  readonly asked: 'priority' | 'latency-optimized';
  /** The cheapest tier that the models are sold in. */
  readonly tier: 'flex' | 'standard';
  readonly prices: TwoPrices;
  readonly callsPerMonth: number | undefined;
  readonly written: Known<string>;
  readonly place: Place;
}

export const noPriorityOffline = defineRule<object, FastTier>({
  meta: {
    name: 'routing/no-priority-offline',
    summary: 'Work that nobody waits for pays for a fast tier.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'unsafe',
    options: z.strictObject({}),
  },
  check(subject, context) {
    const work = offlineCall(subject);
    const candidates = knownCandidates(subject);
    const { serviceTier, operation } = subject.request;
    if (work === undefined || candidates === undefined || serviceTier.state !== 'known') return undefined;
    const asked = serviceTierOf(serviceTier, operation).tier;
    if (!isFast(asked) || serviceTier.isOpen === true || knownValues(serviceTier).length > 1) return undefined;
    const [tier, prices] =
      (['flex', 'standard'] as const)
        .map((other) => [other, pricesInTier(subject, other, context)] as const)
        .find(([, both]) => both !== undefined && savedShare(both) > 0) ?? [];
    if (tier === undefined || prices === undefined) return undefined;
    return {
      work,
      models: modelNames(candidates),
      asked,
      tier,
      prices,
      callsPerMonth: context.workload?.callsPerMonth,
      written: serviceTier,
      place: placeWithin(subject, serviceTier),
    };
  },
  place: ({ place }) => place,
  message: (facts, money) => messageOf(facts, money),
  fixes({ asked, tier, written: { uri, range, from } }) {
    // Low latency is asked for by another field than the tier.
    if (asked !== 'priority' || from === 'configuration') return [];
    const value = tier === 'flex' ? 'flex' : 'default';
    return [
      {
        title: `Ask for the ${tier} tier`,
        safety: 'unsafe',
        edits: [{ kind: 'replace-value', target: { uri, kind: 'expression', range }, value }],
      },
    ];
  },
  savings: ({ prices, callsPerMonth, tier }) => savingsOf(prices, callsPerMonth, `All calls run in the ${tier} tier.`),
});

function isFast(tier: ServiceTier): tier is FastTier['asked'] {
  return tier === 'priority' || tier === 'latency-optimized';
}

function messageOf({ work, models, asked, tier, prices }: FastTier, money: MoneyFormat): string {
  const what = asked === 'priority' ? 'the priority tier' : 'low latency';
  const then =
    tier === 'flex'
      ? 'Answers of the flex tier may take longer, and in busy hours calls are refused sooner.'
      : 'Keep the fast one for calls that a person waits for.';
  return `${models} is asked ${offlineText(work)} with ${what}, but nobody waits; the ${tier} one costs ${twoPricesText(prices, money)}. ${then}`;
}
