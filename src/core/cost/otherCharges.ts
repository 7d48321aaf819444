/** What a call pays for besides tokens: guardrails, retrieval, routing, agents, flows, capacity. */
import type { Catalog } from '../catalog/catalog.ts';
import type { ChargeData } from '../catalog/catalogData.ts';
import type { OpaqueKind } from '../catalog/modelIds.ts';
import { formatUsd } from './format.ts';

/** Ids of `charges.yaml` by AWS's name of the operation. */
const CHARGES_OF_OPERATION: Readonly<Record<string, readonly string[]>> = {
  ApplyGuardrail: [
    'guardrail-content-filter',
    'guardrail-denied-topics',
    'guardrail-sensitive-information',
    'guardrail-word-filter',
    'guardrail-contextual-grounding',
    'guardrail-automated-reasoning',
  ],
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
export function otherCharges(operation: string, modelId: string | undefined, catalog: Catalog): readonly ChargeData[] {
  const reference = modelId === undefined ? undefined : catalog.resolve(modelId);
  const ids = new Set([
    ...(CHARGES_OF_OPERATION[operation] ?? []),
    ...(reference?.kind === 'opaque' ? (CHARGES_OF_RESOURCE[reference.what] ?? []) : []),
    ...(reference?.kind === 'model' ? (CHARGES_OF_MODEL[reference.model.id] ?? []) : []),
  ]);
  return catalog.charges.filter(({ id }) => ids.has(id));
}

/** `$0.15 per 1,000 text units`; `not priced` where no price is known. */
export function chargePrice({ usd, unit }: ChargeData): string {
  if (usd === undefined) return 'not priced';
  return usd === 0 ? 'free' : `${formatUsd(usd)} per ${unit}`;
}
