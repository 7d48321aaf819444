import type { LoopContext } from '../domain/callSite.ts';
import { offlineWorkOf } from '../resolve/offlineWork.ts';
import { callersOf } from '../resolve/callers.ts';
import type { CalledFrom } from '../resolve/callers.ts';
import type { Evaluator } from '../resolve/evaluator.ts';
import { functionScopeOf } from '../resolve/programIndex.ts';
import type { CallChain } from '../resolve/callChain.ts';
import { isInHandler } from './handlers.ts';

const MAXIMUM_LEVELS = 3;

/** How often a call runs that is made through a chain of calls: once per turn where any of them, or who calls them, loops. */
export function loopOfChain(evaluator: Evaluator, chain: CallChain): LoopContext {
  const outermost = chain[chain.length - 1] ?? chain[0];
  const around = surroundings(evaluator, outermost, MAXIMUM_LEVELS);
  const all = [...chain, ...around];
  const inHandler = all.some(({ indexed, index }) => isInHandler(indexed, index));
  const offline = offlineWorkOf(evaluator, [...chain, ...onlyCallers(evaluator, outermost, MAXIMUM_LEVELS)], inHandler);
  return {
    isInLoop: all.some(({ indexed }) => indexed.loops.length > 0),
    isInHandler: inHandler,
    ...(offline && { offline }),
  };
}

/** The same as long as there is only one: of several, some may serve a person who waits. */
function onlyCallers(evaluator: Evaluator, { index, indexed }: CalledFrom, levels: number): readonly CalledFrom[] {
  const scope = levels > 0 ? functionScopeOf(indexed.scope) : undefined;
  const callers = scope === undefined ? [] : callersOf(evaluator, scope, index).callers;
  const [only, other] = callers;
  return only === undefined || other !== undefined ? [] : [only, ...onlyCallers(evaluator, only, levels - 1)];
}

/** Calls of the function around a call, and of those around these. */
function surroundings(evaluator: Evaluator, { index, indexed }: CalledFrom, levels: number): readonly CalledFrom[] {
  const scope = levels > 0 ? functionScopeOf(indexed.scope) : undefined;
  if (scope === undefined) return [];
  const { callers } = callersOf(evaluator, scope, index);
  return callers.flatMap((caller) => [caller, ...surroundings(evaluator, caller, levels - 1)]);
}
