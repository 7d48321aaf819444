import { formatCount, formatUsd, plural } from '../../cost/format.ts';
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
  if (estimates.length === 0) return undefined;
  const inputTokens = estimates.reduce((sum, { inputTokens: { likely } }) => sum + likely, 0);
  const priced = estimates.flatMap(({ usdPerCall }) => (usdPerCall ? [usdPerCall.likely] : []));
  const usd = priced.reduce((sum, amount) => sum + amount, 0);
  const noun =
    analysis.callSites.length > 0
      ? plural(analysis.callSites.length, 'Bedrock call')
      : plural(analysis.templates.length, 'prompt');
  const money = priced.length === estimates.length ? `≈ ${formatUsd(usd * 1000)} per 1,000` : 'not all priced';
  return {
    text: `${noun} · ≈ ${formatCount(inputTokens)} tokens · ${money}`,
    details: estimates.map((estimate) => `${targetName(estimate)}: ${shortCost(estimate)}`),
  };
}
