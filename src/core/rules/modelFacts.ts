/** What rules about the model itself share: which models surely are meant, what else could be called, and who says so. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Model, ModelFact } from '../catalog/model.ts';
import type { CallTarget } from '../cost/callEstimate.ts';
import type { FixIntent } from '../domain/edit.ts';
import type { Known } from '../domain/resolved.ts';
import type { KnownCandidate } from './candidates.ts';
import { knownCandidates } from './candidates.ts';
import type { RuleSubject } from './ruleSubject.ts';

/** `all`: whichever model the call has, it is one of these; `default`: these only where nothing else is given. */
export interface JudgedModels {
  readonly certainty: 'all' | 'default';
  readonly candidates: readonly KnownCandidate[];
  readonly written: Known<string>;
}

/** Undefined where no model is known, or not every one that the call can have. */
export function judgedModels(subject: RuleSubject): JudgedModels | undefined {
  const { model } = subject.request;
  if (model.state !== 'known') return undefined;
  const candidates = knownCandidates(subject);
  if (candidates !== undefined) {
    return { certainty: isDefault(model) ? 'default' : 'all', candidates, written: model };
  }
  if (!isDefault(model)) return undefined;
  const ofDefault = subject.estimate.candidates.filter(
    (candidate): candidate is KnownCandidate =>
      candidate.target.model !== undefined && candidate.target.modelId === model.value,
  );
  return ofDefault.length === 0 ? undefined : { certainty: 'default', candidates: ofDefault, written: model };
}

/** Something else can be given, and this is what counts without it. */
function isDefault({ from }: Known<string>): boolean {
  return from === 'parameter-default' || from === 'environment-default';
}

/** `AWS price list of 2026-10-08`, with the date on which it was read where the title has none; undefined without a source. */
export function sourceText({ facts }: Model, about: ModelFact['about']): string | undefined {
  const fact = facts.find((candidate) => candidate.about === about);
  if (fact === undefined) return undefined;
  return fact.source.includes(fact.checked) ? fact.source : `${fact.source} (${fact.checked})`;
}

/**
 * Id under which a model can be called from where the call is made, with the routing that it has if the model allows it;
 * undefined where that cannot be told.
 */
export function callableFrom(model: Model, { profile, region }: CallTarget, catalog: Catalog): string | undefined {
  if (profile !== undefined && isServed(model.profiles.get(profile), region)) return `${profile}.${model.id}`;
  if (region === undefined) return model.profiles.has('global') ? `global.${model.id}` : undefined;
  if (profile === undefined && model.inRegions?.includes(region) === true) return model.id;
  const prefix =
    catalog.geoProfileOf(model, region) ?? (isServed(model.profiles.get('global'), region) ? 'global' : '');
  return prefix === '' ? undefined : `${prefix}.${model.id}`;
}

function isServed(regions: readonly string[] | undefined, region: string | undefined): boolean {
  return regions !== undefined && (region === undefined || regions.includes(region));
}

/**
 * Writes another id in place of the one that stands in code, with what frameworks put before it. None where the code does not
 * hold the plain id, or the configuration says what it means.
 */
export function replaceModelId(
  written: Known<string>,
  { target }: KnownCandidate,
  modelId: string,
  title: string,
): readonly FixIntent[] {
  const { value, uri, range, from } = written;
  const own = `${target.profile === undefined ? '' : `${target.profile}.`}${target.model.id}`;
  const isPlain = value === target.modelId && value.endsWith(own) && !value.startsWith('arn:');
  if (!isPlain || from === 'configuration' || isOneOfMany(written)) return [];
  const newValue = value.slice(0, -own.length) + modelId;
  return [
    {
      title,
      safety: 'unsafe',
      edits: [{ kind: 'replace-value', target: { uri, kind: 'expression', range }, value: newValue, holds: value }],
    },
  ];
}

function isOneOfMany({ alternatives }: Known<string>): boolean {
  return (alternatives?.length ?? 1) > 1;
}

const MOST_NAMES = 3;

/** `Claude 2`, `Claude 2 or Nova Pro`, `Claude 2, Nova Pro, Llama 2 or 4 more`. */
export function namesOf(models: readonly Model[]): string {
  const all = [...new Set(models.map(({ name }) => name))];
  const rest = all.length - MOST_NAMES;
  const names = rest > 1 ? [...all.slice(0, MOST_NAMES), `${rest} more`] : all;
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}

/** `The default model, Claude 2,` where another can be given; else its name. */
export function subjectName({ certainty, candidates }: JudgedModels): string {
  const names = namesOf(candidates.map(({ target }) => target.model));
  return certainty === 'default' ? `The default model, ${names},` : names;
}

/**
 * Operations that call a model on demand by the id in the request. The Messages API is none: the same request goes to Bedrock's
 * other endpoint, which takes bare ids.
 */
export function isOnDemand({ request, sdk }: RuleSubject): boolean {
  return ON_DEMAND.has(request.operation) && !CHOOSES_PROFILE.has(sdk ?? '');
}

const ON_DEMAND: ReadonlySet<string> = new Set([
  'Converse',
  'ConverseStream',
  'InvokeModel',
  'InvokeModelWithResponseStream',
  'InvokeInlineAgent',
  'CreateAgent',
]);

/** Libraries that put the profile before the id by themselves. */
const CHOOSES_PROFILE: ReadonlySet<string> = new Set(['ruby-llm']);

/** True where the id stands as Bedrock takes it, not as an ARN or a short name of a framework. */
export function isPlainId({ value }: Known<string>, { target }: KnownCandidate): boolean {
  return !value.startsWith('arn:') && value === target.modelId && value.includes(target.model.id);
}
