import * as z from 'zod';
import type { MoneyFormat } from '../../../cost/format.ts';
import { formatTokens } from '../../../cost/format.ts';
import type { TokenEstimate } from '../../../domain/estimates.ts';
import type { PlaceholderPart } from '../../../domain/value.ts';
import { knownCandidates } from '../../candidates.ts';
import { defineRule } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeWithin } from '../../ruleSubject.ts';

interface VolatilePrefix {
  readonly name: string;
  readonly volatility: 'time' | 'random';
  readonly prefixTokens: TokenEstimate;
  /** What the cache costs in each call that writes it and finds nothing. */
  readonly extraUsd: number;
  readonly place: Place;
}

export const noVolatilePrefix = defineRule<object, VolatilePrefix>({
  meta: {
    name: 'caching/no-volatile-prefix',
    summary: 'A time or a random text stands before a cache checkpoint, so no call finds what another one wrote.',
    since: '0.2.0',
    judges: 'content',
    fix: 'none',
    yieldsTo: ['caching/no-short-cached-prefix'],
    options: z.strictObject({}),
  },
  check(subject) {
    const candidates = knownCandidates(subject);
    const volatile = volatileBeforeCheckpoint(subject);
    const caching = candidates?.[0]?.caching;
    if (volatile === undefined || caching?.usd === undefined || candidates?.some(isUncached) !== false)
      return undefined;
    const { uncached, firstCall } = caching.usd;
    return {
      name: volatile.name,
      volatility: volatile.volatility === 'random' ? 'random' : 'time',
      prefixTokens: caching.prefixTokens,
      extraUsd: firstCall.likely - uncached.likely,
      place: placeWithin(subject, volatile),
    };
  },
  place: ({ place }) => place,
  message: (facts, money) => messageOf(facts, money),
});

function isUncached({ caching }: { readonly caching: { readonly state: string } | undefined }): boolean {
  return caching?.state !== 'active';
}

/** What surely differs in every call; a date without the time does not. */
function volatileBeforeCheckpoint({ request: { segments } }: RuleSubject): PlaceholderPart | undefined {
  const first = segments.findIndex(({ checkpoint }) => checkpoint !== undefined && checkpoint.isConditional !== true);
  // Behind an earlier checkpoint something may change: that one is found.
  if (first < 0) return undefined;
  const parts = segments.slice(0, first + 1).flatMap((segment) => segment.parts);
  const found = parts.find((part) => part.kind === 'placeholder' && isVolatile(part));
  return found?.kind === 'placeholder' ? found : undefined;
}

function isVolatile({ volatility, isOfDay }: PlaceholderPart): boolean {
  return volatility === 'random' || (volatility === 'time' && isOfDay !== true);
}

function messageOf({ name, volatility, prefixTokens, extraUsd }: VolatilePrefix, money: MoneyFormat): string {
  const what = volatility === 'time' ? 'the time' : 'a random text';
  const cost = extraUsd <= 0 ? '' : `, for ${money.amount(extraUsd * 1000)} more per 1,000 calls`;
  return (
    `\`${name}\` is ${what} and stands before the cache checkpoint: every call writes ${formatTokens(prefixTokens)} ` +
    `into the cache anew${cost}, and none reads them. Move it behind the checkpoint.`
  );
}
