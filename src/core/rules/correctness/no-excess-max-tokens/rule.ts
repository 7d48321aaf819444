import * as z from 'zod';
import { formatCount } from '../../../cost/format.ts';
import { knownValues } from '../../../domain/resolved.ts';
import type { FixIntent } from '../../../domain/edit.ts';
import type { Known } from '../../../domain/resolved.ts';
import { factRange, knownCandidates, modelNames } from '../../candidates.ts';
import { defineRule } from '../../rule.ts';
import type { Place } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

interface ExcessCap {
  readonly models: string;
  readonly cap: number;
  readonly maximum: number;
  readonly written: Known<number>;
  readonly place: Place;
}

export const noExcessMaxTokens = defineRule<object, ExcessCap>({
  meta: {
    name: 'correctness/no-excess-max-tokens',
    summary: 'The output cap is above the most that the model can write.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'safe',
    options: z.strictObject({}),
  },
  check(subject) {
    const { maxTokens } = subject.request;
    const candidates = knownCandidates(subject);
    if (maxTokens.state !== 'known' || maxTokens.isOpen === true || candidates === undefined) return undefined;
    const models = candidates.map(({ target }) => target.model);
    const cap = Math.min(...knownValues(maxTokens));
    if (!models.every((model) => cap > factRange(model, 'maxOutputTokens', model.maxOutputTokens ?? Infinity).high)) {
      return undefined;
    }
    return {
      models: modelNames(candidates),
      cap,
      maximum: Math.min(...models.map(({ maxOutputTokens }) => maxOutputTokens ?? Infinity)),
      written: maxTokens,
      place: placeOfValue(subject, maxTokens),
    };
  },
  place: ({ place }) => place,
  message({ models, cap, maximum }) {
    return (
      `The output cap of ${formatCount(cap)} is above what ${models} can write (${formatCount(maximum)} tokens): ` +
      `such a call is refused, or reserves quota that no answer can use. ` +
      `Set it to ${formatCount(maximum)} at most, better to what the answers need.`
    );
  },
  fixes: ({ written, maximum }) => (written.from === 'configuration' ? [] : [lowerTo(maximum, written)]),
});

/** A value that stands anywhere else than in the call may serve other calls too. */
function lowerTo(maximum: number, { uri, range, from, isText }: Known<number>): FixIntent {
  return {
    title: `Lower the output cap to ${formatCount(maximum)} tokens`,
    safety: from === 'literal' ? 'safe' : 'unsafe',
    edits: [
      { kind: 'replace-value', target: { uri, kind: 'expression', range }, value: isText ? String(maximum) : maximum },
    ],
  };
}
