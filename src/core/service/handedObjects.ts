/** Model objects that are passed to functions of files which do not import the one that makes them. */
import type { CalledFrom } from '../resolve/callers.ts';
import type { Evaluator } from '../resolve/evaluator.ts';
import { isWithin } from '../resolve/programIndex.ts';
import type { ProgramIndex, Scope } from '../resolve/programIndex.ts';
import type { CallChain } from '../resolve/uses.ts';
import { viewOfChain } from '../resolve/uses.ts';
import { optionsOf } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';

const MAXIMUM_LEVELS = 2;
const MAXIMUM_CALLS = 200;

/**
 * Calls inside such functions, and inside methods of what was made with such objects (`Service(llm).ask(…)`), each with the
 * calls on the way to it.
 *
 * @param programs Where objects are passed on; calls inside functions of theirs are none of these.
 */
export function callsWithHandedObjects(evaluator: Evaluator, programs: readonly ProgramIndex[]): readonly CallChain[] {
  const known = new Set(programs.map(({ program }) => program.uri));
  const found: CallChain[] = [];
  let left = MAXIMUM_CALLS;
  const follow = (chain: CallChain): void => {
    if (left <= 0 || !mayHand(evaluator, chain)) return;
    left--;
    for (const inner of callsInside(evaluator, chain, known)) {
      const longer: CallChain = [inner, ...chain];
      found.push(longer);
      if (chain.length < MAXIMUM_LEVELS) follow(longer);
    }
  };
  for (const index of programs) for (const indexed of index.calls) follow([{ index, indexed }]);
  return found;
}

function mayHand(evaluator: Evaluator, chain: CallChain): boolean {
  const [{ indexed }] = chain;
  const passesSome = indexed.call.arguments.some(({ value }) => value.kind === 'name' || value.kind === 'member');
  return (passesSome && mayBeElsewhere(chain[0])) || madeWithObject(evaluator, chain);
}

/** True for a method of an object of the workspace that another object was passed to. */
function madeWithObject(evaluator: Evaluator, chain: CallChain): boolean {
  const { callee } = chain[0].indexed.call;
  if (callee.kind !== 'member' || callee.object.kind === 'receiver') return false;
  const objects = optionsOf(evaluator.evaluate(callee.object, viewOfChain(evaluator, chain)));
  return objects.some(
    (object) =>
      object.kind === 'instance' &&
      object.class !== undefined &&
      [...object.arguments.fields.values()].some(({ value }) => holdsObject(value)),
  );
}

/** False for calls of what the file itself makes, at the first look. */
function mayBeElsewhere({ index, indexed }: CalledFrom): boolean {
  const { callee } = indexed.call;
  const root = callee.kind === 'member' ? callee.object : callee;
  if (root.kind !== 'name') return false;
  for (let scope: Scope | undefined = indexed.scope; scope; scope = scope.parent) {
    const bindings = scope.bindings.get(root.name);
    if (bindings) return bindings.some(({ kind }) => kind === 'import' || kind === 'function');
  }
  return index.starImports.length > 0;
}

function callsInside(evaluator: Evaluator, chain: CallChain, known: ReadonlySet<string>): readonly CalledFrom[] {
  const [{ indexed }] = chain;
  const view = viewOfChain(evaluator, chain);
  const callees = optionsOf(evaluator.evaluate(indexed.call.callee, view));
  return callees.flatMap((callee): readonly CalledFrom[] => {
    if (callee.kind !== 'function' || known.has(callee.program.uri)) return [];
    const passesOne = indexed.call.arguments.some(({ value }) => holdsObject(evaluator.evaluate(value, view)));
    if (!passesOne && !madeWithObject(evaluator, chain)) return [];
    const index = evaluator.indexOf(callee.program);
    const scope = index.functionScopes.get(callee.function);
    return index.calls.filter((call) => isWithin(call.scope, scope)).map((call) => ({ index, indexed: call }));
  });
}

function holdsObject(value: Value): boolean {
  return optionsOf(value).some(({ kind }) => kind === 'instance');
}
