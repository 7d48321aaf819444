/**
 * From where a call is made: the callers of the function around it that bring values, through levels and files. What one
 * caller brings stays together, since the call is evaluated anew with all of it.
 */
import type { Expression, FunctionNode } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, Value } from '../domain/value.ts';
import { through, unknownValue } from '../domain/valueOperations.ts';
import { bindArguments } from './bindArguments.ts';
import { callersOf } from './callers.ts';
import type { CalledFrom } from './callers.ts';
import { spotOf } from './evaluation.ts';
import type { Evaluation, Frame, View } from './evaluation.ts';
import { madeObject } from './madeObject.ts';
import { functionScopeOf } from './programIndex.ts';
import type { IndexedCall, ParameterBinding, ProgramIndex, Scope } from './programIndex.ts';

/** The call itself, then the call of the function around it, and so on outwards. */
export type CallChain = readonly [CalledFrom, ...CalledFrom[]];

export interface FoundUse<T> {
  readonly chain: CallChain;
  readonly result: T;
}

export interface FoundUses<T> {
  readonly uses: readonly FoundUse<T>[];
  /** True when there are more callers than were followed. */
  readonly isCut: boolean;
}

const MAXIMUM_LEVELS = 4;
const MAXIMUM_USES = 64;

/** What was read of a call, and the parameters that it hangs on. */
export interface ReadAt<T> {
  readonly result: T;
  readonly asked: ReadonlySet<ParameterBinding>;
}

/**
 * The places that bring values to a call; the call alone where no caller says more than the call itself.
 *
 * @param chain The call, and the calls on the way to it as far as they are known.
 * @param read What is read of the call where it stands; run once for each further use.
 * @param first What was read with the chain as it is.
 */
export function usesOf<T>(
  evaluation: Evaluation,
  chain: CallChain,
  read: (view: View) => T,
  first: ReadAt<T>,
): FoundUses<T> {
  const search = new UseSearch(evaluation, read);
  search.follow(chain, first);
  return { uses: search.found, isCut: search.isCut };
}

class UseSearch<T> {
  readonly found: FoundUse<T>[] = [];
  isCut = false;
  readonly #evaluation: Evaluation;
  readonly #read: (view: View) => T;
  readonly #frames: FrameMemory = new Map();

  constructor(evaluation: Evaluation, read: (view: View) => T) {
    this.#evaluation = evaluation;
    this.#read = read;
  }

  follow(chain: CallChain, known?: ReadAt<T>): void {
    if (this.found.length >= MAXIMUM_USES) {
      this.isCut = true;
      return;
    }
    const { result, asked } =
      known ?? this.#evaluation.asking(() => this.#read(viewOfChain(this.#evaluation, chain, this.#frames)));
    const callers = this.#informing(chain, asked);
    if (callers.length === 0) this.found.push({ chain, result });
    for (const caller of callers) this.follow([...chain, caller]);
  }

