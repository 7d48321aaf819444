import * as z from 'zod';
import type { Catalog } from '../../../catalog/catalog.ts';
import { looksLikeRegion } from '../../../catalog/regions.ts';
import type { FixIntent } from '../../../domain/edit.ts';
import { knownValues } from '../../../domain/resolved.ts';
import type { KnownCandidate } from '../../candidates.ts';
import type { JudgedModels } from '../../modelFacts.ts';
import { callableFrom, isOnDemand, isPlainId, judgedModels, replaceModelId, subjectName } from '../../modelFacts.ts';
import type { RuleContext } from '../../rule.ts';
import { defineRule } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

type Obstacle =
  | { readonly kind: 'no-bedrock' }
  | { readonly kind: 'no-model'; readonly regions: readonly string[] }
  | { readonly kind: 'other-geography'; readonly profile: string; readonly regions: readonly string[] };

interface UnsupportedRegion {
  readonly who: string;
  readonly region: string;
  readonly isDefaultRegion: boolean;
  readonly obstacle: Obstacle;
  /** Id that works from there; undefined where none does, or where that is not known. */
  readonly modelId: string | undefined;
  readonly fixes: readonly FixIntent[];
  readonly place: Place;
}

export const noUnsupportedRegion = defineRule<object, UnsupportedRegion>({
  meta: {
    name: 'correctness/no-unsupported-region',
    summary: 'The Region has no Bedrock, or not this model, or the profile is of another geography.',
    since: '0.1.0',
    judges: 'content',
    fix: 'unsafe',
    skipsTests: true,
    yieldsTo: ['correctness/no-retired-model', 'correctness/use-inference-profile'],
    options: z.strictObject({}),
  },
  check: (subject, context) => withoutBedrock(subject, context) ?? withoutModel(subject, context),
  severity: ({ isDefaultRegion }) => (isDefaultRegion ? 'warning' : 'error'),
  place: ({ place }) => place,
  fact: ({ who, region, obstacle }) => `${who} ${region} ${obstacle.kind}`,
  message: (facts) => `${whatIsWrong(facts)} ${whatToDo(facts)}`,
  fixes: ({ fixes }) => fixes,
});

/** Whichever model is called. */
function withoutBedrock(subject: RuleSubject, { catalog }: RuleContext<object>): UnsupportedRegion | undefined {
  const { region } = subject.request;
  if (region.state !== 'known' || region.isOpen === true || !isOfService(subject)) return undefined;
  if (!knownValues(region).every((id) => isKnownToHaveNone(id, catalog))) return undefined;
  return {
    who: 'Bedrock',
    region: region.value,
    isDefaultRegion: region.from === 'environment-default',
    obstacle: { kind: 'no-bedrock' },
    modelId: undefined,
    fixes: [],
    place: placeOfValue(subject, region),
  };
}

function isOfService({ kind }: RuleSubject): boolean {
  return kind === 'call';
}

/** Of AWS's isolated partitions nothing is public. */
function isKnownToHaveNone(region: string, { regions }: Catalog): boolean {
  return looksLikeRegion(region) && !regions.has(region) && !/^us-iso|^eu-iso/.test(region);
}

function withoutModel(subject: RuleSubject, { catalog }: RuleContext<object>): UnsupportedRegion | undefined {
  const judged = isOnDemand(subject) ? judgedModels(subject) : undefined;
  const [first] = judged?.candidates ?? [];
  const { region } = subject.request;
  // Anything else is a stand-in: `REGION`.
  const isRegion = first?.target.region !== undefined && catalog.regions.has(first.target.region);
  if (
    judged === undefined ||
    first?.target.region === undefined ||
    !isRegion ||
    (region.state === 'known' && region.isOpen)
  ) {
    return undefined;
  }
  const obstacles = judged.candidates.map((candidate) => obstacleOf(candidate, judged));
  const [obstacle] = obstacles;
  if (obstacle === undefined || obstacles.includes(undefined)) return undefined;
  const { model } = first.target;
  const modelId = callableFrom(model, { ...first.target, profile: undefined }, catalog);
  return {
    who: subjectName(judged),
    region: first.target.region,
    isDefaultRegion: region.state === 'known' && region.from === 'environment-default',
    obstacle,
    modelId,
    fixes: modelId === undefined ? [] : replaceModelId(judged.written, first, modelId, `Call it as ${modelId}`),
    place: placeOfValue(subject, judged.written),
  };
}

/** Undefined where the call works, or may work. */
function obstacleOf(candidate: KnownCandidate, { written }: JudgedModels): Obstacle | undefined {
  const { model, profile, region } = candidate.target;
  if (region === undefined || model.inRegions === undefined || !isPlainId(written, candidate)) return undefined;
  const served = profile === undefined ? model.inRegions : model.profiles.get(profile);
  if (served?.includes(region) === true) return undefined;
  if (profile !== undefined) {
    // A profile that the catalogue lacks may be new.
    return served === undefined ? undefined : { kind: 'other-geography', profile, regions: served };
  }
  const regions = [...new Set([...model.inRegions, ...[...model.profiles.values()].flat()])];
  return regions.length === 0 ? undefined : { kind: 'no-model', regions };
}

function whatIsWrong({ who, region, isDefaultRegion, obstacle }: UnsupportedRegion): string {
  const where = isDefaultRegion ? `the default Region ${region}` : region;
  switch (obstacle.kind) {
    case 'no-bedrock':
      return `There is no Bedrock in ${where}: the call finds no endpoint.`;
    case 'no-model':
      return `${who} is not offered in ${where}: Bedrock refuses the call.`;
    case 'other-geography':
      return `The profile ${obstacle.profile}. cannot be called from ${where}: Bedrock refuses the call.`;
  }
}

const SHOWN_REGIONS = 4;

function whatToDo({ region, obstacle, modelId }: UnsupportedRegion): string {
  if (modelId !== undefined) return `Call it as ${modelId}, or from another Region.`;
  if (obstacle.kind !== 'no-bedrock') {
    const shown = obstacle.regions.slice(0, SHOWN_REGIONS).join(', ');
    return `Call it from ${shown}${obstacle.regions.length > SHOWN_REGIONS ? ', …' : ''}, or take another model.`;
  }
  return region.startsWith('cn-')
    ? 'In China AWS offers open models on SageMaker AI endpoints; Bedrock needs an account and a Region outside of it.'
    : 'Take a Region with Bedrock, such as us-east-1 or eu-central-1.';
}
