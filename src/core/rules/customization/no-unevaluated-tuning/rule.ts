import * as z from 'zod';
import { defineRule } from '../../rule.ts';

interface Unevaluated {
  readonly what: string;
}

export const noUnevaluatedTuning = defineRule<object, Unevaluated>({
  meta: {
    name: 'customization/no-unevaluated-tuning',
    summary: 'A model is tuned, distilled or imported, and nothing here measures whether it is any better.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'none',
    options: z.strictObject({}),
  },
  check({ kind, request }) {
    const { operation, companions, resource } = request;
    const what = WHAT.get(operation);
    if (kind !== 'call' || what === undefined || companions === undefined) return undefined;
    const isMeasured = resource?.hasValidation === true || companions.some((name) => MEASURING.test(name));
    return isMeasured ? undefined : { what };
  },
  fact: ({ what }) => what,
  message: ({ what }) =>
    `${what} is paid for without anything that measures it: no validation data, no evaluation in this file. ` +
    'Evaluate a better prompt and retrieval with the base model first, then the tuned one with the same questions (CreateEvaluationJob, or your own): ' +
    'a tuned model costs its training, its storage every month, and often provisioned throughput by the hour.',
});

const WHAT: ReadonlyMap<string, string> = new Map([
  ['CreateModelCustomizationJob', 'Tuning or distilling a model'],
  ['CreateModelImportJob', 'Importing a model'],
]);

const MEASURING = /evaluat|validationdata|accuracy|f1score|bertscore|rouge|benchmark|testset|groundtruth/;
