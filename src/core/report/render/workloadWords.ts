/** Figures of a workload report as words that all its forms share. */
import { formatCount, formatPercent, moneyFormat, plural } from '../../cost/format.ts';
import type { HeadlineSubject } from '../../cost/headline.ts';
import { amountAndRange, headline, headlineParts, isPartial, missingNames, NOT_SIZED } from '../../cost/headline.ts';
import type { AmountRange } from '../../domain/estimates.ts';
import type { ReportedBudget } from '../workload.ts';
import type { MoneySum } from '../moneySum.ts';
import type { ReportedEstimate, ReportedModel, WorkloadReport } from '../workload.ts';

/** `Claude Sonnet 4.5 (eu)`, `Nova Lite +2`. */
export function modelText({ name, profile, others }: ReportedModel): string {
  const more = others > 0 ? ` +${others}` : '';
  return `${name ?? 'not known'}${profile === undefined ? '' : ` (${profile})`}${more}`;
}

type Estimated = Pick<ReportedEstimate, 'inputTokens' | 'seenInput' | 'unsized'>;

/** `≈ 4,210`, with `+` where the request holds or can hold more. */
export function tokensText({ inputTokens, seenInput, unsized }: Estimated): string {
  const { low, likely, high } = inputTokens;
  if (seenInput === 'none') return 'not seen';
  if (likely === 0 && unsized.length > 0) return 'not sized';
  return `${low === high ? '' : '≈ '}${formatCount(likely)}${seenInput === 'some' || unsized.length > 0 ? '+' : ''}`;
}

/** `≈ $4.20 ($2.10 to $9.80) + {history}` of so many calls, as in the headline; undefined without a price. */
export function moneyText(usd: AmountRange | undefined, estimate: HeadlineSubject, calls: number): string | undefined {
  if (usd === undefined) return undefined;
  const { amount, range } = amountAndRange(usd, calls, moneyFormat(estimate.currency));
  return `${amount}${range === undefined ? '' : ` (${range})`}${missingNames(estimate)}`;
}

/** `≈ $4.20`, with ` + …` where it is not all; `–` without a price. For a column of numbers. */
export function amountText(usd: AmountRange | undefined, estimate: HeadlineSubject, calls: number): string {
  if (usd === undefined) return '–';
  return `${amountAndRange(usd, calls, moneyFormat(estimate.currency)).amount}${isPartial(estimate) ? ' + …' : ''}`;
}

/** `$2.10 to $9.80`; empty without one. */
export function rangeText(usd: AmountRange | undefined, { currency }: HeadlineSubject, calls: number): string {
  return usd === undefined ? '' : (amountAndRange(usd, calls, moneyFormat(currency)).range ?? '');
}

/** `+ {history} at $3.30 per million tokens`, for a column of text; undefined when nothing is missing in the money. */
export function besideText(estimate: HeadlineSubject): string | undefined {
  const { missing, unpriced } = headlineParts(estimate);
  const parts = [...missing.map((part) => `+ ${part}`), ...(unpriced === undefined ? [] : [unpriced])];
  return parts.length === 0 ? undefined : parts.join('; ');
}

/** What the longest answer costs; undefined where that is not known. */
export function longestAnswerText({ outputCeiling, currency }: HeadlineSubject): string | undefined {
  return outputCeiling?.usd === undefined ? undefined : moneyFormat(currency).amount(outputCeiling.usd);
}

/** Why there is no money of a call. */
export function moneylessText(estimate: HeadlineSubject): string {
  return headline(estimate);
}

/** `$4.20`, with ` + …` where a call of the group costs more than is counted. */
export function groupAmountText(amount: string, { callsPartlyPriced }: MoneySum): string {
  return callsPartlyPriced === 0 ? amount : `${amount} + …`;
}

export interface TotalAmount {
  readonly amount: string;
  /** What the amount is of, with its range. */
  readonly what: string;
  readonly kind: 'month' | 'thousand' | 'unpriced';
}

