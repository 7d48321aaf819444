import type { LoopContext } from '../domain/callSite.ts';
import { callersOf } from '../resolve/callers.ts';
import type { CalledFrom } from '../resolve/callers.ts';
import type { Evaluator } from '../resolve/evaluator.ts';
import type { IndexedCall, Scope } from '../resolve/programIndex.ts';
import { functionScopeOf } from '../resolve/programIndex.ts';
import type { CallChain } from '../resolve/uses.ts';

const MAXIMUM_LEVELS = 3;

/** How often a call runs that is made through a chain of calls: once per turn where any of them, or who calls them, loops. */
export function loopOfChain(evaluator: Evaluator, chain: CallChain): LoopContext {
  const outermost = chain[chain.length - 1] ?? chain[0];
  const around = surroundings(evaluator, outermost, MAXIMUM_LEVELS);
  const all = [...chain, ...around].map(({ indexed }) => indexed);
  return {
    isInLoop: all.some(({ loops }) => loops.length > 0),
    isInHandler: all.some(isInHandler),
  };
}

/** Calls of the function around a call, and of those around these. */
function surroundings(evaluator: Evaluator, { index, indexed }: CalledFrom, levels: number): readonly CalledFrom[] {
  const scope = levels > 0 ? functionScopeOf(indexed.scope) : undefined;
  if (scope === undefined) return [];
  const { callers } = callersOf(evaluator, scope, index);
  return callers.flatMap((caller) => [caller, ...surroundings(evaluator, caller, levels - 1)]);
}

const HANDLER_NAME = /^(?:lambda_?)?handler$|_handler$|Handler$|^(?:GET|POST|PUT|on_message|onMessage|main_handler)$/;
const ROUTE_DECORATOR = /^(?:route|get|post|put|patch|delete|websocket|on_event|tool|task|endpoint)$/;

/** A function that a service runs once per event or request. */
function isInHandler({ scope, enclosing }: IndexedCall): boolean {
  if (enclosing.some((name) => HANDLER_NAME.test(name))) return true;
  for (let current: Scope | undefined = scope; current; current = current.parent) {
    if ((current.function?.decorators ?? []).some(isRoute)) return true;
  }
  return false;
}

function isRoute(decorator: NonNullable<Scope['function']>['decorators'][number]): boolean {
  const called = decorator.kind === 'call' ? decorator.callee : decorator;
  return called.kind === 'member' && ROUTE_DECORATOR.test(called.property);
}
