import type { CallEstimate } from '../../cost/callEstimate.ts';
import { formatCount, moneyFormat, plural } from '../../cost/format.ts';
import { amountAndRange, isPartial, NOT_SIZED, shortHeadline } from '../../cost/headline.ts';
import { addRanges } from '../../domain/estimates.ts';
import type { FileAnalysis } from '../../report/fileAnalysis.ts';
import { shortCost } from './callLenses.ts';
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
  const money = others.length === 0 ? shortHeadline(only) : sumText(estimates);
  return {
    text: [noun, tokensText(estimates), money].join(' · '),
    details: estimates.map((estimate) => `${targetName(estimate)}: ${shortCost(estimate)}`),
  };
}

function tokensText(estimates: readonly CallEstimate[]): string {
  const seen = estimates.filter(({ seenInput }) => seenInput !== 'none');
  if (seen.length === 0) return 'prompt not seen here';
  const likely = seen.reduce((sum, { inputTokens }) => sum + inputTokens.likely, 0);
  const isWhole = estimates.every(({ seenInput, unsized }) => seenInput === 'all' && unsized.length === 0);
  return `≈ ${formatCount(likely)}${isWhole ? '' : '+'} tokens in`;
}

/** `≈ $4.20 per 1,000 of each ($2.10 to $9.80)`, of those that have a price. */
function sumText(estimates: readonly CallEstimate[]): string {
  const priced = estimates.filter(({ usdPerCall }) => usdPerCall !== undefined);
  if (priced.length === 0) return 'not priced';
  const sum = addRanges(priced.flatMap(({ usdPerCall }) => usdPerCall ?? []));
  const { amount, range } = amountAndRange(sum, 1000, moneyFormat(estimates[0]?.currency));
  const unpriced = estimates.length - priced.length;
  return [
    `${amount} per 1,000 of each`,
    range === undefined ? '' : ` (${range})`,
    priced.some(isPartial) ? NOT_SIZED : '',
    unpriced === 0 ? '' : `, ${formatCount(unpriced)} not priced`,
  ].join('');
}
