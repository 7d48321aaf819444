import { subjectOfUse } from '../cost/callEstimate.ts';
import { estimateCall } from '../cost/estimateCall.ts';
import type { EstimateContext } from '../cost/estimateContext.ts';
import { estimateOfUses, typicalUse } from '../cost/usesEstimate.ts';
import type { CallSite, LoopContext, Use } from '../domain/callSite.ts';
import { unionOf } from '../domain/resolved.ts';
import type { AnalyzedCallSite, AnalyzedUse } from '../report/fileAnalysis.ts';

/** What a call and each of its uses cost. The call shows what its typical use sends. */
export function analyzeCall(callSite: CallSite, context: EstimateContext): AnalyzedCallSite {
  const uses = callSite.uses.map((use): AnalyzedUse => {
    return { use, estimate: estimateCall(subjectOfUse(callSite, use), context) };
  });
  const estimates = uses.map(({ estimate }) => estimate);
  const typical = callSite.uses[typicalUse(estimates)];
  return { callSite: withUse(callSite, typical), estimate: estimateOfUses(estimates), uses };
}

/** The call's own values where they are known; what its uses bring where they are not. */
function withUse(callSite: CallSite, typical: Use | undefined): CallSite {
  if (typical === undefined) return callSite;
  const { uri: _, range: __, enclosing: ___, loop: ____, ...sent } = typical;
  return {
    ...callSite,
    ...sent,
    model: unionOf(
      callSite.model,
      callSite.uses.map(({ model }) => model),
    ),
    maxTokens: unionOf(
      callSite.maxTokens,
      callSite.uses.map(({ maxTokens }) => maxTokens),
    ),
    loop: loopOfAll(callSite.uses.map(({ loop }) => loop)),
  };
}

function loopOfAll(loops: readonly LoopContext[]): LoopContext {
  const [first] = loops;
  const offline = loops.every((loop) => loop.offline !== undefined) ? first?.offline : undefined;
  return {
    isInLoop: loops.some(({ isInLoop }) => isInLoop),
    isInHandler: loops.some(({ isInHandler }) => isInHandler),
    ...(offline && { offline }),
  };
}
