import * as z from 'zod';
import type { MeasuredDefault } from '../../../catalog/converseDefault.ts';
import { measuredConverseDefault } from '../../../catalog/converseDefault.ts';
import type { MoneyFormat } from '../../../cost/format.ts';
import { formatCount, plural } from '../../../cost/format.ts';
import type { EditIntent } from '../../../domain/edit.ts';
import type { Severity } from '../../../domain/finding.ts';
import type { KnownCandidate } from '../../candidates.ts';
import { likelyCandidates, modelNames } from '../../candidates.ts';
import type { RuleContext } from '../../rule.ts';
import { defineRule } from '../../rule.ts';
import type { RuleSubject } from '../../ruleSubject.ts';
import type { SuggestedCap } from '../suggestedCap.ts';
import { suggestedCap } from '../suggestedCap.ts';

interface MissingCap {
  readonly ceiling: Ceiling | undefined;
  /** Undefined when they are not known. */
  readonly models: string | undefined;
  /** True when the API refuses a request without a cap. */
  readonly isRequired: boolean;
  /** Undefined where nothing says how long answers are. */
  readonly suggestion: (SuggestedCap & { readonly usd: number | undefined }) | undefined;
  readonly setMaxTokens: ((maxTokens: number) => readonly EditIntent[]) | undefined;
  /** True where the call is made again and again: in a loop, once an event, or so many times a month. */
  readonly isFrequent: boolean;
}

/** What one answer may grow to. Undefined parts are not known. */
interface Ceiling {
  readonly tokens: number;
  readonly usd: number | undefined;
  readonly quotaMultiplier: number | undefined;
  /** Where another source says that answers end before. */
  readonly measured: MeasuredDefault | undefined;
}

const options = z.strictObject({
  defaultCap: z
    .int()
    .min(1)
    .optional()
    .describe(
      'Output cap that the fix writes where nothing says how long answers are; without it, none is written there.',
    ),
});
type Options = z.infer<typeof options>;

export const useMaxTokens = defineRule<Options, MissingCap>({
  meta: {
    name: 'sizing/use-max-tokens',
    summary: "The call sets no output cap, so one answer may grow to the model's maximum.",
    since: '0.1.0',
    judges: 'settings',
    fix: 'unsafe',
    yieldsTo: ['correctness/no-foreign-body', 'correctness/no-wrong-cap-field'],
    warnsOnce: true,
    options,
  },
  check(subject, context) {
    const { request } = subject;
    // Whether a template is capped is decided by the code that sends it.
    if (subject.kind !== 'call' || !request.takesMaxTokens || request.maxTokens.state !== 'absent') return undefined;
    if (request.libraryMaxTokens !== undefined || request.forbidsCap !== undefined) return undefined;
    // No request goes without a model: one that names none is not seen whole.
    if (request.model.state === 'absent') return undefined;
    const candidates = likelyCandidates(subject.estimate);
    if (candidates?.every(isCappedAnyway) === true) return undefined;
    // Neither what it costs nor what to do can be said.
    if (candidates === undefined && subject.setMaxTokens === undefined) return undefined;
    return missingCap(subject, candidates, context);
  },
  message: (facts, money) =>
    [whatIsWrong(facts, money), whyItCosts(facts), whatToDo(facts, money)].filter((part) => part !== '').join(' '),
  severity: (facts) => severityOf(facts),
  // Calls that share a request or its settings are capped by one edit.
  fact: ({ setMaxTokens }) => setMaxTokens && JSON.stringify(setMaxTokens(1)),
  fixes({ setMaxTokens, suggestion }) {
    if (setMaxTokens === undefined || suggestion === undefined) return [];
    const { maxTokens } = suggestion;
    return [
      {
        title: `Set the output cap to ${formatCount(maxTokens)} tokens`,
        safety: 'unsafe',
        edits: setMaxTokens(maxTokens),
      },
    ];
  },
});

function missingCap(
  subject: RuleSubject,
  candidates: readonly KnownCandidate[] | undefined,
  { options: { defaultCap }, workload }: RuleContext<Options>,
): MissingCap | undefined {
  const { request, estimate, uses } = subject;
  const ceiling = candidates && ceilingOf(candidates, request.operation);
  const isRequired = candidates?.every((candidate) => isCapRequired(candidate, request.operation)) ?? false;
  const suggestion = suggestedCap(uses.length === 0 ? [{ request, estimate }] : uses, workload, defaultCap);
  const least = suggestion?.maxTokens ?? WITHOUT_SUGGESTION;
  if (!isRequired && ceiling !== undefined && ceiling.tokens <= least * LEAST_GAIN) return undefined;
  const smallestMaximum = Math.min(...(candidates ?? []).map(({ outputCeiling }) => outputCeiling?.tokens ?? Infinity));
  const loops = [request, ...uses.map((use) => use.request)].map(({ loop }) => loop);
  return {
    ceiling,
    models: candidates === undefined ? undefined : modelNames(candidates),
    isRequired,
    suggestion: suggestion && withMoney(suggestion, smallestMaximum, ceiling),
    setMaxTokens: subject.setMaxTokens,
    isFrequent: workload?.callsPerMonth !== undefined || loops.some((loop) => loop.isInLoop || loop.isInHandler),
  };
}

