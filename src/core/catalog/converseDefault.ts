import type { Model } from './model.ts';

/** What a request without a cap was seen to end at, against what the documentation says. */
export interface MeasuredDefault {
  readonly tokens: number;
  readonly source: string;
}

/**
 * AWS documents the model's maximum as the default of Converse (`API_runtime_InferenceConfiguration`). Measured, answers of Claude end
 * at 4,096 tokens with the stop reason `max_tokens`: BerriAI/litellm issue 41529 (plain boto3, Claude Sonnet 5, 2026-09-17),
 * langchain-ai/openwiki issue 722 (2026-08-26).
 */
const MEASURED: MeasuredDefault = { tokens: 4096, source: 'https://github.com/BerriAI/litellm/issues/41529' };

/** Undefined where nothing was measured, or the documented default is no higher. */
export function measuredConverseDefault(model: Model, operation: string): MeasuredDefault | undefined {
  const isMeasured = operation.startsWith('Converse') && model.provider === 'anthropic';
  return isMeasured && (model.maxOutputTokens ?? 0) > MEASURED.tokens ? MEASURED : undefined;
}
