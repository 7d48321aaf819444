/** Objects that are passed to functions and classes of files which do not import the one that makes them. */
import { optionsOf } from '../domain/value.ts';
import type { ClassValue, FunctionValue, InstanceValue, Value } from '../domain/value.ts';
import { calledOf, viewOfChain } from './callChain.ts';
import type { CallChain, FrameMemory } from './callChain.ts';
import { importers } from './callers.ts';
import type { CalledFrom } from './callers.ts';
import { isOrDerivesFrom } from './workspaceBases.ts';
import type { Evaluation, View } from './evaluation.ts';
import { isWithin } from './programIndex.ts';
import type { ProgramIndex, Scope } from './programIndex.ts';

const MAXIMUM_LEVELS = 2;
const MAXIMUM_CALLS = 200;
/** How deep in fields and arguments of others an object is looked for. */
const MAXIMUM_NESTING = 2;

type IsSought = (object: InstanceValue) => boolean;

/**
 * Calls inside such functions, inside methods of what was made with such objects (`Service(llm).ask(…)`), and inside
 * methods of classes that are only made with them, each with the calls on the way to it.
 *
 * @param programs Where objects are passed on; to functions of their own file they are none of these.
 * @param isSought Which objects count.
 * @param frames Of the chains that are already known.
 */
export function callsWithHandedObjects(
  evaluation: Evaluation,
  programs: readonly ProgramIndex[],
  isSought: IsSought = () => true,
  frames: FrameMemory = new Map(),
): readonly CallChain[] {
  return evaluation.searching('handed objects', (mayGoOn) => {
    const search = new Search(evaluation, isSought, frames, mayGoOn);
    for (const index of programs) for (const indexed of index.calls) search.follow([{ index, indexed }]);
    return search.found();
  });
}

/** Callers of a method through objects that are handed to files which do not import its class, each with the calls on the way. */
export function callersThroughObjects(
  evaluation: Evaluation,
  method: Scope,
  index: ProgramIndex,
  frames: FrameMemory,
): readonly CallChain[] {
  const owner = method.parent?.class?.statement;
  const node = method.function;
  if (owner === undefined || node?.role !== 'method' || node.name === undefined) return [];
  const isSought: IsSought = ({ class: made }) => made !== undefined && isOrDerivesFrom(evaluation, made, owner);
  const programs = [index, ...importers(evaluation, index)];
  return callsWithHandedObjects(evaluation, programs, isSought, frames).filter((chain) => {
    const { callee } = chain[0].indexed.call;
    if (callee.kind !== 'member' || callee.property !== node.name) return false;
    return optionsOf(evaluation.evaluate(callee, viewOfChain(evaluation, chain, frames))).some(
      (option) => option.kind === 'function' && option.function.range.start === node.range.start,
    );
  });
}

class Search {
  readonly #evaluation: Evaluation;
  readonly #isSought: IsSought;
  readonly #called: CallChain[] = [];
  readonly #made: CallChain[] = [];
  readonly #frames: FrameMemory;
  readonly #mayGoOn: () => boolean;
  #left = MAXIMUM_CALLS;

  constructor(evaluation: Evaluation, isSought: IsSought, frames: FrameMemory, mayGoOn: () => boolean) {
    this.#evaluation = evaluation;
    this.#isSought = isSought;
    this.#frames = frames;
    this.#mayGoOn = mayGoOn;
  }

