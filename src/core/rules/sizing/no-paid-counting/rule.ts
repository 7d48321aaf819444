import * as z from 'zod';
import type { MoneyFormat } from '../../../cost/format.ts';
import type { Severity } from '../../../domain/finding.ts';
import { knownValues } from '../../../domain/resolved.ts';
import { defineRule } from '../../rule.ts';

interface PaidCount {
  /** Of the input of one call; undefined where it is not known. */
  readonly usdPerCall: number | undefined;
  readonly isInLoop: boolean;
  /** True where the call goes to an application inference profile, of which nothing can be counted. */
  readonly isProfile: boolean;
}

export const noPaidCounting = defineRule<object, PaidCount>({
  meta: {
    name: 'sizing/no-paid-counting',
    summary: 'A call is made only to read how many tokens it took, which CountTokens tells for nothing.',
    since: '0.2.0',
    judges: 'settings',
    fix: 'none',
    options: z.strictObject({}),
  },
  check(subject) {
    const { request, estimate } = subject;
    if (subject.kind !== 'call' || request.readsOnlyUsage !== true || !request.takesMaxTokens) return undefined;
    // Who lets the model write on wants to know how much it writes.
    const caps =
      request.maxTokens.state === 'known' && request.maxTokens.isOpen !== true ? knownValues(request.maxTokens) : [];
    if (caps.length === 0 || Math.max(...caps) > MOST_TOKENS) return undefined;
    const { usdPerCall, unsized } = estimate;
    return {
      usdPerCall: unsized.length > 0 ? undefined : usdPerCall?.likely,
      isInLoop: request.loop.isInLoop,
      isProfile: knownValues(request.model).some((id) => id.includes(':application-inference-profile/')),
    };
  },
  severity: (): Severity => 'information',
  message: (facts, money) => messageOf(facts, money),
});

/** Answers of so few tokens are not meant to be read. */
const MOST_TOKENS = 16;

function messageOf({ usdPerCall, isInLoop, isProfile }: PaidCount, money: MoneyFormat): string {
  const often = isInLoop ? ', in every turn of the loop' : '';
  const cost = usdPerCall === undefined ? '' : ` (${money.amount(usdPerCall * 1000)} per 1,000 calls)`;
  const profile = isProfile ? ' It refuses application inference profiles: ask it with the model behind.' : '';
  return (
    `Only the usage of this call is read, and its whole input is paid for${often}${cost}. ` +
    `CountTokens tells the same for nothing.${profile}`
  );
}
