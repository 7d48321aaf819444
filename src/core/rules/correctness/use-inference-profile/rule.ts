import * as z from 'zod';
import type { FixIntent } from '../../../domain/edit.ts';
import type { KnownCandidate } from '../../candidates.ts';
import type { JudgedModels } from '../../modelFacts.ts';
import { isOnDemand, isPlainId, judgedModels, replaceModelId, subjectName } from '../../modelFacts.ts';
import { defineRule } from '../../rule.ts';
import type { Place } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

interface BareId {
  readonly who: string;
  readonly ids: readonly string[];
  /** Undefined where the bare id works nowhere. */
  readonly region: string | undefined;
  /** Ids that work from where the call is made, the nearest routing first. */
  readonly profileIds: readonly string[];
  readonly fixes: readonly FixIntent[];
  readonly place: Place;
}

export const useInferenceProfile = defineRule<object, BareId>({
  meta: {
    name: 'correctness/use-inference-profile',
    summary: 'The model is called by its bare id, though it is served on demand only through an inference profile.',
    since: '0.1.0',
    judges: 'content',
    fix: 'unsafe',
    skipsTests: true,
    yieldsTo: ['correctness/no-retired-model'],
    options: z.strictObject({}),
  },
  check(subject) {
    const judged = isOnDemand(subject) ? judgedModels(subject) : undefined;
    const [first] = judged?.candidates ?? [];
    if (judged === undefined || first === undefined) return undefined;
    const needs = judged.candidates.map((candidate) => profilesNeeded(candidate, judged));
    if (!needs.every((profiles) => profiles !== undefined && profiles.length > 0)) return undefined;
    const { model, region } = first.target;
    const profileIds = (needs[0] ?? []).map((prefix) => `${prefix}.${model.id}`);
    return {
      who: subjectName(judged),
      ids: judged.candidates.map(({ target }) => target.model.id),
      region: model.inRegions?.length === 0 ? undefined : region,
      profileIds,
      fixes: profileIds.flatMap((id) => replaceModelId(judged.written, first, id, `Call it through the profile ${id}`)),
      place: placeOfValue(subject, judged.written),
    };
  },
  place: ({ place }) => place,
  fact: ({ ids }) => ids.join(' '),
  message({ who, region, profileIds }) {
    const where = region === undefined ? '' : ` in ${region}`;
    return (
      `${who} is served on demand${where} only through an inference profile: Bedrock refuses its bare id. ` +
      `Call it as ${profileIds.join(' or ')}.`
    );
  },
  fixes: ({ fixes }) => fixes,
});

/** Prefixes that it can be called with; undefined where the bare id works, or may work. */
function profilesNeeded(candidate: KnownCandidate, { written }: JudgedModels): readonly string[] | undefined {
  const { model, profile, region } = candidate.target;
  if (profile !== undefined || model.inRegions === undefined || !isPlainId(written, candidate)) return undefined;
  if (region === undefined) return model.inRegions.length > 0 ? undefined : unlocated(model.profiles);
  if (model.inRegions.includes(region)) return undefined;
  return [...model.profiles].filter(([, regions]) => regions.includes(region)).map(([prefix]) => prefix);
}

/** Without a Region only that of the whole world is right in any case. */
function unlocated(profiles: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return profiles.has('global') ? ['global'] : [...profiles.keys()].slice(0, 1);
}
