import type { CallExpression, FunctionNode } from '../domain/program.ts';
import type { FunctionValue, Value } from '../domain/value.ts';
import { through } from '../domain/valueOperations.ts';
import { bindArguments } from './bindArguments.ts';
import { calledBefore } from './calledBefore.ts';
import { frameAroundCalled } from './evaluation.ts';
import type { Evaluation, Frame, View } from './evaluation.ts';
import type { ProgramIndex, Scope } from './programIndex.ts';

const MAXIMUM_INLINED_CALLS = 6;
/** How often a function is followed into itself: every level may call it in several places. */
const MAXIMUM_RECURSION = 1;

/** The inside of a function as one of its calls runs it; undefined where it is not followed. */
export function calledFrame(
  evaluation: Evaluation,
  callee: FunctionValue,
  call: CallExpression,
  view: View,
): { readonly index: ProgramIndex; readonly scope: Scope; readonly frame: Frame } | undefined {
  const depth = (view.frame?.depth ?? 0) + 1;
  const index = evaluation.indexOf(callee.program);
  const scope = index.functionScopes.get(callee.function);
  const isFollowed = depth <= MAXIMUM_INLINED_CALLS && runs(callee.function, view.frame) <= MAXIMUM_RECURSION;
  if (scope === undefined || !isFollowed) return undefined;
  const bound = new Map<string, () => Value>();
  for (const [name, argument] of bindArguments(callee.function, call.arguments)) {
    bound.set(name, () => argument.evaluate((expression) => evaluation.evaluate(expression, view)));
  }
  for (const parameter of callee.function.parameters) {
    const { defaultValue } = parameter;
    if (defaultValue === undefined || bound.has(parameter.name)) continue;
    const place = { scope: scope.parent ?? scope, offset: Infinity, arms: [] };
    bound.set(parameter.name, () =>
      through(evaluation.evaluate(defaultValue, { index, place, frame: undefined }), 'parameter-default'),
    );
  }
  const hasMore = call.arguments.some(({ spread }) => spread !== undefined);
  const made: Frame = {
    function: callee.function,
    arguments: bound,
    parent: frameAroundCalled(callee, view.frame),
    depth,
    ...(callee.receiver && { receiver: callee.receiver }),
    ...(hasMore && { hasMoreArguments: true }),
  };
  const frame = calledBefore(evaluation, call, scope, made, (before) =>
    scope.returns.every((returned) => evaluation.knows(returned.value, insideOf(returned, index, before))),
  );
  return { index, scope, frame };
}

function runs(node: FunctionNode, innermost: Frame | undefined): number {
  let count = 0;
  for (let frame = innermost; frame; frame = frame.parent) if (frame.function === node) count++;
  return count;
}

/** Where something that a function gives back stands. */
export function insideOf({ value, scope, arms }: Scope['returns'][number], index: ProgramIndex, frame: Frame): View {
  return { index, place: { scope, offset: value.range.end, arms }, frame };
}
