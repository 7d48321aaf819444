import * as z from 'zod';
import type { MoneyFormat } from '../../../cost/format.ts';
import { formatPercent } from '../../../cost/format.ts';
import type { Severity } from '../../../domain/finding.ts';
import type { RuleContext } from '../../rule.ts';
import { defineRule } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeWithin } from '../../ruleSubject.ts';

interface PrettyJson {
  readonly name: string;
  /** Share of its tokens that blanks are, by a sample. */
  readonly share: number;
  readonly usdPerMillion: number | undefined;
  readonly place: Place;
}

export const noPrettyJson = defineRule<object, PrettyJson>({
  meta: {
    name: 'sizing/no-pretty-json',
    summary: 'Data is put into a prompt as indented JSON, whose blanks are paid for as tokens.',
    since: '0.2.0',
    judges: 'content',
    fix: 'none',
    options: z.strictObject({}),
  },
  check: (subject, context) => prettyJson(subject, context),
  severity: (): Severity => 'information',
  place: ({ place }) => place,
  message: (facts, money) => messageOf(facts, money),
  fact: ({ name, place }) => `${name} ${place.range.start}`,
});

function prettyJson(subject: RuleSubject, { tokens }: RuleContext<object>): PrettyJson | undefined {
  const { request, estimate } = subject;
  const parts = request.segments.flatMap((segment) => segment.parts);
  const part = parts.find((one) => one.kind === 'placeholder' && one.isIndented === true);
  if (part?.kind !== 'placeholder') return undefined;
  const family = estimate.target.model?.family ?? 'other';
  const [pretty, plain] = [2, 0].map(
    (indent) => tokens.estimateText(JSON.stringify(SAMPLE, null, indent), family).likely,
  );
  if (pretty === undefined || plain === undefined) return undefined;
  return {
    name: part.name,
    share: 1 - plain / pretty,
    usdPerMillion: estimate.rates?.input.usdPerMillionTokens,
    place: placeWithin(subject, part),
  };
}

/** Records as programs put them into prompts. */
const SAMPLE = Array.from({ length: 8 }, (_, index) => ({
  id: 4711 + index,
  status: 'delivered',
  customer: { name: 'Jane Miller', city: 'Portland' },
  items: [{ name: 'city bike', price: 499.5, count: index }],
  tags: ['spring', 'online'],
}));

function messageOf({ name, share, usdPerMillion }: PrettyJson, money: MoneyFormat): string {
  const cost = usdPerMillion === undefined ? '' : ` (${money.price(usdPerMillion)} per million tokens)`;
  return (
    `\`${name}\` is put into the prompt as indented JSON: ≈ ${formatPercent(share)} of its tokens are blanks${cost}, by a sample of records. ` +
    `Write it without indentation; models read it as well.`
  );
}
