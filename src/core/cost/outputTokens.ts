import type { Model } from '../catalog/model.ts';
import type { AmountRange } from '../domain/estimates.ts';
import { addRanges } from '../domain/estimates.ts';
import { knownValues } from '../domain/resolved.ts';
import type { EstimateSubject, OutputCeiling, OutputTokens } from './callEstimate.ts';
import type { Workload } from '../configuration/configuration.ts';

type Ceiling = Omit<OutputCeiling, 'usd'>;

/**
 * The most that the model may write: the cap, else what the service takes without one, else the model's maximum. A cap
 * that is only there on some paths, or not known, bounds nothing.
 */
export function outputCeiling(subject: EstimateSubject, model: Model | undefined): Ceiling | undefined {
  if (!writesText(subject, model)) return { tokens: 0, basis: 'model-maximum' };
  const maximum = model?.maxOutputTokens;
  const { maxTokens } = subject;
  const caps = knownValues(maxTokens).filter((cap) => cap >= 0 && cap < Infinity);
  if (caps.length > 0 && maxTokens.state === 'known' && maxTokens.isOpen !== true) {
    return { tokens: Math.min(Math.max(...caps), maximum ?? Infinity), basis: 'cap' };
  }
  if (maxTokens.state === 'absent' && subject.libraryMaxTokens !== undefined) {
    return { tokens: subject.libraryMaxTokens, basis: 'service-default' };
  }
  if (maxTokens.state === 'absent' && isInvoke(subject.operation) && model?.invokeCap?.defaultTokens !== undefined) {
    return { tokens: model.invokeCap.defaultTokens, basis: 'service-default' };
  }
  return maximum === undefined ? undefined : { tokens: maximum, basis: 'model-maximum' };
}

/**
 * How much the model writes. Only the configuration can say how much is likely: without it `low` and `likely` stay 0, so
 * that the likely money is the input's, and `high` is the ceiling. Reasoning is billed as output.
 * @param thinkingTokens the budget that the request gives to thinking
 */
export function estimateOutput(
  ceiling: Ceiling | undefined,
  workload: Workload | undefined,
  thinkingTokens = 0,
): OutputTokens {
  const configured = workload?.outputTokens;
  if (configured !== undefined) {
    const reasoning = workload?.reasoningTokens ?? { low: 0, likely: 0, high: thinkingTokens };
    const written = addRanges([configured, reasoning]);
    return { ...atMost(written, ceiling?.tokens ?? Infinity), basis: 'configuration' };
  }
  if (ceiling === undefined) return { low: 0, likely: 0, high: 0, basis: 'unknown' };
  return { low: 0, likely: 0, high: ceiling.tokens, basis: ceiling.basis === 'cap' ? 'cap' : 'model-maximum' };
}

/** False for embeddings, images and the like, whose output is not billed by tokens. */
export function writesText(subject: EstimateSubject, model: Model | undefined): boolean {
  return subject.takesMaxTokens && (model === undefined || model.modality === 'text');
}

function atMost(range: AmountRange, limit: number): AmountRange {
  return {
    low: Math.min(range.low, limit),
    likely: Math.min(range.likely, limit),
    high: Math.min(range.high, limit),
  };
}

function isInvoke(operation: string): boolean {
  return operation.startsWith('InvokeModel');
}
