/**
 * The one way in which the money of a call is said: lens, hover, status bar, `scan`, `report` and messages take their
 * amounts from here. `≈ $4.20 per 1,000 calls ($2.10 to $9.80; one answer at the cap $0.03) + {history} at $3.30 per
 * million tokens`.
 */
import type { AmountRange } from '../domain/estimates.ts';
import type { CallEstimate, OutputCeiling, UnsizedInput } from './callEstimate.ts';
import type { MoneyFormat } from './format.ts';
import { formatCount, moneyFormat, plural } from './format.ts';
import { isGuardrailCharge } from './otherCharges.ts';
import { pricesText } from './ratesText.ts';
import { UNSEEN_PROMPT } from './unsizedInput.ts';

/** What of an estimate its headline is made of. */
export type HeadlineSubject = Pick<
  CallEstimate,
  'usdPerCall' | 'outputCeiling' | 'unsized' | 'otherCharges' | 'unpricedBecause' | 'currency'
> &
  Partial<Pick<CallEstimate, 'unpriced'>>;

export interface HeadlineParts {
  /** `≈ $4.20`; undefined without a price. */
  readonly amount: string | undefined;
  /** `$2.10 to $9.80`; undefined where both ends look like the amount. */
  readonly range: string | undefined;
  /** `one answer at the cap $0.03`; undefined where no answer is paid for, or its length or price is not known. */
  readonly ceiling: string | undefined;
  /** What is not in the amounts: `{history} at $3.30 per million tokens`, `the guardrail`. */
  readonly missing: readonly string[];
  /** `no price for some-model`; undefined when every model that the call can have has one. */
  readonly unpriced: string | undefined;
}

/** Money as it stands in a headline is that of so many calls. */
const CALLS = 1000;

/** One line that is never less than what is known, and never looks like more. */
export function headline(estimate: HeadlineSubject): string {
  const parts = headlineParts(estimate);
  if (parts.amount === undefined) return `no price: ${estimate.unpricedBecause ?? 'not known'}`;
  const aside = [parts.range, parts.ceiling].filter((part) => part !== undefined).join('; ');
  if (isNothingKnown(estimate)) return `${parts.missing.join(' + ')}${aside === '' ? '' : ` (${aside})`}`;
  return `${parts.amount} per 1,000 calls${aside === '' ? '' : ` (${aside})`}${besides(parts)}`;
}

/** `≈ $4.20 per 1,000 calls + {history}`: where room is short, and the whole line is shown elsewhere. */
export function shortHeadline(estimate: HeadlineSubject): string {
  const { amount, missing } = headlineParts(estimate);
  if (amount === undefined) return 'no price';
  return isNothingKnown(estimate) ? missing.join(' + ') : `${amount} per 1,000 calls${missingNames(estimate)}`;
}

/** No amount is better than $0 where nothing of a call has a size that is known. */
function isNothingKnown(estimate: HeadlineSubject): boolean {
  return estimate.usdPerCall?.high === 0 && isPartial(estimate);
}

export function headlineParts(estimate: HeadlineSubject): HeadlineParts {
  const { usdPerCall, outputCeiling, currency, unpriced = [] } = estimate;
  const money = moneyFormat(currency);
  if (usdPerCall === undefined) {
    return { amount: undefined, range: undefined, ceiling: undefined, missing: [], unpriced: undefined };
  }
  return {
    ...amountAndRange(usdPerCall, CALLS, money),
    ceiling: outputCeiling && ceilingText(outputCeiling, money),
    missing: [...unsizedTexts(estimate.unsized, money), ...chargeNames(estimate)],
    unpriced: unpriced.length === 0 ? undefined : unpricedText(unpriced.map(({ modelId }) => modelId)),
  };
}

