import { isJsonObject } from '../domain/requestBody.ts';
import { unwrapRequest } from './readRequestBody.ts';

/** What a request as JSON says about how much may be written; absent where it says nothing. */
export interface RequestLimits {
  readonly capTokens?: number;
  /** Budget for thinking. */
  readonly thinkingTokens?: number;
}

/** Of a request of any API: each has its own names. */
export function requestLimits(data: unknown): RequestLimits {
  const body = unwrapRequest(data);
  const capTokens = firstNumber(body, CAPS);
  const thinkingTokens = firstNumber(body, BUDGETS);
  return { ...(capTokens !== undefined && { capTokens }), ...(thinkingTokens !== undefined && { thinkingTokens }) };
}

const CAPS: readonly (readonly string[])[] = [
  ['inferenceConfig', 'maxTokens'],
  ['inferenceConfig', 'max_new_tokens'],
  ['max_tokens'],
  ['max_completion_tokens'],
  ['max_output_tokens'],
  ['textGenerationConfig', 'maxTokenCount'],
  ['max_gen_len'],
  ['max_tokens_to_sample'],
];

const BUDGETS: readonly (readonly string[])[] = [
  ['thinking', 'budget_tokens'],
  ['additionalModelRequestFields', 'thinking', 'budget_tokens'],
];

function firstNumber(data: unknown, paths: readonly (readonly string[])[]): number | undefined {
  for (const path of paths) {
    const value = path.reduce<unknown>((at, key) => (isJsonObject(at) ? at[key] : undefined), data);
    if (typeof value === 'number' && value > 0) return value;
  }
  return undefined;
}
