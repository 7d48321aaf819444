import * as z from 'zod';
import type { Workload } from '../../../configuration/configuration.ts';
import type { MoneyFormat } from '../../../cost/format.ts';
import { formatCount, plural } from '../../../cost/format.ts';
import type { EditIntent } from '../../../domain/edit.ts';
import type { KnownCandidate } from '../../candidates.ts';
import { likelyCandidates, modelNames } from '../../candidates.ts';
import { defineRule } from '../../rule.ts';
import type { RuleSubject } from '../../ruleSubject.ts';
import { statedOutputLimit } from './statedLimit.ts';

interface MissingCap {
  readonly ceiling: Ceiling | undefined;
  /** Undefined when they are not known. */
  readonly models: string | undefined;
  /** True when the API refuses a request without a cap. */
  readonly isRequired: boolean;
  readonly suggestion: Suggestion;
  readonly setMaxTokens: ((maxTokens: number) => readonly EditIntent[]) | undefined;
}

/** What one answer may grow to. Undefined parts are not known. */
interface Ceiling {
  readonly tokens: number;
  readonly usd: number | undefined;
  readonly quotaMultiplier: number | undefined;
}

interface Suggestion {
  readonly maxTokens: number;
  readonly basis: 'configuration' | 'prompt' | 'thinking' | 'default';
  readonly usd: number | undefined;
}

const options = z.strictObject({
  defaultCap: z
    .int()
    .min(1)
    .default(1024)
    .describe('Output cap that the fix writes when nothing says how long answers are.'),
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
    options,
  },
  check(subject, { options: { defaultCap }, workload }) {
    const { request } = subject;
    // Whether a template is capped is decided by the code that sends it.
    if (subject.kind !== 'call' || !request.takesMaxTokens || request.maxTokens.state !== 'absent') return undefined;
    if (request.libraryMaxTokens !== undefined) return undefined;
    // No request goes without a model: one that names none is not seen whole.
    if (request.model.state === 'absent') return undefined;
    const candidates = likelyCandidates(subject.estimate);
    if (candidates?.every(isCappedAnyway) === true) return undefined;
    // Neither what it costs nor what to do can be said.
    if (candidates === undefined && subject.setMaxTokens === undefined) return undefined;

    const ceiling = candidates && ceilingOf(candidates);
    const isRequired = candidates?.every((candidate) => isCapRequired(candidate, request.operation)) ?? false;
    const suggestion = suggest(subject, defaultCap, workload);
    if (!isRequired && ceiling !== undefined && ceiling.tokens <= suggestion.maxTokens * LEAST_GAIN) return undefined;
    const smallestMaximum = Math.min(
      ...(candidates ?? []).map(({ outputCeiling }) => outputCeiling?.tokens ?? Infinity),
    );
    const maxTokens = Math.min(suggestion.maxTokens, smallestMaximum);
    const usd = ceiling?.usd === undefined ? undefined : (ceiling.usd * maxTokens) / ceiling.tokens;
    return {
      ceiling,
      models: candidates === undefined ? undefined : modelNames(candidates),
      isRequired,
      suggestion: { ...suggestion, maxTokens, usd },
      setMaxTokens: subject.setMaxTokens,
    };
  },
  message: (facts, money) =>
    [whatIsWrong(facts, money), whyItCosts(facts), whatToDo(facts, money)].filter((part) => part !== '').join(' '),
  // Calls that share a request or its settings are capped by one edit.
  fact: ({ setMaxTokens }) => setMaxTokens && JSON.stringify(setMaxTokens(1)),
  fixes({ setMaxTokens, suggestion: { maxTokens } }) {
    if (setMaxTokens === undefined) return [];
    return [
      {
        title: `Set the output cap to ${formatCount(maxTokens)} tokens`,
        safety: 'unsafe',
        edits: setMaxTokens(maxTokens),
      },
    ];
  },
});

/** A model that cannot write much more than the cap would allow is capped well enough. */
const LEAST_GAIN = 4;