  /** What a method is called with says more than how its object was made. */
  found(): readonly CallChain[] {
    const inner = new Set(this.#called.map(([{ indexed }]) => indexed));
    const made = this.#made.filter(
      (chain) => !inner.has(chain[0].indexed) || !this.#called.some(leadsTo(calledOf(chain))),
    );
    return [...this.#called, ...made];
  }

  follow(chain: CallChain): void {
    if (this.#left <= 0 || !this.#mayGoOn() || !this.#mayHand(chain)) return;
    this.#left--;
    const { inner, isMaking } = this.#callsInside(chain);
    const [outer, ...further] = chain;
    for (const call of inner) {
      const longer: CallChain = [call, isMaking ? { ...outer, isMaking } : outer, ...further];
      (longer.some((one) => one.isMaking) ? this.#made : this.#called).push(longer);
      if (chain.length < MAXIMUM_LEVELS) this.follow(longer);
    }
  }

  #mayHand(chain: CallChain): boolean {
    const [{ indexed }] = chain;
    const passesSome = indexed.call.arguments.some(({ value }) => MAY_HOLD.has(value.kind));
    return (passesSome && mayBeElsewhere(chain[0])) || this.#isOfObject(chain);
  }

  /** True for a method of an object of the workspace that another object was passed to. */
  #isOfObject(chain: CallChain): boolean {
    const { callee } = chain[0].indexed.call;
    if (callee.kind !== 'member' || callee.object.kind === 'receiver') return false;
    const objects = optionsOf(
      this.#evaluation.evaluate(callee.object, viewOfChain(this.#evaluation, chain, this.#frames)),
    );
    return objects.some(
      (object) =>
        object.kind === 'instance' &&
        object.class !== undefined &&
        [...object.arguments.fields.values()].some(({ value }) => this.#holds(value)),
    );
  }

  #callsInside(chain: CallChain): { readonly inner: readonly CalledFrom[]; readonly isMaking: boolean } {
    const [{ indexed }] = chain;
    const view = viewOfChain(this.#evaluation, chain, this.#frames);
    const passesOne = indexed.call.arguments.some(({ value }) => this.#holds(this.#evaluation.evaluate(value, view)));
    if (!passesOne && !this.#isOfObject(chain)) return NOTHING_INSIDE;
    const callees = optionsOf(this.#evaluation.evaluate(indexed.call.callee, view)).filter(
      // In their own file parameters are what the calls of that file pass; with what led there they are more.
      (callee) => chain.length > 1 || isElsewhere(callee, view),
    );
    const inner = callees.flatMap((callee) => (callee.kind === 'function' ? this.#inFunction(callee) : []));
    if (inner.length > 0 || !passesOne) return { inner, isMaking: false };
    return {
      inner: callees.flatMap((callee) => (callee.kind === 'class' ? this.#inClass(callee) : [])),
      isMaking: true,
    };
  }

  #inFunction({ program, function: node }: FunctionValue): readonly CalledFrom[] {
    const index = this.#evaluation.indexOf(program);
    return callsWithin(index, index.functionScopes.get(node));
  }

  #inClass({ program, class: statement }: ClassValue): readonly CalledFrom[] {
    const index = this.#evaluation.indexOf(program);
    return callsWithin(index, index.classScopes.get(statement));
  }

  #holds(value: Value, nesting = 0): boolean {
    return optionsOf(value).some((option) => {
      if (option.kind === 'instance') return this.#isSought(option) || this.#holdsInside(option.arguments, nesting);
      return option.kind === 'object' && this.#holdsInside(option, nesting);
    });
  }

  #holdsInside({ fields }: InstanceValue['arguments'], nesting: number): boolean {
    return nesting < MAXIMUM_NESTING && [...fields.values()].some(({ value }) => this.#holds(value, nesting + 1));
  }
}

function leadsTo(inner: CallChain): (chain: CallChain) => boolean {
  return (chain) => inner.every(({ indexed }, position) => chain[position]?.indexed === indexed);
}

function isElsewhere(callee: Value, { index: { program } }: View): boolean {
  return (callee.kind === 'function' || callee.kind === 'class') && callee.program.uri !== program.uri;
}

const NOTHING_INSIDE = { inner: [], isMaking: false } as const;

const MAY_HOLD: ReadonlySet<string> = new Set(['name', 'member', 'object', 'call']);

function callsWithin(index: ProgramIndex, scope: Scope | undefined): readonly CalledFrom[] {
  if (scope === undefined) return [];
  return index.calls.filter((call) => isWithin(call.scope, scope)).map((indexed) => ({ index, indexed }));
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
