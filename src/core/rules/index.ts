/** All rules, in the order of their names; `test/rules.test.ts` fails when a folder is missing here. */
import type { ZodType } from 'zod';
import { noUnboundedLoop } from './agents/no-unbounded-loop/rule.ts';
import { noUnboundedRetries } from './agents/no-unbounded-retries/rule.ts';
import { useCostAlarm } from './attribution/use-cost-alarm/rule.ts';
import { useProject } from './attribution/use-project/rule.ts';
import { useRequestMetadata } from './attribution/use-request-metadata/rule.ts';
import { useTaggedProfile } from './attribution/use-tagged-profile/rule.ts';
import { noShortCachedPrefix } from './caching/no-short-cached-prefix/rule.ts';
import { noUnprofitableCache } from './caching/no-unprofitable-cache/rule.ts';
import { noVolatilePrefix } from './caching/no-volatile-prefix/rule.ts';
import { useCacheCheckpoint } from './caching/use-cache-checkpoint/rule.ts';
import { useMovingCheckpoint } from './caching/use-moving-checkpoint/rule.ts';
import { noContextOverflow } from './correctness/no-context-overflow/rule.ts';
import { noExcessMaxTokens } from './correctness/no-excess-max-tokens/rule.ts';
import { noForbiddenCap } from './correctness/no-forbidden-cap/rule.ts';
import { noForeignBody } from './correctness/no-foreign-body/rule.ts';
import { noInvalidCacheCheckpoint } from './correctness/no-invalid-cache-checkpoint/rule.ts';
import { noMissingPromptFile } from './correctness/no-missing-prompt-file/rule.ts';
import { noRetiredModel } from './correctness/no-retired-model/rule.ts';
import { noThinkingConflict } from './correctness/no-thinking-conflict/rule.ts';
import { noUnsupportedRegion } from './correctness/no-unsupported-region/rule.ts';
import { noUnsupportedTier } from './correctness/no-unsupported-tier/rule.ts';
import { noWrongCacheDialect } from './correctness/no-wrong-cache-dialect/rule.ts';
import { noWrongCapField } from './correctness/no-wrong-cap-field/rule.ts';
import { useInferenceProfile } from './correctness/use-inference-profile/rule.ts';
import { noUnevaluatedTuning } from './customization/no-unevaluated-tuning/rule.ts';
import { noMiscountedUsage } from './hygiene/no-miscounted-usage/rule.ts';
import { noUnknownModel } from './hygiene/no-unknown-model/rule.ts';
import { noUnresolvedModel } from './hygiene/no-unresolved-model/rule.ts';
import { noUnusedSuppression } from './hygiene/no-unused-suppression/rule.ts';
import { noPriorityOffline } from './routing/no-priority-offline/rule.ts';
import { useBatch } from './routing/use-batch/rule.ts';
import { useCurrentModel } from './routing/use-current-model/rule.ts';
import { useFlexTier } from './routing/use-flex-tier/rule.ts';
import { useGlobalProfile } from './routing/use-global-profile/rule.ts';
import { useSmallerModel } from './routing/use-smaller-model/rule.ts';
import { noDuplicateText } from './sizing/no-duplicate-text/rule.ts';
import { noExcessiveRetrieval } from './sizing/no-excessive-retrieval/rule.ts';
import { noOversizedCap } from './sizing/no-oversized-cap/rule.ts';
import { noOversizedContext } from './sizing/no-oversized-context/rule.ts';
import { noOversizedTools } from './sizing/no-oversized-tools/rule.ts';
import { noPaidCounting } from './sizing/no-paid-counting/rule.ts';
import { noPrettyJson } from './sizing/no-pretty-json/rule.ts';
import { noRedundantWhitespace } from './sizing/no-redundant-whitespace/rule.ts';
import { noUnboundedHistory } from './sizing/no-unbounded-history/rule.ts';
import { noUnboundedThinking } from './sizing/no-unbounded-thinking/rule.ts';
import { useMaxTokens } from './sizing/use-max-tokens/rule.ts';
import { noDearVectorStore } from './throughput/no-dear-vector-store/rule.ts';
import { noIdleImport } from './throughput/no-idle-import/rule.ts';
import { noIdleProvisioned } from './throughput/no-idle-provisioned/rule.ts';
import type { Rule } from './rule.ts';

export const RULES: readonly Rule[] = [
  noUnboundedLoop,
  noUnboundedRetries,
  useCostAlarm,
  useProject,
  useRequestMetadata,
  useTaggedProfile,
  noShortCachedPrefix,
  noUnprofitableCache,
  noVolatilePrefix,
  useCacheCheckpoint,
  useMovingCheckpoint,
  noContextOverflow,
  noExcessMaxTokens,
  noForbiddenCap,
  noForeignBody,
  noInvalidCacheCheckpoint,
  noMissingPromptFile,
  noRetiredModel,
  noThinkingConflict,
  noUnsupportedRegion,
  noUnsupportedTier,
  noWrongCacheDialect,
  noWrongCapField,
  useInferenceProfile,
  noUnevaluatedTuning,
  noMiscountedUsage,
  noUnknownModel,
  noUnresolvedModel,
  noUnusedSuppression,
  noPriorityOffline,
  useBatch,
  useCurrentModel,
  useFlexTier,
  useGlobalProfile,
  useSmallerModel,
  noDuplicateText,
  noExcessiveRetrieval,
  noOversizedCap,
  noOversizedContext,
  noOversizedTools,
  noPaidCounting,
  noPrettyJson,
  noRedundantWhitespace,
  noUnboundedHistory,
  noUnboundedThinking,
  useMaxTokens,
  noDearVectorStore,
  noIdleImport,
  noIdleProvisioned,
];

export function findRule(name: string): Rule | undefined {
  return RULES.find(({ meta }) => meta.name === name);
}

/** For the configuration, which checks the options of each rule by the rule's own schema. */
export const RULE_OPTIONS: ReadonlyMap<string, ZodType> = new Map(RULES.map(({ meta }) => [meta.name, meta.options]));
