import * as z from 'zod';
import type { Budget } from '../../../configuration/configuration.ts';
import type { ModelEstimate, SegmentEstimate } from '../../../cost/callEstimate.ts';
import { placeholderTokens } from '../../../cost/segmentTokens.ts';
import { CONFIGURATION_FILE } from '../../../cost/assumptions.ts';
import type { MoneyFormat } from '../../../cost/format.ts';
import { formatCount, formatPercent } from '../../../cost/format.ts';
import type { SegmentRole } from '../../../domain/segment.ts';
import { defineRule } from '../../rule.ts';

interface OversizedInput {
  readonly tokens: number;
  readonly usd: number | undefined;
  readonly limit: Limit;
  readonly longContext: LongContext | undefined;
  readonly largest: { readonly role: SegmentRole; readonly tokens: number } | undefined;
}

/** That the input is above the length from which all of it costs more. */
interface LongContext {
  readonly model: string;
  readonly aboveTokens: number;
  /** Of an input of that length. */
  readonly usdOfLimit: number;
}

type Limit =
  | { readonly kind: 'tokens'; readonly tokens: number; readonly isConfigured: boolean }
  | { readonly kind: 'window'; readonly share: number; readonly model: string; readonly contextWindow: number }
  | { readonly kind: 'money'; readonly usdPerCall: number };

const options = z.strictObject({
  inputTokens: z.int().min(1).default(50_000).describe('Input tokens of one call above which it is reported.'),
  shareOfContextWindow: z
    .number()
    .gt(0)
    .max(1)
    .default(0.8)
    .describe("Share of the model's context window that the input may fill."),
});
type Options = z.infer<typeof options>;

export const noOversizedContext = defineRule<Options, OversizedInput>({
  meta: {
    name: 'sizing/no-oversized-context',
    summary: 'The input of one call is larger than its budget.',
    since: '0.1.0',
    judges: 'content',
    fix: 'none',
    options,
  },
  check(subject, context) {
    const budget = context.configuration.budget(subject);
    const excesses = subject.estimate.candidates.map((candidate) => excessOf(candidate, context.options, budget));
    return excesses.every((excess) => excess !== undefined) ? dearest(excesses) : undefined;
  },
  message({ tokens, usd, limit, largest, longContext }, money) {
    const cost =
      usd === undefined ? '' : ` and costs ≈ ${money.amount(usd)} (${money.amount(usd * 1000)} per 1,000 calls)`;
    const where =
      largest === undefined
        ? ''
        : ` Most of it, ≈ ${formatCount(largest.tokens)} tokens, is ${ROLE_NAMES[largest.role]}.`;
    const long =
      longContext === undefined
        ? ''
        : ` Above ${formatCount(longContext.aboveTokens)} tokens ${longContext.model} costs more for every token: ` +
          `${formatCount(longContext.aboveTokens)} would cost ≈ ${money.amount(longContext.usdOfLimit)}.`;
    return (
      `The input of one call is ≈ ${formatCount(tokens)} tokens${cost}, ${limitText(limit, money)}.${where}${long} ` +
      `Send only the passages that the answer needs, or raise the limit under "budgets" in ${CONFIGURATION_FILE}.`
    );
  },
});

function excessOf(candidate: ModelEstimate, defaults: Options, budget: Budget | undefined): OversizedInput | undefined {
  const tokens = vouchedTokens(candidate);
  const usd = inputUsd(candidate, tokens);
  const limit =
    tokenLimit(tokens, defaults, budget) ?? moneyLimit(usd, budget) ?? windowLimit(tokens, candidate, defaults, budget);
  const largest = largestSegment(candidate.segments, tokens);
  return limit && { tokens, usd, limit, largest, longContext: longContextOf(candidate, tokens) };
}

function longContextOf({ target, longContext }: ModelEstimate, tokens: number): LongContext | undefined {
  if (target.model === undefined || longContext === undefined || tokens <= longContext.aboveTokens) return undefined;
  const { aboveTokens, shortUsdPerMillionTokens } = longContext;
  return { model: target.model.name, aboveTokens, usdOfLimit: (aboveTokens * shortUsdPerMillionTokens) / 1e6 };
}

