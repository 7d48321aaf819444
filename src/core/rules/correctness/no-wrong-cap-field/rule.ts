import * as z from 'zod';
import type { MisnamedCap } from '../../../domain/callSite.ts';
import { defineRule } from '../../rule.ts';
import type { Place } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

type WrongName = MisnamedCap & { readonly place: Place };

export const noWrongCapField = defineRule<object, WrongName>({
  meta: {
    name: 'correctness/no-wrong-cap-field',
    summary: 'The output cap stands under a name that this API or model does not read.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'safe',
    skipsTests: true,
    yieldsTo: ['correctness/no-retired-model', 'correctness/no-foreign-body'],
    options: z.strictObject({}),
  },
  check(subject) {
    const { misnamedCap } = subject.request;
    return misnamedCap && { ...misnamedCap, place: placeOfValue(subject, misnamedCap) };
  },
  place: ({ place }) => place,
  message({ written, expected, isRefused }) {
    const what = isRefused
      ? 'the call is refused as malformed'
      : "it caps nothing, and an answer may grow to the model's maximum";
    return `The output cap \`${written}\` has another name here: ${what}. Write it as \`${expected}\`.`;
  },
  fixes: ({ rename, expected }) =>
    rename === undefined ? [] : [{ title: `Rename the cap to ${expected}`, safety: 'safe', edits: rename }],
});
