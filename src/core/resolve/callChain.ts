/** A call as the calls on the way to it make it: each brings the function around the one before its arguments, or its object. */
import type { Expression } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, Value } from '../domain/value.ts';
import { through, unknownValue } from '../domain/valueOperations.ts';
import { bindArguments } from './bindArguments.ts';
import type { CalledFrom } from './callers.ts';
import { spotOf } from './evaluation.ts';
import type { Evaluation, Frame, View } from './evaluation.ts';
import { madeObject } from './madeObject.ts';
import { isOrDerivesFrom } from './workspaceBases.ts';
import { classAround, functionScopeOf } from './programIndex.ts';
import type { IndexedCall, ProgramIndex, Scope } from './programIndex.ts';

/**
 * The call itself, then the call of the function around it, and so on outwards; behind a call in a method also the call that
 * makes the object which the method is one of.
 */
export type CallChain = readonly [CalledFrom, ...CalledFrom[]];

/** The calls that are made one through the other; how the objects were made whose methods they call is left out. */
export function calledOf(chain: CallChain): CallChain {
  const made = chain.findIndex(({ isMaking }) => isMaking === true);
  return made < 1 ? chain : (chain.slice(0, made) as unknown as CallChain);
}

/** Where the call stands, with what each of its callers passes. */
export function viewOfChain(evaluation: Evaluation, chain: CallChain, frames: FrameMemory = new Map()): View {
  const [{ index, indexed }, ...callers] = chain;
  const [caller] = callers;
  if (caller === undefined) return { index, place: indexed, frame: undefined };
  const callerView = viewOfChain(evaluation, callers as unknown as CallChain, frames);
  let ofCaller = frames.get(caller.indexed);
  if (ofCaller === undefined) frames.set(caller.indexed, (ofCaller = []));
  let known = ofCaller.find((memory) => memory.inside === indexed && memory.callerFrame === callerView.frame);
  if (known === undefined) {
    const frame = frameOf(evaluation, { index, indexed }, caller, callerView);
    ofCaller.push((known = { inside: indexed, callerFrame: callerView.frame, frame }));
  }
  return { index, place: indexed, frame: known.frame };
}

/** Frames by the caller that made them: what is known of a frame is known by the frame itself. */
export type FrameMemory = Map<
  IndexedCall,
  { readonly inside: IndexedCall; readonly callerFrame: Frame | undefined; readonly frame: Frame | undefined }[]
>;

/** The function around `inside` as `caller` calls it. */
function frameOf(evaluation: Evaluation, inside: CalledFrom, caller: CalledFrom, view: View): Frame | undefined {
  const made = madeAround(evaluation, inside, caller, view);
  if (made) return { ...made, arguments: new Map(), parent: view.frame, depth: 0 };
  const scope = calledScope(evaluation, inside, caller, view);
  if (scope?.function === undefined) return undefined;
  const receiver = receiverOf(evaluation, { scope, index: inside.index }, caller, view);
  return {
    function: scope.function,
    arguments: argumentsFor(evaluation, scope, inside.index, caller, view),
    parent: view.frame,
    depth: 0,
    ...(receiver && { receiver }),
  };
}

/** Which of the functions around the call it is that the caller calls. */
function calledScope(evaluation: Evaluation, inside: CalledFrom, caller: CalledFrom, view: View): Scope | undefined {
  const { callee } = caller.indexed.call;
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
  const scopes: Scope[] = [];
  for (let scope: Scope | undefined = inside.indexed.scope; scope; scope = scope.parent) {
    if (scope.function) scopes.push(scope);
  }
  if (scopes.length <= 1) return scopes[0];
  const called = optionsOf(evaluation.evaluate(callee, view)).flatMap((option) =>
    option.kind === 'function' ? [option.function.range.start] : [],
  );
  return (
    scopes.find((scope) => called.includes(scope.function?.range.start ?? -1)) ??
    scopes.find((scope) => scope.function?.name === name) ??
    functionScopeOf(inside.indexed.scope)
  );
}

