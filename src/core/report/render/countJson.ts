/** `count --format json`, as `contract/count.schema.json` promises it. */
import type { TokenEstimate } from '../../domain/estimates.ts';
import type { RenderContext } from './renderContext.ts';
import { toolHeader } from './renderContext.ts';

export interface CountToRender {
  readonly model: string;
  readonly baseModel: string | undefined;
  readonly inputTokens: TokenEstimate;
  readonly basis: string;
  readonly operation: string | undefined;
}

export function renderCountJson(
  { model, baseModel, inputTokens, basis, operation }: CountToRender,
  context: Pick<RenderContext, 'version' | 'pricesAsOf'>,
): string {
  const { low, likely, high, method } = inputTokens;
  const count = {
    schema: 'bedrock-cost-lint/count@1',
    tool: toolHeader(context),
    model,
    baseModel: baseModel ?? null,
    inputTokens: { low, likely, high },
    method,
    basis,
    ...(operation !== undefined && { operation }),
  };
  return `${JSON.stringify(count, undefined, 2)}\n`;
}
