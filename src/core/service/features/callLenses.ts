import type { CallEstimate } from '../../cost/callEstimate.ts';
import { formatCount, moneyFormat } from '../../cost/format.ts';
import { ratesText } from '../../cost/ratesText.ts';
import type { ExactCounts } from '../../domain/countTokens.ts';
import type { FileAnalysis } from '../../report/fileAnalysis.ts';
import type { TextRange } from '../../util/text.ts';
import { subjectOfTemplate } from '../../cost/callEstimate.ts';
import type { ExactCall } from './exactCall.ts';
import { exactCall } from './exactCall.ts';

export interface Lens {
  readonly range: TextRange;
  readonly title: string;
}

/** One line over each call site and template: tokens in and out, money. */
export function callLenses(analysis: FileAnalysis, counts?: ExactCounts): readonly Lens[] {
  return [
    ...analysis.callSites.map(({ callSite, estimate }) => ({
      range: callSite.range,
      title: shortCost(estimate, exactCall(callSite, estimate, counts)),
    })),
    ...analysis.templates.map(({ template, estimate }) => ({
      range: template.range,
      title: shortCost(estimate, exactCall(subjectOfTemplate(template), estimate, counts)),
    })),
  ];
}

/** `≈ 1,240 tokens in · up to 1,024 out · ≈ $5.12 to $8.40 per 1,000 calls`; with `+` where the input can be more than is seen. */
export function shortCost(estimate: CallEstimate, exact?: ExactCall): string {
  return [inputText(estimate, exact), outputText(estimate), moneyText(estimate)].join(' · ');
}

function inputText({ inputTokens, seenInput }: CallEstimate, exact: ExactCall | undefined): string {
  if (exact?.leftOut.length === 0 && exact.onlyFor === undefined)
    return `${formatCount(exact.tokens)} tokens in (exact, ${exact.date})`;
  if (seenInput === 'none') return 'prompt not seen here';
  const count = `${formatCount(inputTokens.likely)}${seenInput === 'some' ? '+' : ''}`;
  return `${inputTokens.low === inputTokens.high ? '' : '≈ '}${count} tokens in`;
}

function outputText({ outputTokens, outputCeiling }: CallEstimate): string {
  if (outputTokens.basis === 'configuration') return `≈ ${formatCount(outputTokens.likely)} out`;
  return outputCeiling === undefined ? 'output not known' : `up to ${formatCount(outputCeiling.tokens)} out`;
}

/** `≈ $5.12 to $8.40 per 1,000 calls`; without a sum the prices of tokens, or why there are none. */
export function moneyText({ usdPerCall, outputTokens, unpricedBecause, candidates, currency }: CallEstimate): string {
  const money = moneyFormat(currency);
  if (usdPerCall === undefined) return ratesText(candidates) ?? `no price: ${unpricedBecause ?? 'not known'}`;
  const likely = money.amount(usdPerCall.likely * 1000);
  if (outputTokens.basis === 'configuration') return `≈ ${likely} per 1,000 calls`;
  return `≈ ${likely} to ${money.amount(usdPerCall.high * 1000)} per 1,000 calls`;
}
