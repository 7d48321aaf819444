import type { CacheableField } from '../catalog/catalogData.ts';
import type { Model } from '../catalog/model.ts';
import type { CallEstimate, ModelEstimate } from '../cost/callEstimate.ts';
import type { RuleSubject } from './ruleSubject.ts';

/** An estimate whose model is in the catalogue. */
export interface KnownCandidate extends ModelEstimate {
  readonly target: ModelEstimate['target'] & { readonly model: Model };
}

/**
 * All models that a call can have, when every one of them is known: a rule fires only if all of them violate, so one
 * unknown model keeps it silent. Undefined then.
 */
export function knownCandidates(subject: RuleSubject): readonly KnownCandidate[] | undefined {
  const { model } = subject.request;
  return model.state === 'known' && model.isOpen === true ? undefined : likelyCandidates(subject.estimate);
}

/** The same, though the call may also have a model that the code does not tell: for wording, not for deciding. */
export function likelyCandidates({ candidates }: CallEstimate): readonly KnownCandidate[] | undefined {
  const known = candidates.filter(isKnown);
  return known.length === candidates.length && known.length > 0 ? known : undefined;
}

/** `Claude Sonnet 4.6`; of several models `Claude Sonnet 4.6 or Nova Pro`. */
export function modelNames(candidates: readonly KnownCandidate[]): string {
  const names = [...new Set(candidates.map(({ target }) => target.model.name))];
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}

/** The smallest and the largest value that the sources of the catalogue give: a rule must hold whichever is right. */
export function factRange(
  { disagreements }: Model,
  about: 'contextWindow' | 'maxOutputTokens' | 'caching.minimumTokens',
  value: number,
): { readonly low: number; readonly high: number } {
  const others = disagreements
    .filter((disagreement) => disagreement.about === about || disagreement.about === `${about}, measured`)
    .map((disagreement) => disagreement.value)
    .filter((other) => typeof other === 'number');
  return { low: Math.min(value, ...others), high: Math.max(value, ...others) };
}

/**
 * False where a model takes no checkpoints by this API. A model card that says that a model caches by itself does not count: measured,
 * such models find nothing in the cache without a checkpoint.
 */
export function takesCheckpoints({ caching }: Model, operation: string, field: CacheableField): boolean {
  if (caching?.minimumTokens === undefined || !caching.fields.includes(field)) return false;
  if (caching.isImplicit === true && caching.hasCachePoint !== true) return false;
  return !(operation.startsWith('Converse') && caching.hasCachePoint === false);
}

/** True where a model card says that a model of several caches by itself. */
export function isSaidToCache(candidates: readonly KnownCandidate[]): boolean {
  return candidates.some(({ target }) => target.model.caching?.isImplicit === true);
}

/** The minimum of the cache that was measured, where that is another one than the documented. */
export function measuredMinimum({ disagreements }: Model): number | undefined {
  const measured = disagreements.find(({ about }) => about === 'caching.minimumTokens, measured')?.value;
  return typeof measured === 'number' ? measured : undefined;
}

function isKnown(candidate: ModelEstimate): candidate is KnownCandidate {
  return candidate.target.model !== undefined;
}
