import * as z from 'zod';
import { knownValue, knownValues } from '../../../domain/resolved.ts';
import { judgedModels, namesOf } from '../../modelFacts.ts';
import { defineRule } from '../../rule.ts';
import type { RuleSubject } from '../../ruleSubject.ts';
import type { Place } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

type Untagged =
  | { readonly kind: 'direct'; readonly models: string; readonly ids: string; readonly place: Place }
  | { readonly kind: 'profile'; readonly missing: readonly string[]; readonly place: Place };

const options = z.strictObject({
  requiredTags: z
    .array(z.string().min(1))
    .default([])
    .describe('Keys of tags that every application inference profile, project and knowledge base has to have.'),
});
type Options = z.infer<typeof options>;

export const useTaggedProfile = defineRule<Options, Untagged>({
  meta: {
    name: 'attribution/use-tagged-profile',
    summary: 'The model is called by its own id, or through a profile without the tags that costs are told apart by.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'none',
    options,
  },
  check(subject, { options: { requiredTags } }) {
    return subject.request.resource === undefined ? directCall(subject) : withoutTags(subject, requiredTags);
  },
  place: ({ place }) => place,
  fact: (facts) => (facts.kind === 'direct' ? facts.ids : undefined),
  message: (facts) => (facts.kind === 'direct' ? directText(facts) : untaggedText(facts)),
});

/** A call that surely names a model or one of AWS's profiles. */
function directCall(subject: RuleSubject): Untagged | undefined {
  const { operation, project, unpricedBecause } = subject.request;
  const judged = subject.kind === 'call' && unpricedBecause === undefined ? judgedModels(subject) : undefined;
  const isOfOtherKind = operation === 'ChatCompletions' || operation === 'Responses';
  if (judged?.certainty !== 'all' || isOfOtherKind || knownValue(project ?? { state: 'absent' }) !== undefined)
    return undefined;
  return {
    kind: 'direct',
    models: namesOf(judged.candidates.map(({ target }) => target.model)),
    ids: knownValues(judged.written).join(' '),
    place: placeOfValue(subject, judged.written),
  };
}

function withoutTags(subject: RuleSubject, required: readonly string[]): Untagged | undefined {
  const { tags } = subject.request.resource ?? {};
  if (tags === undefined || tags.state === 'unknown' || (tags.state === 'known' && tags.isOpen === true))
    return undefined;
  const keys = new Set(knownValue(tags) ?? []);
  const missing = required.filter((key) => !keys.has(key));
  const isUntagged = required.length === 0 && keys.size === 0;
  if (missing.length === 0 && !isUntagged) return undefined;
  return { kind: 'profile', missing, place: { uri: subject.uri, range: subject.range } };
}

function directText({ models }: Extract<Untagged, { kind: 'direct' }>): string {
  return (
    `${models} is called directly: its cost cannot be told apart by team or product. ` +
    `Make an application inference profile of it with cost allocation tags, and call that by its ARN; the price stays the same. ` +
    `Tags have to be activated in the billing console, and count from the next day on.`
  );
}

function untaggedText({ missing }: Extract<Untagged, { kind: 'profile' }>): string {
  const what =
    missing.length === 0
      ? 'any tag'
      : missing.length === 1
        ? `the tag ${missing.join('')}`
        : `the tags ${missing.join(', ')}`;
  return `This is made without ${what}, so its cost cannot be told apart. Add ${missing.length === 0 ? 'cost allocation tags' : 'what is missing'}: they count from when they are set, not for the past.`;
}
