import * as z from 'zod';
import { formatCount, formatTokens } from '../../../cost/format.ts';
import type { TokenEstimate } from '../../../domain/estimates.ts';
import { isVolatileSegment } from '../../../domain/segment.ts';
import type { KnownCandidate } from '../../candidates.ts';
import { factRange, knownCandidates, measuredMinimum, modelNames } from '../../candidates.ts';
import { defineRule } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeWithin } from '../../ruleSubject.ts';

interface ShortPrefix {
  readonly models: string;
  readonly prefixTokens: TokenEstimate;
  readonly minimumTokens: number;
  /** What another source says, where it is enough by the first. */
  readonly disputedMinimum: number | undefined;
  readonly place: Place;
}

export const noShortCachedPrefix = defineRule<object, ShortPrefix>({
  meta: {
    name: 'caching/no-short-cached-prefix',
    summary: 'A cache checkpoint stands behind fewer tokens than the model caches, so nothing is cached.',
    since: '0.1.0',
    judges: 'content',
    yieldsTo: ['correctness/no-invalid-cache-checkpoint'],
    fix: 'none',
    options: z.strictObject({}),
  },
  check(subject) {
    const checkpoint = subject.request.segments.findLast((segment) => segment.checkpoint !== undefined)?.checkpoint;
    if (checkpoint?.isConditional) return undefined;
    const candidates = knownCandidates(subject);
    const first = candidates?.[0]?.caching;
    if (checkpoint === undefined || candidates === undefined || first === undefined) return undefined;
    const isSure = candidates.every(isTooShort);
    if (hasUnplacedInput(subject) || !candidates.every(isTooShortByOneSource)) return undefined;
    return {
      disputedMinimum: isSure
        ? undefined
        : Math.max(...candidates.map(({ target }) => measuredMinimum(target.model) ?? 0)),
      models: modelNames(candidates),
      prefixTokens: first.prefixTokens,
      minimumTokens: Math.min(...candidates.map(({ caching }) => caching?.minimumTokens ?? 0)),
      place: placeWithin(subject, checkpoint),
    };
  },
  severity: ({ disputedMinimum }) => (disputedMinimum === undefined ? 'warning' : 'information'),
  place: ({ place }) => place,
  message({ models, prefixTokens, minimumTokens, disputedMinimum }) {
    if (disputedMinimum !== undefined) {
      return (
        `This cache checkpoint may do nothing: ${formatTokens(prefixTokens)} stand before it. AWS's model card says that ` +
        `${models} caches from ${formatCount(minimumTokens)} on, a measurement from ${formatCount(disputedMinimum)}. ` +
        `Look at cacheReadInputTokens of an answer, or put more that does not change before it.`
      );
    }
    return (
      `This cache checkpoint does nothing: ${formatTokens(prefixTokens)} stand before it, and ${models} caches ` +
      `nothing below ${formatCount(minimumTokens)}. Every call pays the full input price, without an error. ` +
      `Move the checkpoint behind more text that does not change, or remove it.`
    );
  },
});

/** Even the highest estimate is below the minimum. */
function isTooShort({ target, caching }: KnownCandidate): boolean {
  if (caching?.minimumTokens === undefined || caching.state !== 'too-short') return false;
  const { low } = factRange(target.model, 'caching.minimumTokens', caching.minimumTokens);
  return caching.prefixTokens.high < low;
}

/** Between the documented minimum and a measured one. */
function isTooShortByOneSource(candidate: KnownCandidate): boolean {
  const { target, caching } = candidate;
  if (caching?.minimumTokens === undefined || !STATES.has(caching.state)) return false;
  const { prefixTokens, minimumTokens } = caching;
  const isBetween = prefixTokens.likely >= minimumTokens && prefixTokens.high < (measuredMinimum(target.model) ?? 0);
  return isTooShort(candidate) || isBetween;
}

const STATES: ReadonlySet<string> = new Set(['too-short', 'active']);

/** Input that is not seen and has no placeholder where it stands: it could be before the checkpoint. */
function hasUnplacedInput({ request }: RuleSubject): boolean {
  return request.hasUnseenInput && !request.segments.some(isVolatileSegment);
}