/** Of the models that the call can have, the one that costs most; the first where no price is known. */
function dearest(inputs: readonly OversizedInput[]): OversizedInput | undefined {
  return [...inputs].sort((a, b) => (b.usd ?? 0) - (a.usd ?? 0))[0];
}

function tokenLimit(tokens: number, defaults: Options, budget: Budget | undefined): Limit | undefined {
  // Who budgets by money or by share has said what is too much.
  const hasOther = budget?.shareOfContextWindow !== undefined || budget?.usdPerCall !== undefined;
  const limit = budget?.inputTokens ?? (hasOther ? Infinity : defaults.inputTokens);
  if (tokens <= limit) return undefined;
  return { kind: 'tokens', tokens: limit, isConfigured: budget?.inputTokens !== undefined };
}

function moneyLimit(usd: number | undefined, budget: Budget | undefined): Limit | undefined {
  const usdPerCall = budget?.usdPerCall;
  return usdPerCall !== undefined && usd !== undefined && usd > usdPerCall ? { kind: 'money', usdPerCall } : undefined;
}

function windowLimit(
  tokens: number,
  { target: { model } }: ModelEstimate,
  defaults: Options,
  budget: Budget | undefined,
): Limit | undefined {
  const contextWindow = model?.contextWindow;
  const limit = budget?.shareOfContextWindow ?? defaults.shareOfContextWindow;
  if (model === undefined || contextWindow === undefined || tokens <= contextWindow * limit) return undefined;
  return { kind: 'window', share: tokens / contextWindow, model: model.name, contextWindow };
}

/** Likely tokens without those that only a placeholder's name vouches for: a guess is no reason to complain. */
function vouchedTokens({ inputTokens, segments }: ModelEstimate): number {
  const guessed = segments
    .flatMap(({ placeholders }) => placeholders)
    .filter(({ basis }) => basis === 'default')
    .reduce((sum, placeholder) => sum + placeholderTokens(placeholder).likely, 0);
  return Math.max(0, inputTokens.likely - guessed);
}

/** The likely input money's share that the tokens make. */
function inputUsd({ inputTokens, inputUsdPerCall }: ModelEstimate, tokens: number): number | undefined {
  if (inputUsdPerCall === undefined || inputTokens.likely === 0) return undefined;
  return (inputUsdPerCall.likely * tokens) / inputTokens.likely;
}

function largestSegment(segments: readonly SegmentEstimate[], total: number): OversizedInput['largest'] {
  const tokensByRole = new Map<SegmentRole, number>();
  for (const { role, tokens, placeholders } of segments) {
    const guessed = placeholders
      .filter(({ basis }) => basis === 'default')
      .reduce((sum, placeholder) => sum + placeholderTokens(placeholder).likely, 0);
    tokensByRole.set(role, (tokensByRole.get(role) ?? 0) + tokens.likely - guessed);
  }
  const [role, tokens] = [...tokensByRole].sort(([, a], [, b]) => b - a)[0] ?? [];
  return role === undefined || tokens === undefined || tokens < total / 2 ? undefined : { role, tokens };
}

const ROLE_NAMES: Readonly<Record<SegmentRole, string>> = {
  system: 'the system prompt',
  tools: 'the tool definitions',
  user: 'the user messages',
  assistant: 'the assistant messages',
  document: 'documents',
  image: 'images',
  other: 'other content',
};

function limitText(limit: Limit, money: MoneyFormat): string {
  switch (limit.kind) {
    case 'tokens':
      return limit.isConfigured
        ? `above the configured budget of ${formatCount(limit.tokens)}`
        : `more than ${formatCount(limit.tokens)}`;
    case 'money':
      return `above the configured budget of ${money.amount(limit.usdPerCall)} per call`;
    case 'window':
      return `${formatPercent(limit.share)} of the context window of ${limit.model} (${formatCount(limit.contextWindow)})`;
  }
}
