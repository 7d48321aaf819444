/** `count --format json`, as `contract/count.schema.json` promises it. */
import type { AnswerEstimate } from '../../cost/output/estimateAnswer.ts';
import type { TokenEstimate } from '../../domain/estimates.ts';
import type { RenderContext } from './renderContext.ts';
import { toolHeader } from './renderContext.ts';
import { shownEvidence } from '../../cost/output/clue.ts';
import { jsonText } from './jsonText.ts';

export interface CountToRender {
  readonly model: string;
  readonly baseModel: string | undefined;
  readonly inputTokens: TokenEstimate;
  /** Beside what the service counted. */
  readonly estimate?: TokenEstimate | undefined;
  readonly basis: string;
  readonly operation: string | undefined;
  readonly answer?: AnswerEstimate;
  readonly parts: readonly { readonly kind: string; readonly what: string; readonly tokens: TokenEstimate }[];
}

export function renderCountJson(
  { model, baseModel, inputTokens, estimate, basis, operation, parts, answer }: CountToRender,
  context: Pick<RenderContext, 'version' | 'pricesAsOf'>,
  detail: 'total' | 'with parts',
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
    ...(estimate !== undefined && { estimate: rangeOf(estimate) }),
    ...(operation !== undefined && { operation }),
    ...(answer && { outputTokens: { ...answer.tokens, method: 'assumed', evidence: shownEvidence(answer.evidence) } }),
    ...(detail === 'with parts' && { parts: parts.map(partOf) }),
  };
  return jsonText(count);
}

function rangeOf({ low, likely, high, method }: TokenEstimate): object {
  return { low, likely, high, method };
}

function partOf({ kind, what, tokens: { method, ...tokens } }: CountToRender['parts'][number]): object {
  return { kind, what, tokens, method };
}
