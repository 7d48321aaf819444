import type { Catalog } from '../catalog/catalog.ts';
import type { Model } from '../catalog/model.ts';
import { knownValue, knownValues } from '../domain/resolved.ts';
import type { CallTarget, EstimateSubject, ModelEstimate } from './callEstimate.ts';
import { callTargets, resolveTarget } from './callTargets.ts';
import type { ResolvedTarget } from './callTargets.ts';
import type { EstimateContext } from './estimateContext.ts';
import { estimateFor } from './estimateCall.ts';

export interface ModelComparison {
  /** Id under which the model would be called from the subject's Region. */
  readonly modelId: string;
  readonly name: string;
  readonly isCurrent: boolean;
  readonly estimate: ModelEstimate;
  /**
   * Likely money against the current model's: 0.4 costs 40 % of it. Where the prompt is not seen, the price of input
   * against its. Undefined without both prices.
   */
  readonly share: number | undefined;
  /** Why the call would not work there as it is, for a person. */
  readonly obstacle: string | undefined;
}

/** A model to compare, by the id under which it would be called from the subject's Region. */
export interface ComparedTarget {
  readonly modelId: string;
  readonly isCurrent: boolean;
  readonly target: ResolvedTarget;
}

/**
 * The same call on several models: the current one first, then by likely money, models without a price last.
 *
 * @param counted Estimates that are there already, by the target's model id.
 */
export function compareModels(
  subject: EstimateSubject,
  models: readonly Model[],
  context: EstimateContext,
  counted: ReadonlyMap<string, ModelEstimate> = new Map(),
): readonly ModelComparison[] {
  const estimates = comparedTargets(subject, models, context).map((compared) => {
    const { target } = compared;
    return { ...compared, estimate: counted.get(target.modelId ?? '') ?? estimateFor(target, subject, context) };
  });
  const current = estimates.find(({ isCurrent }) => isCurrent);
  const currentUsd = current && comparedUsd(current.estimate);
  const comparisons = estimates.map(({ modelId, isCurrent, target, estimate }): ModelComparison => {
    const usd = comparedUsd(estimate);
    return {
      modelId,
      name: target.model?.name ?? modelId,
      isCurrent,
      estimate,
      share: usd === undefined || currentUsd === undefined || currentUsd === 0 ? undefined : usd / currentUsd,
      obstacle: obstacleOf(estimate, subject),
    };
  });
  return comparisons.sort(byMoney);
}

/** What {@link compareModels} compares: the subject's own model when it is known, and the others. */
export function comparedTargets(
  subject: EstimateSubject,
  models: readonly Model[],
  context: EstimateContext,
): readonly ComparedTarget[] {
  const current = callTargets(subject, context)[0];
  const others = models
    .filter((model) => model.id !== current?.model?.id)
    .map((model) => ({ modelId: callableId(model, current, context.catalog), isCurrent: false }));
  const own = current?.modelId === undefined ? [] : [{ modelId: current.modelId, isCurrent: true }];
  return [...own, ...others].map((compared) => ({
    ...compared,
    target: resolveTarget(compared.modelId, current?.region, context),
  }));
}

/** Models that could take the place of the subject's: in use today, of the same kind, priced. */
export function comparableModels(subject: EstimateSubject, context: EstimateContext): readonly Model[] {
  const modality = callTargets(subject, context)[0]?.model?.modality ?? 'text';
  return context.catalog
    .models()
    .filter((model) => model.modality === modality && model.lifecycle?.state !== 'retired' && !model.isIdUncertain)
    .filter((model) => (model.lifecycle?.endOfLife ?? '9999') > context.date);
}

/** Kept as near to the current routing as the model allows: the same profile, else the Region's, else `global`. */
export function callableId(model: Model, current: CallTarget | undefined, catalog: Catalog): string {
  const prefixes = [...model.profiles.keys()];
  if (current?.profile !== undefined && prefixes.includes(current.profile)) return `${current.profile}.${model.id}`;
  const isBareEnough = model.inRegions === undefined || isAmong(model.inRegions, current?.region);
  if (isBareEnough && current?.profile === undefined) return model.id;
  const geo = current?.region === undefined ? prefixes[0] : catalog.geoProfileOf(model, current.region);
  const prefix = geo ?? (prefixes.includes('global') ? 'global' : undefined);
  return prefix === undefined ? model.id : `${prefix}.${model.id}`;
}

function isAmong(regions: readonly string[], region: string | undefined): boolean {
  return region === undefined ? regions.length > 0 : regions.includes(region);
}

function obstacleOf({ target, inputTokens }: ModelEstimate, subject: EstimateSubject): string | undefined {
  const { model } = target;
  if (model === undefined) return undefined;
  const cap = knownValue(subject.maxTokens);
  if (model.contextWindow !== undefined && inputTokens.fixed + (cap ?? 0) > model.contextWindow) {
    return 'the request does not fit into its context window';
  }
  if (
    cap !== undefined &&
    model.maxOutputTokens !== undefined &&
    Math.min(...knownValues(subject.maxTokens)) > model.maxOutputTokens
  ) {
    return 'the output cap is above its maximum';
  }
  return undefined;
}

function comparedUsd(estimate: ModelEstimate): number | undefined {
  const { seenInput, rates, usdPerCall } = estimate;
  return seenInput === 'none' ? rates?.input.usdPerMillionTokens : usdPerCall?.likely;
}

function byMoney(a: ModelComparison, b: ModelComparison): number {
  if (a.isCurrent || b.isCurrent) return a.isCurrent ? -1 : 1;
  const [left, right] = [comparedUsd(a.estimate) ?? Infinity, comparedUsd(b.estimate) ?? Infinity];
  if (left !== right) return left - right;
  return a.modelId < b.modelId ? -1 : 1;
}
