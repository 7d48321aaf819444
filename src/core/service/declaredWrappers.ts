/** Functions that the configuration declares and that are found by themselves as well: one call, of which both say something. */
import type { CallRequest } from '../domain/callSite.ts';
import type { CallExpression } from '../domain/program.ts';
import type { Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { Evaluator } from '../resolve/evaluator.ts';
import type { View } from '../resolve/evaluation.ts';
import { isWithin } from '../resolve/programIndex.ts';
import { viewOfChain } from '../resolve/callChain.ts';
import type { CallChain } from '../resolve/callChain.ts';
import { matchContext } from './matchContext.ts';

const MAXIMUM_LEVELS = 2;
const MAXIMUM_CALLS = 100;

/** True when the function that is called ends in a call that one of the libraries knows. */
export function endsInKnownCall(
  call: CallExpression,
  view: View,
  evaluator: Evaluator,
  libraries: readonly Sdk[],
  levels = MAXIMUM_LEVELS,
): boolean {
  return optionsOf(evaluator.evaluateAt(call.callee, view)).some((callee) => {
    if (callee.kind !== 'function') return false;
    const index = evaluator.indexOf(callee.program);
    const scope = index.functionScopes.get(callee.function);
    const inside = index.calls.filter((inner) => isWithin(inner.scope, scope)).slice(0, MAXIMUM_CALLS);
    return inside.some((inner) => {
      const from: View = { index, place: inner, frame: undefined };
      if (isKnown(inner.call, from, evaluator, libraries)) return true;
      return levels > 0 && endsInKnownCall(inner.call, from, evaluator, libraries, levels - 1);
    });
  });
}

function isKnown(call: CallExpression, view: View, evaluator: Evaluator, libraries: readonly Sdk[]): boolean {
  const context = matchContext(evaluator, call, view);
  return libraries.some(
    (sdk) =>
      sdk.languages.includes(view.index.program.language) &&
      (sdk.match(call, context) !== undefined || (sdk.uses?.match(call, context)?.requests.length ?? 0) > 0),
  );
}

/** What is sent through a chain of calls, with what a declaration of one of them says where nothing else does. */
export function withDeclaration<T extends CallRequest>(
  request: T,
  [, ...callers]: CallChain,
  declared: Sdk | undefined,
  evaluator: Evaluator,
): T {
  if (declared === undefined) return request;
  for (const [level, { indexed }] of callers.entries()) {
    const view = viewOfChain(evaluator, callers.slice(level) as unknown as CallChain);
    const draft = declared.match(indexed.call, matchContext(evaluator, indexed.call, view));
    if (draft === undefined) continue;
    const { model, maxTokens, segments, messageCount, hasUnseenInput } = draft;
    const hasNoPrompt = request.segments.length === 0 && segments.length > 0;
    return {
      ...request,
      ...(request.model.state === 'unknown' && { model }),
      ...(request.maxTokens.state === 'unknown' && request.takesMaxTokens && { maxTokens }),
      ...(hasNoPrompt && { segments, messageCount, hasUnseenInput }),
    };
  }
  return request;
}
