import * as z from 'zod';
import type { MoneyFormat } from '../../../cost/format.ts';
import type { OfflineWork } from '../../../domain/callSite.ts';
import type { TwoPrices } from '../../alternatives.ts';
import { isSamePrice, pricesInTier, savedShare, savingsOf, twoPricesText } from '../../alternatives.ts';
import { knownCandidates, modelNames } from '../../candidates.ts';
import { isStandardTier, offlineCall, offlineText } from '../../offlineCall.ts';
import { defineRule } from '../../rule.ts';
import { canBeBatched, isWorthIt } from './canBeBatched.ts';

interface OneByOne {
  readonly work: OfflineWork;
  readonly models: string;
  readonly prices: TwoPrices;
  /** Undefined where the models are not sold in it. */
  readonly flex: TwoPrices | undefined;
  readonly callsPerMonth: number | undefined;
}

export const useBatch = defineRule<object, OneByOne>({
  meta: {
    name: 'routing/use-batch',
    summary: 'A data set is sent call by call, though nobody waits and a batch job costs half.',
    since: '0.1.0',
    judges: 'content',
    fix: 'none',
    options: z.strictObject({}),
  },
  check(subject, context) {
    const work = offlineCall(subject);
    const candidates = knownCandidates(subject);
    if (work?.kind !== 'data-set' || candidates === undefined || !canBeBatched(subject) || !isStandardTier(subject)) {
      return undefined;
    }
    const prices = pricesInTier(subject, 'batch', context);
    if (prices === undefined || !isWorthIt(prices)) return undefined;
    const flex = pricesInTier(subject, 'flex', context);
    return {
      work,
      models: modelNames(candidates),
      prices,
      flex: flex && savedShare(flex) > 0 ? flex : undefined,
      callsPerMonth: context.workload?.callsPerMonth,
    };
  },
  fact: ({ work: { uri, range } }) => JSON.stringify([uri, range]),
  message: (facts, money) => messageOf(facts, money),
  savings: ({ prices, callsPerMonth }) => savingsOf(prices, callsPerMonth, 'All calls go into batch jobs.'),
});

function messageOf({ work, models, prices, flex }: OneByOne, money: MoneyFormat): string {
  return [
    `${models} is asked ${offlineText(work)}; a batch job would cost ${twoPricesText(prices, money)}.`,
    'Write the requests to a JSONL file on S3 and start one CreateModelInvocationJob: its answers lie on S3 within a day.',
    'A job takes a minimum of records (100 for most models), and does without prompt caching, streaming and calls of tools.',
    ...flexText(prices, flex, money),
  ].join(' ');
}

function flexText(prices: TwoPrices, flex: TwoPrices | undefined, money: MoneyFormat): readonly string[] {
  if (flex === undefined) return [];
  const cost = isSamePrice(prices, flex) ? 'as much' : twoPricesText(flex, money);
  return [`The flex tier (service tier "flex") costs ${cost} and needs no job, but answers may take longer.`];
}
