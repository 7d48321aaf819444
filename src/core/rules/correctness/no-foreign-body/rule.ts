import * as z from 'zod';
import type { ForeignBody } from '../../../domain/callSite.ts';
import { defineRule } from '../../rule.ts';
import { placeOfValue } from '../../ruleSubject.ts';
import type { Place } from '../../ruleSubject.ts';

type BodyOfOther = ForeignBody & { readonly place: Place };

export const noForeignBody = defineRule<object, BodyOfOther>({
  meta: {
    name: 'correctness/no-foreign-body',
    summary: 'The body of InvokeModel is made for another family of models than the one that is called.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'none',
    skipsTests: true,
    yieldsTo: ['correctness/no-retired-model'],
    options: z.strictObject({}),
  },
  check(subject) {
    const { foreignBody } = subject.request;
    return foreignBody && { ...foreignBody, place: placeOfValue(subject, foreignBody) };
  },
  place: ({ place }) => place,
  message: ({ bodyOf, modelOf, field }) =>
    `This is a body of ${bodyOf} (\`${field}\`), but the model takes that of ${modelOf}: Bedrock refuses the call. ` +
    `Write the body that the model takes, or call it by Converse, which has one form for all.`,
});
