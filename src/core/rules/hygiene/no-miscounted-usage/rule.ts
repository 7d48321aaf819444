import * as z from 'zod';
import { defineRule } from '../../rule.ts';
import type { Place } from '../../ruleSubject.ts';

interface Miscounted {
  readonly mistake: 'left-out' | 'added';
  readonly place: Place;
}

export const noMiscountedUsage = defineRule<object, Miscounted>({
  meta: {
    name: 'hygiene/no-miscounted-usage',
    summary: 'Code reckons the cost of calls from their usage, and drops or doubles the tokens of the cache.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'none',
    options: z.strictObject({}),
  },
  check({ kind, uri, request, estimate }) {
    const { reckoning, operation } = request;
    if (kind !== 'call' || reckoning === undefined) return undefined;
    const place = { uri, range: reckoning.range };
    if (GROSS.test(operation)) return reckoning.cache === 'added' ? { mistake: 'added', place } : undefined;
    const usesCache = estimate.caching?.state === 'active' || estimate.caching?.state === 'conditional';
    const isLeftOut = NET.test(operation) && usesCache && reckoning.cache === 'left-out';
    return isLeftOut ? { mistake: 'left-out', place } : undefined;
  },
  place: ({ place }) => place,
  fact: ({ mistake }) => mistake,
  message: ({ mistake }) =>
    mistake === 'left-out'
      ? 'This cost leaves out the tokens of the prompt cache: inputTokens counts only what was neither read from it nor written to it. ' +
        'Add cacheReadInputTokens at the price of reading (about a tenth) and cacheWriteInputTokens at that of writing (about 1.25 times).'
      : 'This cost counts cached tokens twice: on the OpenAI-compatible endpoints the input tokens include them already. ' +
        'Take them off the input before it is multiplied: (input − cached) × price + cached × price of cached tokens.',
});

/** Operations whose reported input is without what went through a cache, and those where it is with it. */
const NET = /^(?:Converse|ConverseStream|InvokeModel|InvokeModelWithResponseStream|Messages)$/;
const GROSS = /^(?:ChatCompletions|Responses)$/;
