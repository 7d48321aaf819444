import * as z from 'zod';
import { formatCount } from '../../../cost/format.ts';
import { knownValues } from '../../../domain/resolved.ts';
import type { RuleSubject } from '../../ruleSubject.ts';
import type { KnownCandidate } from '../../candidates.ts';
import { factRange, knownCandidates } from '../../candidates.ts';
import { defineRule } from '../../rule.ts';

interface Overflow {
  readonly model: string;
  readonly inputTokens: number;
  /** Smallest cap that the call can have; 0 without one. */
  readonly cap: number;
  readonly contextWindow: number;
}

export const noContextOverflow = defineRule<object, Overflow>({
  meta: {
    name: 'correctness/no-context-overflow',
    summary: "The fixed part of the input and the output cap together exceed the model's context window.",
    since: '0.1.0',
    judges: 'content',
    fix: 'none',
    options: z.strictObject({}),
  },
  check(subject) {
    const overflows = knownCandidates(subject)?.map((candidate) => overflowOf(candidate, subject));
    return overflows?.every((overflow) => overflow !== undefined) === true ? smallest(overflows) : undefined;
  },
  message({ model, inputTokens, cap, contextWindow }) {
    const excess = formatCount(inputTokens + cap - contextWindow);
    const input = `≈ ${formatCount(inputTokens)} tokens of fixed input`;
    const what =
      cap === 0 ? `${input} alone exceed` : `${input} and the output cap of ${formatCount(cap)} together exceed`;
    const remedy =
      cap === 0 ? `Shorten the input by ${excess} tokens or more` : `Cut ${excess} tokens or more from either`;
    return (
      `${what} the context window of ${model} (${formatCount(contextWindow)} tokens). ` +
      `Every such call is refused. ${remedy}.`
    );
  },
});

/** Undefined when the call may fit, or the window is not known. Reckons with the least that the call surely has. */
function overflowOf({ target, fixedTokens }: KnownCandidate, { request }: RuleSubject): Overflow | undefined {
  const { contextWindow, maxOutputTokens, name } = target.model;
  if (contextWindow === undefined) return undefined;
  const { maxTokens } = request;
  const isCapSure = maxTokens.state === 'known' && maxTokens.isOpen !== true;
  // A cap above the model's maximum is another rule's finding, and no reason to shorten the input.
  const cap = isCapSure ? Math.min(...knownValues(maxTokens), maxOutputTokens ?? Infinity) : 0;
  if (fixedTokens.low + cap <= factRange(target.model, 'contextWindow', contextWindow).high) return undefined;
  return { model: name, inputTokens: fixedTokens.likely, cap, contextWindow };
}

function smallest(overflows: readonly Overflow[]): Overflow | undefined {
  const excess = ({ inputTokens, cap, contextWindow }: Overflow): number => inputTokens + cap - contextWindow;
  return [...overflows].sort((a, b) => excess(a) - excess(b))[0];
}
