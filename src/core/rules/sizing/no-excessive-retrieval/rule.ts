import * as z from 'zod';
import type { MoneyFormat } from '../../../cost/format.ts';
import { formatCount } from '../../../cost/format.ts';
import type { FixIntent } from '../../../domain/edit.ts';
import type { Severity } from '../../../domain/finding.ts';
import type { Known } from '../../../domain/resolved.ts';
import { knownValues } from '../../../domain/resolved.ts';
import type { RuleContext } from '../../rule.ts';
import { defineRule } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

interface ManyPassages {
  readonly passages: number;
  /** Where the number stands in the request itself, and can be changed there. */
  readonly written: Known<number> | undefined;
  /** Of all passages: money per call, and their tokens where the code says how long they are. */
  readonly tokens: number;
  readonly usd: number | undefined;
  readonly isSizeKnown: boolean;
  readonly place: Place;
}

const options = z.strictObject({
  maxPassages: z.int().min(1).default(20).describe('Passages of one retrieval above which it is reported.'),
});
type Options = z.infer<typeof options>;

export const noExcessiveRetrieval = defineRule<Options, ManyPassages>({
  meta: {
    name: 'sizing/no-excessive-retrieval',
    summary: 'Far more passages are looked up for a prompt than an answer needs.',
    since: '0.2.0',
    judges: 'content',
    fix: 'unsafe',
    options,
  },
  check: (subject, context) => manyPassages(subject, context),
  severity: (facts) => severityOf(facts),
  place: ({ place }) => place,
  message: (facts, money) => messageOf(facts, money),
  // One search can fill the prompts of several calls.
  fact: ({ place }) => `${place.uri} ${place.range.start}`,
  fixes: ({ written }) => (written === undefined || written.from === 'configuration' ? [] : [lowerTo(written)]),
});

/** What AWS's own guidance begins with, and what the service takes by itself. */
const USUAL = 5;
/** As knowledge bases cut documents where nothing else is said. */
const USUAL_PASSAGE_TOKENS = 250;

function manyPassages(
  subject: RuleSubject,
  { options: { maxPassages } }: RuleContext<Options>,
): ManyPassages | undefined {
  const { request, estimate } = subject;
  const rate = estimate.rates?.input.usdPerMillionTokens;
  const usdOf = (tokens: number): number | undefined => (rate === undefined ? undefined : (tokens * rate) / 1e6);
  const asked = request.passages;
  if (asked?.state === 'known' && asked.isOpen !== true) {
    const passages = Math.min(...knownValues(asked));
    const tokens = passages * USUAL_PASSAGE_TOKENS;
    if (passages <= maxPassages) return undefined;
    return {
      passages,
      written: asked,
      tokens,
      usd: usdOf(tokens),
      isSizeKnown: false,
      place: placeOfValue(subject, asked),
    };
  }
  const parts = request.segments.flatMap((segment) => segment.parts);
  const part = parts.find((one) => one.kind === 'placeholder' && (one.passages ?? 0) > maxPassages);
  if (part?.kind !== 'placeholder' || part.passages === undefined) return undefined;
  const placeholders = estimate.segments.flatMap((segment) => segment.placeholders);
  const known = placeholders.find(({ name, isUnsized }) => name === part.name && isUnsized !== true);
  const tokens = known?.tokens.likely ?? part.passages * USUAL_PASSAGE_TOKENS;
  const isSizeKnown = known !== undefined;
  return {
    passages: part.passages,
    written: undefined,
    tokens,
    usd: usdOf(tokens),
    isSizeKnown,
    place: placeOfValue(subject, part),
  };
}

/** Below a tenth of a cent a call it is a matter of taste. */
function severityOf({ usd }: ManyPassages): Severity {
  return usd !== undefined && usd < 0.001 ? 'information' : 'warning';
}

function messageOf({ passages, tokens, usd, isSizeKnown }: ManyPassages, money: MoneyFormat): string {
  const cost = usd === undefined ? '' : `, ${money.amount(usd * 1000)} per 1,000 calls`;
  const assumed = isSizeKnown ? '' : ` Reckoned with ${USUAL_PASSAGE_TOKENS} tokens a passage.`;
  return (
    `${formatCount(passages)} passages are looked up for one answer: ≈ ${formatCount(tokens)} tokens of input${cost}. ` +
    `Most answers need 3 to ${USUAL} of them, ranked where that matters; more also make answers worse.${assumed}`
  );
}

function lowerTo({ uri, range, isText }: Known<number>): FixIntent {
  return {
    title: `Look up ${USUAL} passages`,
    safety: 'unsafe',
    edits: [
      { kind: 'replace-value', target: { uri, kind: 'expression', range }, value: isText ? String(USUAL) : USUAL },
    ],
  };
}
