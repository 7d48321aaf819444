/** Other models that the same call could go to, with what it would cost there. */
import type { Model } from '../catalog/model.ts';
import { lifecycleOn } from '../catalog/model.ts';
import { compareModels } from '../cost/compareModels.ts';
import type { ModelEstimate } from '../cost/callEstimate.ts';
import type { EstimateContext } from '../cost/estimateContext.ts';
import { knownValues } from '../domain/resolved.ts';
import type { TwoPrices } from './alternatives.ts';
import { twoPrices } from './alternatives.ts';
import type { KnownCandidate } from './candidates.ts';
import { callableFrom, judgedModels } from './modelFacts.ts';
import type { RuleSubject } from './ruleSubject.ts';

export interface OtherModel {
  readonly model: Model;
  readonly modelId: string;
  readonly prices: TwoPrices;
}

/** The one model that a call surely has, where it is in use today; undefined for several. */
export function onlyModel(subject: RuleSubject, { date }: EstimateContext): KnownCandidate | undefined {
  const judged = judgedModels(subject);
  const [first, ...others] = judged?.candidates ?? [];
  if (first === undefined || judged?.certainty !== 'all') return undefined;
  // Whose model it is, is decided where the profile is made, and its cost is told by the profile.
  if (knownValues(subject.request.model).some((id) => id.includes(':application-inference-profile/'))) return undefined;
  const { model } = first.target;
  if (others.some(({ target }) => target.model !== model)) return undefined;
  // Models at their end have a finding of their own.
  return lifecycleOn(model, date) === 'active' && model.modality === 'text' ? first : undefined;
}

/** Those of some models that take the same request in the same place, with both prices. */
export function callableModels(
  subject: RuleSubject,
  current: KnownCandidate,
  models: readonly Model[],
  context: EstimateContext,
): readonly OtherModel[] {
  const { request } = subject;
  const suitable = models.filter(
    (model) =>
      model !== current.target.model &&
      !model.isIdUncertain &&
      lifecycleOn(model, context.date) === 'active' &&
      takesSameRequest(current.target.model, model, request.operation),
  );
  const compared = compareModels(request, suitable, context);
  return compared.flatMap(({ isCurrent, estimate, obstacle }): readonly OtherModel[] => {
    const { model } = estimate.target;
    const modelId = model && callableFrom(model, current.target, context.catalog);
    const prices = twoPrices(now(subject, current), estimate);
    if (isCurrent || obstacle !== undefined || model === undefined || modelId === undefined || prices === undefined)
      return [];
    return [{ model, modelId, prices }];
  });
}

function now({ estimate }: RuleSubject, current: KnownCandidate): ModelEstimate {
  return estimate.candidates.length > 1 ? current : estimate;
}

function takesSameRequest(model: Model, other: Model, operation: string): boolean {
  if (model.provider !== other.provider || model.modality !== other.modality) return false;
  return !operation.startsWith('InvokeModel') || model.invokeCap?.fields[0] === other.invokeCap?.fields[0];
}
