import * as z from 'zod';
import type { CapForbidden } from '../../../domain/callSite.ts';
import { knownCandidates, modelNames } from '../../candidates.ts';
import { defineRule } from '../../rule.ts';
import type { Place } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

interface CapWithMode extends CapForbidden {
  readonly models: string;
  readonly place: Place;
}

export const noForbiddenCap = defineRule<object, CapWithMode>({
  meta: {
    name: 'correctness/no-forbidden-cap',
    summary: 'An output cap together with a mode of the model that takes none.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'safe',
    skipsTests: true,
    yieldsTo: ['correctness/no-retired-model'],
    options: z.strictObject({}),
  },
  check(subject) {
    const { forbidsCap, maxTokens } = subject.request;
    if (forbidsCap === undefined || maxTokens.state !== 'known' || maxTokens.isOpen === true) return undefined;
    const candidates = knownCandidates(subject);
    if (candidates?.every(({ target }) => target.model.id.startsWith(forbidsCap.models)) !== true) return undefined;
    return { ...forbidsCap, models: modelNames(candidates), place: placeOfValue(subject, maxTokens) };
  },
  place: ({ place }) => place,
  message: ({ mode, models }) =>
    `${models} takes no output cap with ${mode}: the call is refused. ` +
    'Remove the cap, or lower the effort and keep it: without a cap one answer may grow to the maximum of the model.',
  fixes: ({ removeCap }) =>
    removeCap === undefined ? [] : [{ title: 'Remove the cap', safety: 'safe', edits: removeCap }],
});
