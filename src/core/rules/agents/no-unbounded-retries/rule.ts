import * as z from 'zod';
import type { MoneyFormat } from '../../../cost/format.ts';
import { formatCount } from '../../../cost/format.ts';
import type { Retrying } from '../../../domain/callSite.ts';
import type { RuleContext } from '../../rule.ts';
import { defineRule } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

interface UnboundedRetries {
  readonly by: string;
  /** Undefined where nothing limits them. */
  readonly attempts: number | undefined;
  readonly clientAttempts: number | undefined;
  readonly usdPerCall: number | undefined;
  readonly place: Place;
}

const options = z.strictObject({
  maxAttempts: z
    .int()
    .min(1)
    .default(20)
    .describe('Attempts of one call, all retries taken together, above which it is reported.'),
});
type Options = z.infer<typeof options>;

export const noUnboundedRetries = defineRule<Options, UnboundedRetries>({
  meta: {
    name: 'agents/no-unbounded-retries',
    summary: 'A failed call is made again without a limit, or by retries around retries.',
    since: '0.2.0',
    judges: 'settings',
    fix: 'none',
    options,
  },
  check: (subject, context) => unboundedRetries(subject, context),
  place: ({ place }) => place,
  message: (facts, money) => messageOf(facts, money),
  // One decorator can be around several calls.
  fact: ({ place }) => `${place.uri} ${place.range.start}`,
});

function unboundedRetries(
  { kind, request, estimate, ...subject }: RuleSubject,
  { options: { maxAttempts } }: RuleContext<Options>,
): UnboundedRetries | undefined {
  const { retries } = request;
  if (kind !== 'call' || retries === undefined || retries.limit.state === 'unknown') return undefined;
  const { by, clientAttempts } = retries;
  const attempts = attemptsOf(retries);
  if (attempts !== undefined && (clientAttempts === undefined || attempts * clientAttempts <= maxAttempts))
    return undefined;
  const usdPerCall = estimate.unsized.length > 0 ? undefined : estimate.usdPerCall?.likely;
  const place = placeOfValue({ kind, request, estimate, ...subject }, retries);
  return { by, attempts, clientAttempts, usdPerCall, place };
}

function attemptsOf({ limit }: Retrying): number | undefined {
  return limit.state === 'known' ? limit.value : undefined;
}

function messageOf({ by, attempts, clientAttempts, usdPerCall }: UnboundedRetries, money: MoneyFormat): string {
  const cost = usdPerCall === undefined ? '' : ` (${money.amount(usdPerCall)} each)`;
  const what =
    attempts === undefined
      ? `${by} makes a failed call again without a limit`
      : `${by} makes ${formatCount(attempts)} attempts around a client that makes ${formatCount(clientAttempts ?? 1)} ` +
        `of each: ${formatCount(attempts * (clientAttempts ?? 1))} for one call`;
  const remedy = attempts === undefined ? 'Stop after a few attempts' : 'Let one of both try again, the client best';
  return (
    `${what}. Attempts that are throttled cost nothing; those that time out or whose answer is refused behind the call ` +
    `are paid for${cost}. ${remedy}, with growing pauses.`
  );
}
