import * as z from 'zod';
import { formatCount } from '../../../cost/format.ts';
import type { FixIntent } from '../../../domain/edit.ts';
import type { Severity } from '../../../domain/finding.ts';
import type { Known } from '../../../domain/resolved.ts';
import { knownValues } from '../../../domain/resolved.ts';
import { knownCandidates } from '../../candidates.ts';
import type { RuleContext } from '../../rule.ts';
import { defineRule } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';
import type { CapQuestion, SuggestedCap } from '../suggestedCap.ts';
import { suggestedCap } from '../suggestedCap.ts';

interface OversizedCap {
  readonly cap: number;
  readonly written: Known<number>;
  readonly suggestion: SuggestedCap;
  readonly answerTokens: number;
  readonly inputTokens: number;
  /** Tokens of quota that a written one uses up. */
  readonly quotaMultiplier: number;
  /** True where code or configuration say how long answers are, and not only the kind of the task. */
  readonly isSure: boolean;
  readonly place: Place;
}

const options = z.strictObject({
  leastCap: z.int().min(1).default(16_384).describe('Output cap from which on it is looked at.'),
});
type Options = z.infer<typeof options>;

export const noOversizedCap = defineRule<Options, OversizedCap>({
  meta: {
    name: 'sizing/no-oversized-cap',
    summary: 'The output cap is many times what the answers need, and every call reserves all of it from the quota.',
    since: '0.2.0',
    judges: 'settings',
    fix: 'unsafe',
    // A cap that the model does not allow is a mistake of its own.
    yieldsTo: ['correctness/no-excess-max-tokens'],
    options,
  },
  check: (subject, context) => oversizedCap(subject, context),
  severity: (facts) => severityOf(facts),
  place: ({ place }) => place,
  message({ cap, suggestion, answerTokens, inputTokens, quotaMultiplier }) {
    const callsOf = (output: number): string => formatCount(Math.floor(QUOTA / (inputTokens + output)));
    const burnDown =
      quotaMultiplier === 1 ? '' : `, and each token written uses up ${formatCount(quotaMultiplier)} of it`;
    return (
      `The cap of ${formatCount(cap)} tokens is reserved from the quota by every call, for answers of ≈ ${formatCount(answerTokens)}. ` +
      `Of 1,000,000 tokens a minute that leaves ${callsOf(cap)} calls at a time${burnDown}; a cap of ` +
      `${formatCount(suggestion.maxTokens)} leaves ${callsOf(suggestion.maxTokens)} (${suggestion.because}).`
    );
  },
  fixes: ({ written, suggestion }) =>
    written.from === 'configuration' ? [] : [lowerTo(suggestion.maxTokens, written)],
});

/** Tokens a minute of the worked figure: nobody knows the account's. */
const QUOTA = 1_000_000;

function oversizedCap(
  subject: RuleSubject,
  { options: { leastCap }, workload }: RuleContext<Options>,
): OversizedCap | undefined {
  const { request, estimate, uses } = subject;
  const { maxTokens } = request;
  const candidates = knownCandidates(subject);
  if (subject.kind !== 'call' || maxTokens.state !== 'known' || maxTokens.isOpen === true) return undefined;
  const cap = Math.min(...knownValues(maxTokens));
  if (candidates === undefined || cap < leastCap) return undefined;
  const asked: readonly CapQuestion[] = uses.length === 0 ? [{ request, estimate }] : uses;
  const suggestion = suggestedCap(asked, workload, undefined);
  if (suggestion === undefined) return undefined;
  const isSure = workload?.outputTokens !== undefined || asked.every(saysItsLength);
  if (cap < suggestion.maxTokens * (isSure ? LEAST_TIMES : LEAST_TIMES_OF_TASKS)) return undefined;
  if (!isSure && cap < LEAST_CAP_OF_TASKS) return undefined;
  return {
    cap,
    written: maxTokens,
    suggestion,
    answerTokens: Math.max(...asked.map((question) => question.estimate.outputTokens.likely)),
    inputTokens: estimate.inputTokens.likely,
    quotaMultiplier: Math.max(...candidates.map(({ quota }) => quota?.outputMultiplier ?? 1)),
    isSure,
    place: placeOfValue(subject, maxTokens),
  };
}

const LEAST_TIMES = 16;
/** Whatever kind of task it is, some answers are long: the cap must be far above all of them. */
const LEAST_TIMES_OF_TASKS = 8;
const LEAST_CAP_OF_TASKS = 32_000;

const SHORT_TASKS: ReadonlySet<string> = new Set(['classify', 'title', 'judge', 'rephrase', 'fact']);

function saysItsLength({ estimate }: CapQuestion): boolean {
  const { kind, name } = estimate.outputTokens.evidence;
  return kind === 'configured' || kind === 'stated' || kind === 'schema' || SHORT_TASKS.has(name ?? '');
}

/** Where nothing but the kind of the task speaks against it, only a quota that is used up several times is worth a warning. */
function severityOf({ isSure, quotaMultiplier }: OversizedCap): Severity {
  return isSure || quotaMultiplier > 1 ? 'warning' : 'information';
}

/** Of a variable of the environment only the default. */
function lowerTo(maxTokens: number, { uri, range, isText }: Known<number>): FixIntent {
  return {
    title: `Lower the output cap to ${formatCount(maxTokens)} tokens`,
    safety: 'unsafe',
    edits: [
      {
        kind: 'replace-value',
        target: { uri, kind: 'expression', range },
        value: isText ? String(maxTokens) : maxTokens,
      },
    ],
  };
}
