import * as z from 'zod';
import { formatCount } from '../../../cost/format.ts';
import type { FixIntent } from '../../../domain/edit.ts';
import { knownValues } from '../../../domain/resolved.ts';
import type { Known } from '../../../domain/resolved.ts';
import { knownCandidates } from '../../candidates.ts';
import { defineRule } from '../../rule.ts';
import type { Place } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

interface Conflict {
  readonly kind: 'above-cap' | 'below-minimum';
  readonly budget: Known<number>;
  /** Smallest cap that the call can have. */
  readonly cap: number | undefined;
  readonly fixes: readonly FixIntent[];
  readonly place: Place;
}

/** Of Claude's budget. Source: Anthropic's and AWS's page on extended thinking. */
const MINIMUM_BUDGET = 1024;

export const noThinkingConflict = defineRule<object, Conflict>({
  meta: {
    name: 'correctness/no-thinking-conflict',
    summary: 'The thinking budget leaves the answer no room under the cap, or is below the least that the API takes.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'unsafe',
    skipsTests: true,
    yieldsTo: ['correctness/no-retired-model'],
    options: z.strictObject({}),
  },
  check(subject) {
    const { thinkingBudget, maxTokens } = subject.request;
    const candidates = knownCandidates(subject);
    const isClaude = candidates?.every(({ target }) => target.model.provider === 'anthropic') ?? false;
    if (thinkingBudget === undefined || !isClaude) return undefined;
    const place = placeOfValue(subject, thinkingBudget);
    const isCapSure = maxTokens.state === 'known' && maxTokens.isOpen !== true;
    const caps = isCapSure ? knownValues(maxTokens) : [];
    const budget = thinkingBudget.value;
    if (caps.length > 0 && caps.every((cap) => cap <= budget)) {
      const cap = Math.min(...caps);
      const fixes = isCapSure && caps.length === 1 ? [raiseCap(maxTokens, budget)] : [];
      return { kind: 'above-cap', budget: thinkingBudget, cap, fixes, place };
    }
    if (budget <= 0 || budget >= MINIMUM_BUDGET) return undefined;
    return {
      kind: 'below-minimum',
      budget: thinkingBudget,
      cap: undefined,
      fixes: [raiseBudget(thinkingBudget)],
      place,
    };
  },
  place: ({ place }) => place,
  message({ kind, budget, cap = 0 }) {
    const tokens = formatCount(budget.value);
    if (kind === 'below-minimum') {
      return `The thinking budget of ${tokens} tokens is below the least that the API takes, ${formatCount(MINIMUM_BUDGET)}: the call is refused.`;
    }
    return (
      `The thinking budget of ${tokens} tokens is not below the cap of ${formatCount(cap)}: the call is refused. ` +
      'The cap counts thinking and answer together: set it to the budget and what the answer needs.'
    );
  },
  fixes: ({ fixes }) => fixes,
});

function raiseCap(cap: Known<number>, budget: number): FixIntent {
  const raised = budget + cap.value;
  const { uri, range, isText } = cap;
  return {
    title: `Set the cap to ${formatCount(raised)} tokens, the budget and the cap of today`,
    safety: 'unsafe',
    edits: [
      { kind: 'replace-value', target: { uri, kind: 'expression', range }, value: isText ? String(raised) : raised },
    ],
  };
}

function raiseBudget({ uri, range, isText }: Known<number>): FixIntent {
  const value = isText ? String(MINIMUM_BUDGET) : MINIMUM_BUDGET;
  return {
    title: `Set the thinking budget to ${formatCount(MINIMUM_BUDGET)} tokens`,
    safety: 'unsafe',
    edits: [{ kind: 'replace-value', target: { uri, kind: 'expression', range }, value }],
  };
}
