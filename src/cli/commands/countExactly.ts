import { formatCount } from '../../core/cost/format.ts';
import type { Knowledge } from '../../core/service/analyzer.ts';
import type { TokenCount } from '../../core/service/countTokens.ts';
import type { ExactCountPlan } from '../../core/service/exactCount.ts';
import { compareCount, planForRequest, planForText } from '../../core/service/exactCount.ts';
import { today } from '../../disk/diskHost.ts';
import { ExactCountFile } from '../../disk/exactCountFile.ts';
import { configurationHere, workspaceHere } from '../configurationHere.ts';
import { printableLine } from '../text/printable.ts';
import { UsageError } from '../usageError.ts';

export interface ExactOptions {
  readonly model: string;
  readonly region?: string;
}

/** What the service counted, and where. */
export interface CountedExactly {
  readonly counted: TokenCount;
  readonly estimate: TokenCount['inputTokens'];
}

/**
 * Asks Bedrock. `--exact` is the consent; before anything is sent, a line on stderr says what goes where. Undefined when a
 * request is none that is known.
 *
 * @throws {UsageError} in words that say what to do.
 */
export async function countExactly(
  text: string,
  kind: 'text' | 'request',
  options: ExactOptions,
  knowledge: Knowledge,
): Promise<CountedExactly | undefined> {
  const plan =
    kind === 'text' ? planForText(text, options.model, knowledge) : planForRequest(text, options.model, knowledge);
  if (plan === undefined) return undefined;
  if ('problem' in plan) throw new UsageError(plan.problem);
  const { BedrockCounter, CountError } = await import('../../aws/bedrockCounter.ts');
  const counter = new BedrockCounter();
  try {
    const region = options.region ?? plan.region ?? (await configurationHere()).region;
    const target = await counter.target(plan.request.endpoint, region);
    process.stderr.write(`${announcement(plan, target)}\n`);
    const tokens = await counter.count(plan.request, target, cancelledByUser());
    keep(plan, tokens, knowledge);
    return { counted: exactCount(tokens, plan, target.region), estimate: plan.estimate.inputTokens };
  } catch (error) {
    if (error instanceof CountError) {
      const hint = error.kind === 'no-region' || error.kind === 'not-there' ? ' The option for it is --region.' : '';
      throw new UsageError(printableLine(error.message) + hint);
    }
    throw error;
  }
}

/** For later estimates of what lies in this workspace. */
function keep({ request }: ExactCountPlan, tokens: number, knowledge: Knowledge): void {
  const comparison = compareCount(request, tokens, knowledge);
  const compared = comparison && { comparison, folders: [workspaceHere()] };
  new ExactCountFile().keep(request.modelId, request.input, { tokens, date: today() }, compared);
}

function announcement({ request, characters }: ExactCountPlan, { url }: { readonly url: URL }): string {
  return `Sending ${formatCount(characters)} characters to ${url.host} to be counted for ${request.modelId}; Bedrock counts at no charge.`;
}

function exactCount(tokens: number, { request, estimate }: ExactCountPlan, region: string): TokenCount {
  const service =
    request.endpoint === 'bedrock-mantle' ? 'count_tokens of bedrock-mantle' : 'CountTokens of Amazon Bedrock';
  return {
    ...estimate,
    inputTokens: { low: tokens, likely: tokens, high: tokens, method: 'exact' },
    basis: `${service} in ${region}`,
  };
}

/** Ctrl+C also ends a wait for the next try. */
function cancelledByUser(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}
