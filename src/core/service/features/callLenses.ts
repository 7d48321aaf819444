import type { CallEstimate } from '../../cost/callEstimate.ts';
import { formatCount } from '../../cost/format.ts';
import { headline } from '../../cost/headline.ts';
import type { ExactCounts } from '../../domain/countTokens.ts';
import type { FileAnalysis } from '../../report/fileAnalysis.ts';
import type { TextRange } from '../../util/text.ts';
import type { ExactCall } from './exactCall.ts';
import { exactCall } from './exactCall.ts';
import { pricedPlaces } from './pricedPlaces.ts';

export interface Lens {
  readonly range: TextRange;
  readonly title: string;
}

/** One line over each call, each of its uses and each template: tokens in and out, money. */
export function callLenses(analysis: FileAnalysis, counts?: ExactCounts): readonly Lens[] {
  return pricedPlaces(analysis).map(({ range, subject, estimate, usesText }) => {
    const cost = shortCost(estimate, exactCall(subject, estimate, counts));
    return { range, title: usesText === undefined ? cost : `${usesText} · ${cost}` };
  });
}

/**
 * `≈ 1,240 tokens in · ≈ 200 out · ≈ $5.12 per 1,000 calls ($4.10 to $8.40; one answer at the cap $0.03)`; with `+` behind
 * the input where it is more than is counted.
 */
export function shortCost(estimate: CallEstimate, exact?: ExactCall): string {
  return [inputText(estimate, exact), outputText(estimate), headline(estimate)].join(' · ');
}

function inputText({ inputTokens, seenInput, unsized }: CallEstimate, exact: ExactCall | undefined): string {
  if (exact?.leftOut.length === 0 && exact.onlyFor === undefined)
    return `${formatCount(exact.tokens)} tokens in (exact, ${exact.date})`;
  if (seenInput === 'none') return 'prompt not seen here';
  if (inputTokens.likely === 0 && unsized.length > 0) return 'input not sized';
  const count = `${formatCount(inputTokens.likely)}${seenInput === 'some' || unsized.length > 0 ? '+' : ''}`;
  return `${inputTokens.low === inputTokens.high ? '' : '≈ '}${count} tokens in`;
}

function outputText({ outputTokens, outputCeiling }: CallEstimate): string {
  if (outputTokens.likely > 0) return `≈ ${formatCount(outputTokens.likely)} out`;
  return outputCeiling === undefined ? 'output not known' : `up to ${formatCount(outputCeiling.tokens)} out`;
}