/** The service itself stops early, or the model writes no text. */
function isCappedAnyway({ target, outputCeiling }: KnownCandidate): boolean {
  return target.model.modality !== 'text' || outputCeiling?.basis === 'service-default';
}

function isCapRequired({ target }: KnownCandidate, operation: string): boolean {
  const takesBody = operation.startsWith('InvokeModel') || operation === 'Messages';
  return takesBody && target.model.invokeCap?.isRequired === true;
}

/** The dearest of the possible models; undefined when one of them has no known maximum. */
function ceilingOf(candidates: readonly KnownCandidate[]): Ceiling | undefined {
  const ceilings = candidates.map(({ outputCeiling }) => outputCeiling);
  if (!ceilings.every((ceiling) => ceiling !== undefined)) return undefined;
  const dearest = [...candidates].sort((a, b) => (b.outputCeiling?.usd ?? 0) - (a.outputCeiling?.usd ?? 0) || 0)[0];
  if (dearest?.outputCeiling === undefined) return undefined;
  return {
    tokens: dearest.outputCeiling.tokens,
    usd: dearest.outputCeiling.usd,
    quotaMultiplier: dearest.quota?.outputMultiplier,
  };
}

/** Twice an average leaves room for the longer half of the answers. */
const ROOM_ABOVE_AVERAGE = 2;

function suggest(
  { request }: RuleSubject,
  defaultCap: number,
  workload: Workload | undefined,
): Pick<Suggestion, 'maxTokens' | 'basis'> {
  const thinking = request.thinkingTokens ?? 0;
  const configured = workload?.outputTokens;
  if (configured !== undefined && configured.high > 0) {
    const maxTokens = Math.ceil(Math.max(configured.high, configured.likely * ROOM_ABOVE_AVERAGE));
    return { maxTokens: Math.max(maxTokens, thinking + 1), basis: 'configuration' };
  }
  const stated = statedOutputLimit(request.segments);
  if (thinking > 0) return { maxTokens: thinking + (stated ?? defaultCap), basis: 'thinking' };
  return stated === undefined ? { maxTokens: defaultCap, basis: 'default' } : { maxTokens: stated, basis: 'prompt' };
}

function whatIsWrong({ ceiling, models, isRequired }: MissingCap, money: MoneyFormat): string {
  if (isRequired) return `No output cap: this API requires one with ${models ?? 'this model'} and refuses the call.`;
  if (ceiling === undefined) {
    return models === undefined
      ? 'No output cap: one answer may be as long as the model can write, whichever model is called.'
      : `No output cap: one answer may be as long as ${models} can write.`;
  }
  const cost = ceiling.usd === undefined ? '' : `, which costs ${money.amount(ceiling.usd)}`;
  return `No output cap: one answer may grow to ${formatCount(ceiling.tokens)} tokens${cost}.`;
}

function whyItCosts({ ceiling, isRequired }: MissingCap): string {
  if (isRequired || ceiling === undefined) return '';
  const { tokens, quotaMultiplier = 1 } = ceiling;
  const burnDown =
    quotaMultiplier === 1 ? '' : `, and each token written uses up ${formatCount(quotaMultiplier)} of it`;
  return `Every call reserves ${formatCount(tokens)} tokens of your tokens-per-minute quota for it${burnDown}.`;
}

const BASIS_TEXT: Readonly<Record<Suggestion['basis'], (tokens: string) => string>> = {
  configuration: (tokens) => `: ${tokens} by the output size in the configuration`,
  prompt: (tokens) => `: ${tokens} by the length that the prompt asks for`,
  thinking: (tokens) => `: ${tokens} leave room for the thinking that the call asks for`,
  default: (tokens) => `, for example ${tokens}`,
};

function whatToDo({ suggestion: { maxTokens, basis, usd } }: MissingCap, money: MoneyFormat): string {
  const cost = usd === undefined ? '' : ` (${money.amount(usd)} at most)`;
  return `Cap it at what the answers need${BASIS_TEXT[basis](plural(maxTokens, 'token'))}${cost}.`;
}