/** A model that cannot write twice as much as the cap would allow is capped well enough. */
const LEAST_GAIN = 2;
const WITHOUT_SUGGESTION = 4096;

function withMoney(suggestion: SuggestedCap, maximum: number, ceiling: Ceiling | undefined): MissingCap['suggestion'] {
  const maxTokens = Math.min(suggestion.maxTokens, maximum);
  const usd = ceiling?.usd === undefined ? undefined : (ceiling.usd * maxTokens) / ceiling.tokens;
  return { ...suggestion, maxTokens, usd };
}

/** One answer below a cent is not worth a warning; below ten cents only where it is paid again and again. */
const LEAST_USD = 0.01;
const LEAST_USD_OF_SELDOM_CALLS = 0.1;

function severityOf({ ceiling, isRequired, isFrequent }: MissingCap): Severity {
  if (isRequired) return 'warning';
  if (ceiling?.usd === undefined) return 'information';
  return ceiling.usd < (isFrequent ? LEAST_USD : LEAST_USD_OF_SELDOM_CALLS) ? 'information' : 'warning';
}

/** The service itself stops early, or the model writes no text. */
function isCappedAnyway({ target, outputCeiling }: KnownCandidate): boolean {
  return target.model.modality !== 'text' || outputCeiling?.basis === 'service-default';
}

function isCapRequired({ target }: KnownCandidate, operation: string): boolean {
  const takesBody = operation.startsWith('InvokeModel') || operation === 'Messages';
  return takesBody && target.model.invokeCap?.isRequired === true;
}

/** The dearest of the possible models; undefined when one of them has no known maximum. */
function ceilingOf(candidates: readonly KnownCandidate[], operation: string): Ceiling | undefined {
  const ceilings = candidates.map(({ outputCeiling }) => outputCeiling);
  if (!ceilings.every((ceiling) => ceiling !== undefined)) return undefined;
  const dearest = [...candidates].sort((a, b) => (b.outputCeiling?.usd ?? 0) - (a.outputCeiling?.usd ?? 0) || 0)[0];
  if (dearest?.outputCeiling === undefined) return undefined;
  return {
    tokens: dearest.outputCeiling.tokens,
    usd: dearest.outputCeiling.usd,
    quotaMultiplier: dearest.quota?.outputMultiplier,
    measured: measuredConverseDefault(dearest.target.model, operation),
  };
}

function whatIsWrong({ ceiling, models, isRequired }: MissingCap, money: MoneyFormat): string {
  if (isRequired) return `No output cap: this API requires one with ${models ?? 'this model'} and refuses the call.`;
  if (ceiling === undefined)
    return `No output cap: an answer may grow to the maximum of ${models ?? 'whatever model is called'}.`;
  const { tokens, usd, measured } = ceiling;
  const cost = usd === undefined ? '' : ` (${money.amount(usd)})`;
  const what = `No output cap: one answer may grow to ${formatCount(tokens)} tokens${cost}`;
  // Sources disagree, and either is a reason to set one.
  return measured === undefined
    ? `${what}.`
    : `${what} by AWS's documentation; measured, Converse cuts Claude off at ${formatCount(measured.tokens)}.`;
}

function whyItCosts({ ceiling, isRequired }: MissingCap): string {
  if (isRequired || ceiling === undefined) return '';
  const { quotaMultiplier = 1 } = ceiling;
  const burnDown =
    quotaMultiplier === 1 ? '' : `, and each token written uses up ${formatCount(quotaMultiplier)} of it`;
  return `Each call reserves the whole cap of your tokens-per-minute quota${burnDown}.`;
}

function whatToDo({ suggestion }: MissingCap, money: MoneyFormat): string {
  if (suggestion === undefined) return 'Cap it at what the answers need: nothing in the code says how long they are.';
  const { maxTokens, because, usd } = suggestion;
  const cost = usd === undefined ? '' : ` (${money.amount(usd)} at most)`;
  return `Cap it at ${plural(maxTokens, 'token')}${cost}: ${because}.`;
}
