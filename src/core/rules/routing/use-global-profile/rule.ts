import * as z from 'zod';
import { estimateFor } from '../../../cost/estimateCall.ts';
import { resolveTarget } from '../../../cost/callTargets.ts';
import { formatPercent } from '../../../cost/format.ts';
import type { FixIntent } from '../../../domain/edit.ts';
import { savedShare, savedTokenShare, savingsOf, tokenPricesText, twoPrices } from '../../alternatives.ts';
import type { TwoPrices } from '../../alternatives.ts';
import { replaceModelId } from '../../modelFacts.ts';
import { onlyModel } from '../../otherModels.ts';
import { defineRule } from '../../rule.ts';
import type { Place } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

interface GeographicCall {
  readonly model: string;
  readonly globalId: string;
  /** "the us profile", "this Region alone" */
  readonly servedBy: string;
  readonly prices: TwoPrices;
  readonly callsPerMonth: number | undefined;
  readonly fixes: readonly FixIntent[];
  readonly place: Place;
}

const options = z.strictObject({
  residency: z
    .array(z.string().min(1))
    .default(['us', 'eu', 'us-gov', 'ca', 'jp', 'au', 'in', 'apac'])
    .describe('Prefixes of the inference profiles whose geography data must not leave; calls there are not reported.'),
});
type Options = z.infer<typeof options>;

export const useGlobalProfile = defineRule<Options, GeographicCall>({
  meta: {
    name: 'routing/use-global-profile',
    summary: 'The model is cheaper by its global inference profile.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'unsafe',
    // What has to be changed anyway comes first.
    yieldsTo: ['correctness/no-retired-model', 'routing/use-current-model', 'routing/use-smaller-model'],
    options,
  },
  check(subject, context) {
    const { model: written } = subject.request;
    const current = subject.kind === 'call' ? onlyModel(subject, context) : undefined;
    if (current === undefined || written.state !== 'known') return undefined;
    const { model, profile, region } = current.target;
    const geography = profile ?? (region === undefined ? undefined : context.catalog.geoProfileOf(model, region));
    const regions = model.profiles.get('global');
    if (geography === undefined || geography === 'global' || context.options.residency.includes(geography))
      return undefined;
    if (regions === undefined || (region !== undefined && !regions.includes(region))) return undefined;
    const globalId = `global.${model.id}`;
    const prices = twoPrices(current, estimateFor(resolveTarget(globalId, region, context), subject.request, context));
    if (prices === undefined || savedShare(prices) < LEAST_SHARE) return undefined;
    return {
      model: model.name,
      globalId,
      servedBy: profile === undefined ? 'in its own Region' : `by the ${profile} profile`,
      prices,
      callsPerMonth: context.workload?.callsPerMonth,
      fixes: replaceModelId(written, current, globalId, `Call ${globalId}`),
      place: placeOfValue(subject, written),
    };
  },
  place: ({ place }) => place,
  fact: ({ globalId }) => globalId,
  message({ model, globalId, servedBy, prices }, money) {
    return (
      `${model} costs ${formatPercent(savedTokenShare(prices))} less by its global profile than ${servedBy}: ${tokenPricesText(prices, money)}. ` +
      `Call ${globalId} where requests may be served from any commercial Region: prompts and answers then leave the geography. ` +
      `Where they must not, list it under the rule's option "residency".`
    );
  },
  fixes: ({ fixes }) => fixes,
  savings: ({ prices, callsPerMonth }) => savingsOf(prices, callsPerMonth, 'All calls go through the global profile.'),
});

const LEAST_SHARE = 0.03;
