import * as z from 'zod';
import type { CachePolicy, Model } from '../../../catalog/model.ts';
import type { FixIntent } from '../../../domain/edit.ts';
import type { CacheCheckpoint, Segment } from '../../../domain/segment.ts';
import { knownCandidates, modelNames } from '../../candidates.ts';
import { defineRule } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

type Fault =
  | { readonly kind: 'no-cache' }
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'ttl'; readonly ttlSeconds: number }
  | { readonly kind: 'not-text' }
  | { readonly kind: 'order' }
  | { readonly kind: 'too-many'; readonly count: number; readonly maximum: number };

interface InvalidCheckpoint {
  readonly models: string;
  readonly fault: Fault;
  readonly fixes: readonly FixIntent[];
  readonly place: Place;
}

interface Written {
  readonly segment: Segment;
  readonly checkpoint: CacheCheckpoint;
}

export const noInvalidCacheCheckpoint = defineRule<object, InvalidCheckpoint>({
  meta: {
    name: 'correctness/no-invalid-cache-checkpoint',
    summary: 'A cache checkpoint that the model does not take there: the call is refused.',
    since: '0.1.0',
    judges: 'content',
    fix: 'safe',
    skipsTests: true,
    yieldsTo: ['correctness/no-retired-model', 'correctness/no-foreign-body', 'correctness/no-wrong-cache-dialect'],
    options: z.strictObject({}),
  },
  check(subject) {
    const candidates = knownCandidates(subject);
    const written = sureCheckpoints(subject);
    if (candidates === undefined || written.length === 0) return undefined;
    for (const found of written) {
      const faults = candidates.map(({ target }) => faultOf(found, target.model));
      const [fault] = faults;
      if (fault === undefined || !faults.every((other) => other?.kind === fault.kind)) continue;
      return {
        models: modelNames(candidates),
        fault,
        fixes: fixesOf(fault, found.checkpoint),
        place: placeOfValue(subject, found.checkpoint),
      };
    }
    const policies = candidates.map(({ target }) => target.model.caching);
    return faultOfAll(written, policies, modelNames(candidates), subject);
  },
  place: ({ place }) => place,
  message: ({ models, fault }) => messageOf(models, fault),
  fixes: ({ fixes }) => fixes,
});

/** Those that every call sends. */
function sureCheckpoints({ request: { segments } }: RuleSubject): readonly Written[] {
  return segments.flatMap((segment) => {
    const { checkpoint } = segment;
    return checkpoint === undefined || checkpoint.isConditional || segment.repeat !== undefined
      ? []
      : [{ segment, checkpoint }];
  });
}

function faultOf({ segment, checkpoint }: Written, model: Model): Fault | undefined {
  const { caching } = model;
  // Whether a model caches is said by its card, which also says where it is served.
  if (caching === undefined) return model.inRegions === undefined ? undefined : { kind: 'no-cache' };
  if (checkpoint.key === 'cachePoint' && caching.hasCachePoint === false) return { kind: 'no-cache' };
  const field = fieldOf(segment);
  if (!caching.fields.includes(field)) return { kind: 'field', field };
  const { ttlSeconds } = checkpoint;
  if (ttlSeconds !== undefined && caching.ttlSeconds.length > 0 && !caching.ttlSeconds.includes(ttlSeconds)) {
    return { kind: 'ttl', ttlSeconds };
  }
  return model.provider === 'amazon' && field === 'messages' && isNoText(segment) ? { kind: 'not-text' } : undefined;
}

function fieldOf({ role }: Segment): CachePolicy['fields'][number] {
  return role === 'tools' || role === 'system' ? role : 'messages';
}

function isNoText({ sent }: Segment): boolean {
  const kinds = sent?.blocks.map(({ kind }) => kind) ?? [];
  return kinds.length > 0 && kinds.every((kind) => kind === 'tool-result' || kind === 'tool-use');
}

const HOUR_SECONDS = 3600;

function faultOfAll(
  written: readonly Written[],
  policies: readonly (CachePolicy | undefined)[],
  models: string,
  subject: RuleSubject,
): InvalidCheckpoint | undefined {
  const maximum = Math.max(...policies.map((policy) => policy?.maximumCheckpoints ?? Infinity));
  const beyond = written[maximum];
  if (beyond !== undefined) {
    const { checkpoint } = beyond;
    const fault = { kind: 'too-many', count: written.length, maximum } as const;
    return { models, fault, fixes: [], place: placeOfValue(subject, checkpoint) };
  }
  if (written.some(({ checkpoint }) => checkpoint.hasUnknownTtl)) return undefined;
  const firstShort = written.findIndex(({ checkpoint }) => (checkpoint.ttlSeconds ?? 0) < HOUR_SECONDS);
  const long = written.findIndex(
    ({ checkpoint: { ttlSeconds = 0 } }, index) => index > firstShort && ttlSeconds >= HOUR_SECONDS,
  );
  if (firstShort < 0 || long < 0) return undefined;
  const short = written.slice(firstShort, long).filter(({ checkpoint }) => (checkpoint.ttlSeconds ?? 0) < HOUR_SECONDS);
  const edits = short.map(({ checkpoint }) =>
    checkpoint.ttlSeconds === undefined ? checkpoint.keepForHour : undefined,
  );
  const [first] = short;
  if (first === undefined) return undefined;
  const fixes: readonly FixIntent[] = edits.every((edit) => edit !== undefined)
    ? [{ title: 'Keep the earlier one for an hour too', safety: 'safe', edits: edits.flat() }]
    : [];
  return { models, fault: { kind: 'order' }, fixes, place: placeOfValue(subject, first.checkpoint) };
}

function fixesOf({ kind }: Fault, { remove, dropTtl }: CacheCheckpoint): readonly FixIntent[] {
  if (kind === 'ttl')
    return dropTtl === undefined ? [] : [{ title: 'Leave the time out', safety: 'safe', edits: dropTtl }];
  return remove === undefined ? [] : [{ title: 'Remove the checkpoint', safety: 'safe', edits: remove }];
}

function messageOf(models: string, fault: Fault): string {
  switch (fault.kind) {
    case 'no-cache':
      return `${models} takes no cache checkpoints: the call is refused. Remove it, or take a model that caches.`;
    case 'field':
      return `${models} takes no cache checkpoint in ${fault.field}: the call is refused. Put it behind the system prompt or a message.`;
    case 'ttl':
      return `${models} keeps no cache for ${fault.ttlSeconds / 60} minutes: the call is refused. Leave the time out.`;
    case 'not-text':
      return `${models} takes a cache checkpoint behind a text only, not behind a tool's call or result: the call is refused. Move it behind a text.`;
    case 'order':
      return 'A checkpoint of an hour stands behind one of five minutes: the call is refused. In the order of tools, system and messages the longer time comes first.';
    case 'too-many':
      return `${fault.count} cache checkpoints, and ${models} takes ${fault.maximum}: the call is refused. Keep those behind the largest stable parts.`;
  }
}
