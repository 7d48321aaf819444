import * as z from 'zod';
import { compareGenerations, lineOf } from '../../../catalog/modelLines.ts';
import type { FixIntent } from '../../../domain/edit.ts';
import { savedShare, savingsOf, tokenPricesText } from '../../alternatives.ts';
import type { TwoPrices } from '../../alternatives.ts';
import { replaceModelId } from '../../modelFacts.ts';
import { callableModels, onlyModel } from '../../otherModels.ts';
import { defineRule } from '../../rule.ts';
import type { Place } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

interface OlderModel {
  readonly model: string;
  readonly newer: string;
  readonly newerId: string;
  readonly prices: TwoPrices;
  readonly isCheaper: boolean;
  readonly callsPerMonth: number | undefined;
  readonly fixes: readonly FixIntent[];
  readonly place: Place;
}

export const useCurrentModel = defineRule<object, OlderModel>({
  meta: {
    name: 'routing/use-current-model',
    summary: 'A newer model of the same line costs less, or as much.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'unsafe',
    // Whoever moves to another line takes its newest model.
    yieldsTo: ['correctness/no-retired-model', 'routing/use-smaller-model'],
    options: z.strictObject({}),
  },
  check(subject, context) {
    const { model: written } = subject.request;
    // A page that shows a call pays for none.
    const isPaid = subject.kind === 'call' && !/\.(?:mdx?|rst|adoc)$/.test(subject.uri);
    const current = isPaid ? onlyModel(subject, context) : undefined;
    const line = current && lineOf(current.target.model);
    if (current === undefined || line === undefined || written.state !== 'known') return undefined;
    const siblings = context.catalog.models().filter((model) => {
      const other = lineOf(model);
      return other?.name === line.name && compareGenerations(line, other) < 0;
    });
    const newest = callableModels(subject, current, siblings, context)
      .filter(({ prices }) => savedShare(prices) > -SAME_PRICE)
      .map((other) => ({ ...other, line: lineOf(other.model) ?? line }))
      .sort((a, b) => compareGenerations(b.line, a.line))[0];
    if (newest === undefined) return undefined;
    const title = `Call ${newest.model.name} (${newest.modelId})`;
    return {
      model: current.target.model.name,
      newer: newest.model.name,
      newerId: newest.modelId,
      prices: newest.prices,
      isCheaper: savedShare(newest.prices) > SAME_PRICE,
      callsPerMonth: context.workload?.callsPerMonth,
      fixes: replaceModelId(written, current, newest.modelId, title),
      place: placeOfValue(subject, written),
    };
  },
  place: ({ place }) => place,
  fact: ({ model, newerId }) => `${model} ${newerId}`,
  message({ model, newer, newerId, prices, isCheaper }, money) {
    const cost = isCheaper
      ? `costs less than ${model}: ${tokenPricesText(prices, money)}`
      : `costs as much as ${model}`;
    return (
      `${newer} is newer and ${cost}. ` +
      `Call ${newerId} and compare its answers: it may count a text as more or fewer tokens, write longer, and refuse parameters ` +
      `that the older one takes.`
    );
  },
  fixes: ({ fixes }) => fixes,
  savings: ({ prices, callsPerMonth }) => savingsOf(prices, callsPerMonth, 'Answers of both models are as long.'),
});

/** A smaller difference is none: token counts are estimates. */
const SAME_PRICE = 0.005;
