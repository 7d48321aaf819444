/** Figures of a workload report as words that all its forms share. */
import { formatCount, formatPercent, moneyFormat, plural } from '../../cost/format.ts';
import type { AmountRange } from '../../domain/estimates.ts';
import type { ReportedBudget } from '../workload.ts';
import type { ReportedEstimate, ReportedModel, WorkloadReport } from '../workload.ts';

/** `Claude Sonnet 4.5 (eu)`, `Nova Lite +2`. */
export function modelText({ name, profile, others }: ReportedModel): string {
  const more = others > 0 ? ` +${others}` : '';
  return `${name ?? 'not known'}${profile === undefined ? '' : ` (${profile})`}${more}`;
}

type Estimated = Pick<ReportedEstimate, 'inputTokens' | 'seenInput'>;

/** `≈ 4,210`, with `+` where the request can hold more. */
export function tokensText({ inputTokens, seenInput }: Estimated): string {
  const { low, likely, high } = inputTokens;
  if (seenInput === 'none') return 'not seen';
  return `${low === high ? '' : '≈ '}${formatCount(likely)}${seenInput === 'some' ? '+' : ''}`;
}

/** The likely money where the length of answers is configured, else up to the highest; undefined without a price. */
export function moneyText(
  usd: AmountRange | undefined,
  { outputBasis, currency }: Pick<ReportedEstimate, 'outputBasis' | 'currency'>,
  factor: number,
): string | undefined {
  if (usd === undefined) return undefined;
  const money = moneyFormat(currency);
  const likely = money.amount(usd.likely * factor);
  const high = money.amount(usd.high * factor);
  return outputBasis === 'configuration' || high === likely ? likely : `${likely} – ${high}`;
}

/** Why there is no money of a call, with the prices of its tokens where they are known. */
export function moneylessText({ rates, unpricedBecause }: Pick<ReportedEstimate, 'rates' | 'unpricedBecause'>): string {
  return rates === undefined ? `no price: ${unpricedBecause ?? 'not known'}` : `prompt not seen: ${rates}`;
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
    const amount = `≈ ${money.amount(usdPerMonth.likely)} per month`;
    amounts.push({ amount, what: `${money.range(usdPerMonth)}; ${what}`, kind: 'month' });
  }
  if (usdPerThousandCalls !== undefined) {
    const what = `1,000 calls from each of ${plural(callsWithoutVolume, 'place')} without a volume`;
    const amount = `≈ ${money.amount(usdPerThousandCalls.likely)}`;
    amounts.push({ amount, what: `${money.range(usdPerThousandCalls)}; ${what}`, kind: 'thousand' });
  }
  const moneyless = calls.filter(({ usdPerCall }) => usdPerCall === undefined);
  const unpriced = moneyless.filter(({ rates }) => rates === undefined).length;
  if (unpriced > 0)
    amounts.push({ amount: 'no price', what: `calls from ${plural(unpriced, 'place')}`, kind: 'unpriced' });
  const unseen = moneyless.length - unpriced;
  if (unseen > 0) {
    amounts.push({ amount: 'prompt not seen', what: `calls from ${plural(unseen, 'place')}`, kind: 'unpriced' });
  }
  return amounts;
}

/** Whole sentences on what the sums leave out. */
export function totalRemarks({ calls }: WorkloadReport): readonly string[] {
  if (calls.length === 0) return ['No calls of Bedrock models were found.'];
  const priced = calls.filter(({ usdPerCall }) => usdPerCall !== undefined);
  const unseen = priced.filter(({ seenInput }) => seenInput !== 'all').length;
  const remarks: string[] = [];
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
export function budgetText({ state, usdPerMonth, spentUsdPerMonth, uncountedCalls }: ReportedBudget): string {
  const share =
    usdPerMonth > 0 && state !== 'unknown' ? ` (${formatPercent(spentUsdPerMonth.likely / usdPerMonth)})` : '';
  const uncounted = uncountedCalls === 0 ? '' : `; ${plural(uncountedCalls, 'call')} not counted`;
  return `${BUDGET_WORDS[state]}${share}${uncounted}`;
}

export const BUDGET_WORDS: Readonly<Record<ReportedBudget['state'], string>> = {
  over: 'over',
  'at-risk': 'over in the worst case',
  under: 'within',
  unknown: 'no volume known',
};
