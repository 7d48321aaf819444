import * as z from 'zod';
import { serviceTierOf } from '../../../cost/rateCard.ts';
import type { FixIntent } from '../../../domain/edit.ts';
import { knownValues } from '../../../domain/resolved.ts';
import type { Known } from '../../../domain/resolved.ts';
import { knownCandidates } from '../../candidates.ts';
import { namesOf } from '../../modelFacts.ts';
import { defineRule } from '../../rule.ts';
import type { Place } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

interface UnsupportedTier {
  readonly models: string;
  readonly tier: string;
  /** Tiers that all of the models are sold in, for a person. */
  readonly sold: readonly string[];
  readonly written: Known<string>;
  readonly place: Place;
}

export const noUnsupportedTier = defineRule<object, UnsupportedTier>({
  meta: {
    name: 'correctness/no-unsupported-tier',
    summary: 'The model is not sold in the service tier that the call asks for.',
    since: '0.1.0',
    judges: 'content',
    fix: 'safe',
    yieldsTo: ['correctness/no-retired-model'],
    options: z.strictObject({}),
  },
  check(subject) {
    const { serviceTier, operation } = subject.request;
    if (serviceTier.state !== 'known' || serviceTier.isOpen === true || knownValues(serviceTier).length > 1) {
      return undefined;
    }
    const { tier } = serviceTierOf(serviceTier, operation);
    if (tier !== 'flex' && tier !== 'priority') return undefined;
    const models = knownCandidates(subject)?.map(({ target }) => target.model);
    if (models === undefined || models.some(({ tiers, lifecycle }) => tiers.has(tier) || lifecycle === undefined)) {
      return undefined;
    }
    const sold = (['flex', 'priority'] as const).filter((other) => models.every(({ tiers }) => tiers.has(other)));
    return { models: namesOf(models), tier, sold, written: serviceTier, place: placeOfValue(subject, serviceTier) };
  },
  place: ({ place }) => place,
  message({ models, tier, sold }) {
    const others = sold.length === 0 ? '' : `, or in ${sold.join(' and ')}`;
    return (
      `${models} is not sold in the ${tier} tier: Bedrock refuses the call. ` +
      `Call it in the standard tier${others}${tier === 'flex' ? '; where nobody waits, a batch job is half the price of standard if the model takes one' : ''}.`
    );
  },
  fixes: ({ written }) => (written.from === 'configuration' ? [] : [toStandard(written)]),
});

function toStandard({ uri, range, value, from }: Known<string>): FixIntent {
  return {
    title: 'Call it in the standard tier',
    safety: from === 'literal' ? 'safe' : 'unsafe',
    edits: [{ kind: 'replace-value', target: { uri, kind: 'expression', range }, value: 'default', holds: value }],
  };
}