  /** The callers of the function that the call hangs on, when at least one of them says something. */
  #informing(chain: CallChain, asked: ReadonlySet<ParameterBinding>): readonly CalledFrom[] {
    if (chain.length > MAXIMUM_LEVELS) return [];
    const outermost = chain[chain.length - 1] ?? chain[0];
    // A function that calls itself, also through others, brings what it was brought.
    const inside = new Set(chain.map(({ indexed }) => functionScopeOf(indexed.scope)));
    inside.delete(undefined);
    // Nobody in sight calls a function that is handed on; that around it may bring something as well.
    for (const owner of functionsAskedFor(outermost, asked)) {
      const { callers, isCut } = callersOf(this.#evaluation, owner, outermost.index);
      const known = callers.filter(({ indexed }) => !inside.has(functionScopeOf(indexed.scope)));
      if (!known.some((caller) => this.#informs(chain, caller, asked))) continue;
      this.isCut ||= isCut;
      return known;
    }
    return [];
  }

  #informs(chain: CallChain, caller: CalledFrom, asked: ReadonlySet<ParameterBinding>): boolean {
    const { frame } = viewOfChain(this.#evaluation, [...chain, caller].slice(-2) as unknown as CallChain, this.#frames);
    if (frame === undefined) return false;
    for (const { parameter, function: node } of asked) {
      const given = node === frame.function ? frame.arguments.get(parameter.name)?.() : undefined;
      if (given && optionsOf(given).some(saysSomething)) return true;
    }
    return frame.receiver !== undefined && frame.receiver.arguments.fields.size > 0;
  }
}

function saysSomething(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
    case 'null':
    case 'symbol':
      return false;
    case 'text':
      return value.parts.some((part) => part.kind === 'text' && part.text.trim() !== '');
    case 'list':
      return value.items.some(saysSomething);
    case 'object':
      return [...value.fields.values()].some((field) => saysSomething(field.value));
    case 'instance':
      return (
        value.class !== undefined || [...value.arguments.fields.values()].some((field) => saysSomething(field.value))
      );
    default:
      return true;
  }
}

/** The functions around the call whose parameters it hangs on, nearest first; its method, where it hangs on how the object was made. */
function functionsAskedFor({ indexed, index }: CalledFrom, asked: ReadonlySet<ParameterBinding>): readonly Scope[] {
  if (asked.size === 0) return [];
  const found: Scope[] = [];
  const nodes = new Set<FunctionNode>([...asked].map(({ function: node }) => node));
  let method: Scope | undefined;
  for (let scope: Scope | undefined = indexed.scope; scope; scope = scope.parent) {
    if (scope.function && nodes.has(scope.function)) found.push(scope);
    if (scope.function) method = scope;
    if (scope.class) {
      const isOfObject = [...nodes].some((node) => node.role === 'constructor' && constructs(node, scope, index));
      return found.length === 0 && isOfObject && method?.function?.role === 'method' ? [method] : found;
    }
  }
  return found;
}

/** True for a constructor of a class; of one whose fields another file declares, by its name. */
function constructs(node: FunctionNode, scope: Scope, index: ProgramIndex): boolean {
  const { statement } = scope.class ?? {};
  return (
    index.functionScopes.get(node)?.parent === scope || (statement?.isPartial === true && node.name === statement.name)
  );
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
type FrameMemory = Map<
  IndexedCall,
  { readonly inside: IndexedCall; readonly callerFrame: Frame | undefined; readonly frame: Frame | undefined }[]
>;

/** The function around `inside` as `caller` calls it. */
function frameOf(evaluation: Evaluation, inside: CalledFrom, caller: CalledFrom, view: View): Frame | undefined {
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
 * The object of the workspace that the caller calls a method of. Where nothing there says how it was made, it is the one that
 * the program makes.
 */
function receiverOf(
  evaluation: Evaluation,
  called: { readonly scope: Scope; readonly index: ProgramIndex },
  caller: CalledFrom,
  view: View,
): InstanceValue | undefined {
  const { callee } = caller.indexed.call;
  const instances = objectsOf(evaluation, callee, view).flatMap((option) =>
    option.kind === 'instance' && option.class ? [option] : [],
  );
  const [only] = instances;
  if (only === undefined || instances.length > 1) return undefined;
  const isContract = only.class?.class.isContract === true;
  if (!isContract && only.arguments.fields.size > 0) return only;
  const made = madeObject(evaluation, called.scope, called.index);
  return made ?? (isContract ? undefined : only);
}

/** What a method is called on: also what it was taken from, where a name holds it. */
function objectsOf(evaluation: Evaluation, callee: Expression, view: View): readonly Value[] {
  if (callee.kind === 'member') return optionsOf(evaluation.evaluate(callee.object, view));
  return optionsOf(evaluation.evaluate(callee, view)).flatMap((option) =>
    option.kind === 'function' ? (option.receiver ?? []) : [],
  );
}