/** The sums: of a month, of the calls without a volume, and how many are in neither. */
export function totalAmounts({ totals, calls, currency }: WorkloadReport): readonly TotalAmount[] {
  const money = moneyFormat(currency);
  const { usdPerMonth, usdPerThousandCalls, callsWithVolume, callsWithoutVolume } = totals;
  const amounts: TotalAmount[] = [];
  if (usdPerMonth !== undefined) {
    const what = `${plural(totals.callsPerMonth ?? 0, 'call')} a month from ${plural(callsWithVolume, 'place')}`;
    const amount = `≈ ${money.amount(usdPerMonth.likely)} per month${notSized(calls, true)}`;
    amounts.push({ amount, what: `${money.range(usdPerMonth)}; ${what}`, kind: 'month' });
  }
  if (usdPerThousandCalls !== undefined) {
    const what = `1,000 calls from each of ${plural(callsWithoutVolume, 'place')} without a volume`;
    const amount = `≈ ${money.amount(usdPerThousandCalls.likely)}${notSized(calls, false)}`;
    amounts.push({ amount, what: `${money.range(usdPerThousandCalls)}; ${what}`, kind: 'thousand' });
  }
  const unpriced = calls.filter(({ usdPerCall }) => usdPerCall === undefined).length;
  if (unpriced > 0)
    amounts.push({ amount: 'no price', what: `calls from ${plural(unpriced, 'place')}`, kind: 'unpriced' });
  return amounts;
}

/** Behind the sum of the calls with or without a volume. */
function notSized(calls: WorkloadReport['calls'], hasVolume: boolean): string {
  const summed = calls.filter(
    (call) => call.usdPerCall !== undefined && (call.callsPerMonth !== undefined) === hasVolume,
  );
  return summed.some(isPartial) ? NOT_SIZED : '';
}

/** Whole sentences on what the sums leave out. */
export function totalRemarks({ calls }: WorkloadReport): readonly string[] {
  if (calls.length === 0) return ['No calls of Bedrock models were found.'];
  const priced = calls.filter(({ usdPerCall }) => usdPerCall !== undefined);
  const partial = priced.filter(isPartial).length;
  const unseen = priced.filter((call) => call.seenInput !== 'all' && !isPartial(call)).length;
  const remarks: string[] = [];
  if (partial > 0) {
    remarks.push(
      `Calls from ${plural(partial, 'place')} pay for more than the money says: what stands behind "+" has no size that is known.`,
    );
  }
  if (unseen > 0) {
    remarks.push(
      `Calls from ${plural(unseen, 'place')} can send more than is seen here, such as earlier messages, and then cost more.`,
    );
  }
  return remarks;
}

/** `42 %`, `< 0.1 %`. */
export function shareText(share: number): string {
  return share > 0 && share < 0.001 ? '< 0.1 %' : formatPercent(share);
}

/** An assumption without what to write in the configuration, where that is said at another place. */
export function withoutAdvice(assumption: string): string {
  const advice = assumption.lastIndexOf(' Set ');
  return advice > 0 && assumption.endsWith('bedrock-cost-lint.yaml.') ? assumption.slice(0, advice) : assumption;
}

/** `over (168 %)`, with what was not counted. */
export function budgetText(budget: ReportedBudget): string {
  const { state, usdPerMonth, spentUsdPerMonth } = budget;
  const share =
    usdPerMonth > 0 && state !== 'unknown' ? ` (${formatPercent(spentUsdPerMonth.likely / usdPerMonth)})` : '';
  return `${BUDGET_WORDS[state]}${share}${uncountedText(budget)}`;
}

/** `; 2 calls not counted`. */
export function uncountedText({ uncountedCalls, partlyCountedCalls }: ReportedBudget): string {
  const none = uncountedCalls === 0 ? '' : `; ${plural(uncountedCalls, 'call')} not counted`;
  return `${none}${partlyCountedCalls === 0 ? '' : `; ${plural(partlyCountedCalls, 'call')} counted in part`}`;
}

export const BUDGET_WORDS: Readonly<Record<ReportedBudget['state'], string>> = {
  over: 'over',
  'at-risk': 'over in the worst case',
  under: 'within',
  unknown: 'no volume known',
};
