/** What a call pays for besides tokens: guardrails, retrieval, routing, agents, flows, capacity. */
import type { Catalog } from '../catalog/catalog.ts';
import type { ChargeData } from '../catalog/catalogData.ts';
import type { OpaqueKind } from '../catalog/modelIds.ts';
import type { EstimateSubject } from './callEstimate.ts';
import { formatPrice } from './format.ts';

/** Which of them a guardrail has is not in the request that names it. */
const GUARDRAIL_CHARGES = [
  'guardrail-content-filter',
  'guardrail-denied-topics',
  'guardrail-sensitive-information',
  'guardrail-word-filter',
  'guardrail-contextual-grounding',
  'guardrail-automated-reasoning',
] as const;

/** Ids of `charges.yaml` by AWS's name of the operation. */
const CHARGES_OF_OPERATION: Readonly<Record<string, readonly string[]>> = {
  ApplyGuardrail: GUARDRAIL_CHARGES,
  InvokeAgent: ['agent-invocation'],
  InvokeInlineAgent: ['agent-invocation'],
  InvokeFlow: ['flow-transitions'],
  Retrieve: ['knowledge-base-retrieval'],
  RetrieveAndGenerate: ['knowledge-base-retrieval'],
  RetrieveAndGenerateStream: ['knowledge-base-retrieval'],
  OptimizePrompt: ['prompt-optimization'],
  CreateModelCustomizationJob: ['model-customization', 'model-storage'],
};

const CHARGES_OF_RESOURCE: Readonly<Partial<Record<OpaqueKind, readonly string[]>>> = {
  'prompt-router': ['prompt-routing'],
  'provisioned-model': ['provisioned-throughput'],
  'imported-model': ['custom-model-import', 'model-storage'],
  'custom-model': ['model-storage'],
};

const CHARGES_OF_MODEL: Readonly<Record<string, readonly string[]>> = {
  'cohere.rerank-v3-5:0': ['rerank-cohere-3-5'],
  'amazon.rerank-v1:0': ['rerank-amazon-1'],
};

/** In the order of `charges.yaml`. */
export function otherCharges(
  { operation, hasGuardrail }: Pick<EstimateSubject, 'operation' | 'hasGuardrail'>,
  modelId: string | undefined,
  catalog: Catalog,
): readonly ChargeData[] {
  const reference = modelId === undefined ? undefined : catalog.resolve(modelId);
  const ids = new Set([
    ...(CHARGES_OF_OPERATION[operation] ?? []),
    ...(hasGuardrail ? GUARDRAIL_CHARGES : []),
    ...(reference?.kind === 'opaque' ? (CHARGES_OF_RESOURCE[reference.what] ?? []) : []),
    ...(reference?.kind === 'model' ? (CHARGES_OF_MODEL[reference.model.id] ?? []) : []),
  ]);
  return catalog.charges.filter(({ id }) => ids.has(id));
}

/** `$0.15 per 1,000 text units`; `not priced` where no price is known. */
export function chargePrice({ usd, unit }: ChargeData): string {
  if (usd === undefined) return 'not priced';
  return usd === 0 ? 'free' : `${formatPrice(usd)} per ${unit}`;
}

/** True for what a guardrail costs that a request names beside its texts. */
export function isGuardrailCharge({ id }: ChargeData): boolean {
  return GUARDRAIL_CHARGES.some((charge) => charge === id);
}
