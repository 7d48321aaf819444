import type { Currency } from '../configuration/configurationSchema.ts';
import type { AmountRange, TokenEstimate } from '../domain/estimates.ts';

/**
 * Money as a person reads it: two significant digits below a cent, three below a dollar, cents above, no cents from a
 * thousand on.
 */
export function formatUsd(usd: number): string {
  return formatAmount(usd, '$', 2);
}

/** A price of a list, which a person may multiply: three significant digits below a cent too. */
export function formatPrice(usd: number): string {
  return formatAmount(usd, '$', 3);
}

/** Money in the configured currency: `EUR 1.20`; in US dollars without one. */
export interface MoneyFormat {
  amount(usd: number): string;
  /** Of a price per unit, with a digit more where it is small. */
  price(usd: number): string;
  /** `EUR 1.20 to EUR 3.40`, or one amount where both look the same. */
  range(usd: AmountRange): string;
  /** For the heads of columns: `$`, `EUR`. */
  readonly unit: string;
}

export const US_DOLLARS: MoneyFormat = { amount: formatUsd, price: formatPrice, range: formatUsdRange, unit: '$' };

export function moneyFormat(currency: Currency | undefined): MoneyFormat {
  if (currency === undefined) return US_DOLLARS;
  const unit = `${currency.code} `;
  const amount = (usd: number): string => formatAmount(usd * currency.perUsd, unit, 2);
  return {
    amount,
    price: (usd) => formatAmount(usd * currency.perUsd, unit, 3),
    range: ({ low, high }) => joinRange(amount(low), amount(high)),
    unit: currency.code,
  };
}

function formatAmount(amount: number, unit: string, digitsBelowCent: number): string {
  if (amount === 0) return `${unit}0`;
  if (amount >= 999.995) return `${unit}${groupThousands(Math.round(amount))}`;
  if (amount >= 0.9995) return `${unit}${amount.toFixed(2)}`;
  if (amount < 0.000001) return `< ${unit}0.000001`;
  const leadingZeros = Math.max(0, -Math.floor(Math.log10(amount)) - 1);
  const digits = leadingZeros + (amount < 0.01 ? digitsBelowCent : 3);
  return `${unit}${withoutTrailingZeros(amount.toFixed(digits))}`;
}

/** `$1.20 to $3.40`, or one amount where both look the same. */
export function formatUsdRange(range: AmountRange): string {
  return joinRange(formatUsd(range.low), formatUsd(range.high));
}

/** `$12.30 per 1,000 calls`, from money per call. */
export function formatUsdPerThousandCalls(usdPerCall: number): string {
  return `${formatUsd(usdPerCall * 1000)} per 1,000 calls`;
}

/** "1 US dollar is 0.92 EUR, as configured for 2026-11-01" */
export function currencyText({ code, perUsd, date }: Currency): string {
  return `1 US dollar is ${perUsd} ${code}, as configured for ${date}`;
}

/** Whole tokens with thousands set apart: `12,345`. */
export function formatCount(count: number): string {
  return groupThousands(Math.round(count));
}

/** `1,234 tokens`, with `≈` in front unless the count is exact. */
export function formatTokens(estimate: TokenEstimate): string {
  const count = `${formatCount(estimate.likely)} ${Math.round(estimate.likely) === 1 ? 'token' : 'tokens'}`;
  return isExact(estimate) ? count : `≈ ${count}`;
}

/** `1,100 to 1,300`, or one number where both are the same. */
export function formatCountRange(range: AmountRange): string {
  return joinRange(formatCount(range.low), formatCount(range.high));
}

/** `9 %`; below one percent with a digit. */
export function formatPercent(share: number): string {
  const percent = share * 100;
  return percent > 0 && percent < 1 ? `${percent.toFixed(1)} %` : `${Math.round(percent)} %`;
}

/** `5 minutes`, `1 hour`. */
export function formatDuration(seconds: number): string {
  if (seconds % 3600 === 0) return plural(seconds / 3600, 'hour');
  if (seconds % 60 === 0) return plural(seconds / 60, 'minute');
  return plural(seconds, 'second');
}

/** `1 call`, `2 calls`. */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function isExact(estimate: TokenEstimate): boolean {
  return estimate.method === 'exact' && estimate.low === estimate.high;
}

function joinRange(low: string, high: string): string {
  return low === high ? low : `${low} to ${high}`;
}

function groupThousands(whole: number): string {
  const digits = whole.toFixed(0);
  if (!/^\d+$/.test(digits)) return digits;
  let grouped = '';
  for (let index = 0; index < digits.length; index++) {
    const rest = digits.length - index;
    if (index > 0 && rest % 3 === 0) grouped += ',';
    grouped += digits[index] ?? '';
  }
  return grouped;
}

/** `0.1200` → `0.12`, but never fewer than two places, as prices are written. */
function withoutTrailingZeros(decimal: string): string {
  let end = decimal.length;
  const shortest = decimal.indexOf('.') + 3;
  while (end > shortest && decimal[end - 1] === '0') end--;
  return decimal.slice(0, end);
}
