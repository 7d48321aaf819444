import type { CallEstimate } from '../../cost/callEstimate.ts';
import { formatCount, moneyFormat, plural } from '../../cost/format.ts';
import { ratesText } from '../../cost/ratesText.ts';
import type { FileAnalysis } from '../../report/fileAnalysis.ts';
import { moneyText, shortCost } from './callLenses.ts';
import { targetName } from './callHover.ts';

export interface FileStatusText {
  readonly text: string;
  /** One line a call. */
  readonly details: readonly string[];
}

/** What the calls of a file cost together; undefined when it has none. */
export function fileStatus(analysis: FileAnalysis): FileStatusText | undefined {
  const estimates = [...analysis.callSites, ...analysis.templates].map(({ estimate }) => estimate);
  const [only, ...others] = estimates;
  if (only === undefined) return undefined;
  const noun =
    analysis.callSites.length > 0
      ? plural(analysis.callSites.length, 'Bedrock call')
      : plural(analysis.templates.length, 'prompt');
  const money = others.length === 0 ? singleText(only) : sumText(estimates);
  return {
    text: [noun, tokensText(estimates), money].join(' · '),
    details: estimates.map((estimate) => `${targetName(estimate)}: ${shortCost(estimate)}`),
  };
}

/** Why there is no price is said in the details; the bar is short. */
function singleText(estimate: CallEstimate): string {
  return estimate.usdPerCall === undefined ? (ratesText(estimate.candidates) ?? 'no price') : moneyText(estimate);
}

function tokensText(estimates: readonly CallEstimate[]): string {
  const seen = estimates.filter(({ seenInput }) => seenInput !== 'none');
  if (seen.length === 0) return 'prompt not seen here';
  const likely = seen.reduce((sum, { inputTokens }) => sum + inputTokens.likely, 0);
  const isWhole = estimates.every(({ seenInput }) => seenInput === 'all');
  return `≈ ${formatCount(likely)}${isWhole ? '' : '+'} tokens in`;
}

/** `≈ $4.20 to $9.10 per 1,000 of each`, of those that have a price. */
function sumText(estimates: readonly CallEstimate[]): string {
  const amounts = estimates.flatMap(({ usdPerCall }) => usdPerCall ?? []);
  if (amounts.length === 0) return 'not priced';
  const money = moneyFormat(estimates[0]?.currency);
  const likely = money.amount(1000 * amounts.reduce((sum, amount) => sum + amount.likely, 0));
  const high = money.amount(1000 * amounts.reduce((sum, amount) => sum + amount.high, 0));
  const isConfigured = estimates.every(({ outputTokens }) => outputTokens.basis === 'configuration');
  const range = isConfigured || likely === high ? likely : `${likely} to ${high}`;
  const unpriced = estimates.length - amounts.length;
  return `≈ ${range} per 1,000 of each${unpriced === 0 ? '' : `, ${formatCount(unpriced)} not priced`}`;
}
