import type { ModelReference } from '../catalog/modelIds.ts';
import { knownValues } from '../domain/resolved.ts';
import type { CallTarget, EstimateSubject } from './callEstimate.ts';
import type { EstimateContext } from './estimateContext.ts';

/** A call target, and why its model has no price when it is not one of the catalogue. */
export interface ResolvedTarget extends CallTarget {
  readonly unpricedBecause: string | undefined;
  /** The id as the call has it, where the configuration gives another one for it. */
  readonly written: string | undefined;
}

/** Every model counts, wherever it stands; beyond this many targets only in the likeliest Region. */
const MAXIMUM_TARGETS = 64;

/** Every model and Region that a call can go to, the likeliest first; never empty. */
export function callTargets(subject: EstimateSubject, context: EstimateContext): readonly ResolvedTarget[] {
  const regions = regionsOf(subject, context);
  const modelIds = knownValues(subject.model);
  if (modelIds.length === 0) return [{ ...NO_MODEL, region: regions[0], unpricedBecause: whyNoModel(subject) }];

  const counted = modelIds.length * regions.length > MAXIMUM_TARGETS ? regions.slice(0, 1) : regions;
  return modelIds.flatMap((id) => counted.map((region) => resolveTarget(id, region, context)));
}

/** One model, by any id that AWS or the configuration knows. */
export function resolveTarget(written: string, region: string | undefined, context: EstimateContext): ResolvedTarget {
  const alias = context.configuration.resolveModelAlias(written);
  const modelId = alias?.model ?? written;
  const reference = context.catalog.resolve(modelId);
  return {
    modelId,
    written,
    model: reference.kind === 'model' ? reference.model : undefined,
    profile: reference.kind === 'model' ? reference.profile : undefined,
    region: (reference.kind === 'unknown' ? undefined : reference.region) ?? alias?.region ?? region,
    unpricedBecause: whyUnpriced(modelId, reference, context.catalog.pricesAsOf),
  };
}

const NO_MODEL = { modelId: undefined, written: undefined, model: undefined, profile: undefined };

/** Regions as the code says, else as the configuration does; `undefined` for an unsaid one. */
function regionsOf(subject: EstimateSubject, context: EstimateContext): readonly (string | undefined)[] {
  const written = knownValues(subject.region);
  return written.length > 0 ? written : [context.configuration.region];
}

function whyNoModel(subject: EstimateSubject): string {
  if (subject.model.state === 'unknown') return `the model is not known: ${subject.model.reason}`;
  return 'no model is named here';
}

function whyUnpriced(modelId: string, reference: ModelReference, pricesAsOf: string): string | undefined {
  switch (reference.kind) {
    case 'model':
      return undefined;
    case 'opaque':
      return reference.reason;
    case 'unknown':
      return `${modelId} is not in the catalogue of ${pricesAsOf}`;
  }
}