/** `≈ $4.20` and `$2.10 to $9.80` of so many calls; without `≈` and range where nothing is uncertain. */
export function amountAndRange(
  usd: AmountRange,
  calls: number,
  money: MoneyFormat,
): Pick<HeadlineParts, 'amount' | 'range'> & { readonly amount: string } {
  const likely = money.amount(usd.likely * calls);
  const range = money.range({ low: usd.low * calls, likely: usd.likely * calls, high: usd.high * calls });
  return { amount: `${usd.low === usd.high ? '' : '≈ '}${likely}`, range: range === likely ? undefined : range };
}

/** ` + {history} + the guardrail`, or nothing: for a table, where the prices of what is missing stand elsewhere. */
export function missingNames(estimate: Pick<HeadlineSubject, 'unsized' | 'otherCharges'>): string {
  const names = [...(estimate.unsized.length === 0 ? [] : [namesText(estimate.unsized)]), ...chargeNames(estimate)];
  return names.map((name) => ` + ${name}`).join('');
}

/** Behind a sum of which a call is partial. */
export const NOT_SIZED = ' + what is not sized';

/** True when the money is not all that a call costs. */
export function isPartial({ unsized, otherCharges }: Pick<HeadlineSubject, 'unsized' | 'otherCharges'>): boolean {
  return unsized.length > 0 || otherCharges.length > 0;
}

/** `{history} at $3.30 per million tokens`: all unsized inputs together, at the prices that they have. */
function unsizedTexts(unsized: readonly UnsizedInput[], money: MoneyFormat): readonly string[] {
  if (unsized.length === 0) return [];
  const prices = unsized.flatMap(({ usdPerMillionTokens, highestUsdPerMillionTokens }) =>
    [usdPerMillionTokens, highestUsdPerMillionTokens].filter((price) => price !== undefined),
  );
  if (prices.length === 0) return [namesText(unsized)];
  return [`${namesText(unsized)} at ${pricesText(prices, money)} per million tokens`];
}

function besides({ missing, unpriced }: HeadlineParts): string {
  return `${missing.map((part) => ` + ${part}`).join('')}${unpriced === undefined ? '' : `; ${unpriced}`}`;
}

/** More are counted only. */
const MAXIMUM_NAMES = 3;
const LONGEST_NAME = 40;

/** `{history}`, `{history} and {docs}`, `{a}, {b}, {c} and 2 more`. */
function namesText(unsized: readonly UnsizedInput[]): string {
  const names = unsized.map(({ name }) => `{${shortName(name)}}`);
  const shown = names.slice(0, MAXIMUM_NAMES);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${formatCount(rest)} more`;
  return shown.length < 2
    ? (shown[0] ?? `{${UNSEEN_PROMPT}}`)
    : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

/** A name is text of the workspace: of one line, and no longer than a reader needs. */
function shortName(name: string): string {
  const plain = name.replace(/\s+/g, ' ');
  return plain.length > LONGEST_NAME ? `${plain.slice(0, LONGEST_NAME)}…` : plain;
}

function chargeNames({ otherCharges }: Pick<HeadlineSubject, 'otherCharges'>): readonly string[] {
  const others = otherCharges.filter((charge) => !isGuardrailCharge(charge)).map(({ name }) => name);
  return [...(others.length < otherCharges.length ? ['the guardrail'] : []), ...others];
}

function ceilingText({ basis, usd }: OutputCeiling, money: MoneyFormat): string | undefined {
  return usd === undefined || usd === 0 ? undefined : `one answer at ${CEILING_WORDS[basis]} ${money.amount(usd)}`;
}

export const CEILING_WORDS: Readonly<Record<OutputCeiling['basis'], string>> = {
  cap: 'the cap',
  'service-default': "the service's default cap",
  'model-maximum': "the model's maximum",
};

function unpricedText(modelIds: readonly string[]): string {
  return modelIds.length > 2
    ? `no price for ${plural(modelIds.length, 'of its model')}`
    : `no price for ${modelIds.map(shortName).join(' and ')}`;
}