function argumentsFor(
  evaluation: Evaluation,
  scope: Scope,
  index: ProgramIndex,
  caller: CalledFrom,
  view: View,
): ReadonlyMap<string, () => Value> {
  const bound = new Map<string, () => Value>();
  const node = scope.function;
  if (node === undefined) return bound;
  const { call } = caller.indexed;
  for (const [name, argument] of bindArguments(node, call.arguments)) {
    bound.set(name, () => argument.evaluate((expression) => evaluation.evaluate(expression, view)));
  }
  const hasSpread = call.arguments.some(({ spread }) => spread !== undefined);
  for (const parameter of node.parameters.flatMap((one) => [one, ...(one.fields ?? [])])) {
    if (bound.has(parameter.name) || parameter.kind === 'receiver') continue;
    const { defaultValue } = parameter;
    const place = { scope: scope.parent ?? scope, offset: Infinity, arms: [] };
    bound.set(parameter.name, () => {
      if (hasSpread || defaultValue === undefined) return unknownValue(NOT_FOLLOWED, spotOf(call, view));
      return through(evaluation.evaluate(defaultValue, { index, place, frame: undefined }), 'parameter-default');
    });
  }
  return bound;
}

const NOT_FOLLOWED = 'the caller passes it in a way that is not followed';

/**
 * The object of the workspace that the caller calls a method of; undefined where only a class that it is derived from is known.
 * Where nothing there says how it was made, it is the one that the program makes.
 */
function receiverOf(
  evaluation: Evaluation,
  called: { readonly scope: Scope; readonly index: ProgramIndex },
  caller: CalledFrom,
  view: View,
): InstanceValue | undefined {
  const owner = classAround(called.scope)?.statement;
  const instances = objectsOf(evaluation, caller.indexed.call.callee, view).flatMap((option) =>
    option.kind === 'instance' && option.class ? [option] : [],
  );
  const [only] = instances;
  if (instances.length !== 1 || only?.class === undefined) return undefined;
  const isOwn = owner === undefined || isOrDerivesFrom(evaluation, only.class, owner);
  if (isOwn && only.arguments.fields.size > 0) return only;
  return madeObject(evaluation, called.scope, called.index) ?? (isOwn ? only : undefined);
}

/** What a method is called on: also what it was taken from, where a name holds it. */
function objectsOf(evaluation: Evaluation, callee: Expression, view: View): readonly Value[] {
  if (callee.kind === 'member') return optionsOf(evaluation.evaluate(callee.object, view));
  return optionsOf(evaluation.evaluate(callee, view)).flatMap((option) =>
    option.kind === 'function' ? (option.receiver ?? []) : [],
  );
}

/** The method around a call, and the object that the caller makes and whose method it is; undefined for any other caller. */
function madeAround(
  evaluation: Evaluation,
  inside: CalledFrom,
  caller: CalledFrom,
  view: View,
): (Pick<Frame, 'function'> & { readonly receiver: InstanceValue }) | undefined {
  const method = methodAround(inside.indexed.scope);
  const owner = method?.parent?.class?.statement;
  if (method?.function === undefined || method.function.role === 'constructor' || owner === undefined) return undefined;
  const { call } = caller.indexed;
  const isMaking = optionsOf(evaluation.evaluate(call.callee, view)).some(({ kind }) => kind === 'class');
  if (!isMaking) return undefined;
  const receiver = optionsOf(evaluation.evaluate(call, view)).find(
    (option): option is InstanceValue =>
      option.kind === 'instance' && option.class !== undefined && isOrDerivesFrom(evaluation, option.class, owner),
  );
  return receiver && { function: method.function, receiver };
}

/** The function of a class that a scope is inside of, through the functions in it. */
function methodAround(inner: Scope): Scope | undefined {
  for (let scope: Scope | undefined = inner; scope; scope = scope.parent) if (scope.parent?.class) return scope;
  return undefined;
}
