/**
 * From where a call is made: the callers of the function around it that bring values, through levels and files. What one
 * caller brings stays together, since the call is evaluated anew with all of it.
 */
import type { FunctionNode } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { viewOfChain } from './callChain.ts';
import type { CallChain, FrameMemory } from './callChain.ts';
import { callersOf } from './callers.ts';
import type { CalledFrom } from './callers.ts';
import type { Evaluation, View } from './evaluation.ts';
import { callersThroughObjects } from './handedObjects.ts';
import { classAround, functionScopeOf } from './programIndex.ts';
import type { ParameterBinding, ProgramIndex, Scope } from './programIndex.ts';

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
  return evaluation.searching('uses', (mayGoOn) => {
    const search = new UseSearch(evaluation, read, mayGoOn);
    search.follow(chain, first);
    return { uses: search.found, isCut: search.isCut };
  });
}

/** Each with the calls on the way to it. */
interface KnownCallers {
  readonly callers: readonly CallChain[];
  readonly isCut: boolean;
}

class UseSearch<T> {
  readonly found: FoundUse<T>[] = [];
  isCut = false;
  readonly #evaluation: Evaluation;
  readonly #read: (view: View) => T;
  readonly #frames: FrameMemory = new Map();
  readonly #callers = new Map<Scope, KnownCallers>();

  readonly #mayGoOn: () => boolean;

  constructor(evaluation: Evaluation, read: (view: View) => T, mayGoOn: () => boolean) {
    this.#evaluation = evaluation;
    this.#read = read;
    this.#mayGoOn = mayGoOn;
  }

  follow(chain: CallChain, known?: ReadAt<T>): void {
    if (this.found.length >= MAXIMUM_USES || (known === undefined && !this.#mayGoOn())) {
      this.isCut = true;
      return;
    }
    const { result, asked } =
      known ?? this.#evaluation.asking(() => this.#read(viewOfChain(this.#evaluation, chain, this.#frames)));
    const callers = this.#informing(chain, asked);
    if (callers.length === 0) this.found.push({ chain, result });
    for (const caller of callers) this.follow([...chain, ...caller]);
  }

  /** The callers of the function that the call hangs on, when at least one of them says something. */
  #informing(chain: CallChain, asked: ReadonlySet<ParameterBinding>): readonly CallChain[] {
    if (chain.length > MAXIMUM_LEVELS) return [];
    const outermost = chain[chain.length - 1] ?? chain[0];
    // Nobody in sight calls a function that is handed on; the one around it may bring something as well.
    for (const owner of functionsAskedFor(outermost, asked)) {
      const informing = this.#informingOf(owner, chain, asked);
      if (informing.length > 0) return informing;
    }
    return [];
  }

  #informingOf(owner: Scope, chain: CallChain, asked: ReadonlySet<ParameterBinding>): readonly CallChain[] {
    const outermost = chain[chain.length - 1] ?? chain[0];
    const { callers, isCut } = this.#callersOf(owner, outermost.index);
    // A function that calls itself, also through others, brings what it was brought.
    const inside = new Set(chain.map(({ indexed }) => functionScopeOf(indexed.scope)));
    inside.delete(undefined);
    const known = callers.filter(([{ indexed }]) => !inside.has(functionScopeOf(indexed.scope)));
    const informing = known.filter(
      (caller) => this.#informs(chain, caller, asked) || this.#passesOn(chain, caller, owner, asked),
    );
    if (informing.length === 0) return [];
    this.isCut ||= isCut;
    // What a method passes to another one of its object, and nobody says anything of, is none of its own.
    return known.filter((caller) => informing.includes(caller) || !isOwnCall(caller, owner));
  }

  /** Many chains lead through one function. */
  #callersOf(owner: Scope, index: ProgramIndex): KnownCallers {
    const known = this.#callers.get(owner);
    if (known) return known;
    const { callers, isCut } = callersOf(this.#evaluation, owner, index);
    const found = new Set(callers.map(({ indexed }) => indexed));
    const handed = callersThroughObjects(this.#evaluation, owner, index, this.#frames).filter(
      ([{ indexed }]) => !found.has(indexed),
    );
    const all: KnownCallers = { callers: [...callers.map((caller): CallChain => [caller]), ...handed], isCut };
    this.#callers.set(owner, all);
    return all;
  }

  /**
   * A method calls another one of its own object: whoever calls it, or makes the object, can say something. So can those who call a
   * function that only hands on what it was passed.
   */
  #passesOn(chain: CallChain, caller: CallChain, owner: Scope, asked: ReadonlySet<ParameterBinding>): boolean {
    if (isOwnCall(caller, owner)) return this.#informing([...chain, ...caller], asked).length > 0;
    const further = this.#handedOn(chain, caller, asked);
    if (further.size === 0) return false;
    const outer = this.#informing([...chain, ...caller], further);
    return outer.some((one) => this.#informs(chain, [...caller, ...one], asked));
  }

  /** The parameters that a caller's own arguments hang on, where all it brings is what it was passed itself. */
  #handedOn(chain: CallChain, caller: CallChain, asked: ReadonlySet<ParameterBinding>): ReadonlySet<ParameterBinding> {
    if (caller.length > 1) return new Set();
    const last = chain[chain.length - 1] ?? chain[0];
    const { frame } = viewOfChain(this.#evaluation, [last, ...caller], this.#frames);
    const given = [...asked].flatMap(({ parameter, function: node }) =>
      node === frame?.function ? (frame.arguments.get(parameter.name) ?? []) : [],
    );
    return this.#evaluation.asking(() => given.forEach((evaluate) => evaluate())).asked;
  }

  #informs(chain: CallChain, caller: CallChain, asked: ReadonlySet<ParameterBinding>): boolean {
    const last = chain[chain.length - 1] ?? chain[0];
    const { frame } = viewOfChain(this.#evaluation, [last, ...caller], this.#frames);
    if (frame === undefined) return false;
    for (const { parameter, function: node } of asked) {
      const given = node === frame.function ? frame.arguments.get(parameter.name)?.() : undefined;
      if (given && optionsOf(given).some(saysSomething)) return true;
    }
    return frame.receiver !== undefined && frame.receiver.arguments.fields.size > 0;
  }
}

/** True for a call of a method of the object whose method makes it. */
function isOwnCall([{ indexed }]: CallChain, owner: Scope): boolean {
  const { callee } = indexed.call;
  const isOwn = callee.kind === 'member' && callee.object.kind === 'receiver';
  return isOwn && classAround(indexed.scope) === classAround(owner);
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
