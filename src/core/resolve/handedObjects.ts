/** Objects that are passed to functions and classes of files which do not import the one that makes them. */
import { optionsOf } from '../domain/value.ts';
import type { ClassValue, FunctionValue, InstanceValue, Value } from '../domain/value.ts';
import type { Argument, CallExpression, ClassStatement, FunctionNode } from '../domain/program.ts';
import { calledOf, viewOfChain } from './callChain.ts';
import type { CallChain, FrameMemory } from './callChain.ts';
import { importers } from './callers.ts';
import type { CalledFrom } from './callers.ts';
import { isOrDerivesFrom } from './workspaceBases.ts';
import type { Evaluation, View } from './evaluation.ts';
import { concerns, holdersInSight, holdersOf, parametersOf } from './holders.ts';
import { isWithin } from './programIndex.ts';
import type { ProgramIndex, Scope } from './programIndex.ts';

const MAXIMUM_LEVELS = 2;
const MAXIMUM_CALLS = 200;
/** How deep in fields and arguments of others an object is looked for. */
const MAXIMUM_NESTING = 2;

/** Which objects are looked for, and in which calls. */
interface SoughtObjects {
  isSought(object: InstanceValue): boolean;
  /** False for calls of which nothing has to be known. */
  isWanted(call: CallExpression): boolean;
}

/** A program, and the names in it that may hold what is sought. */
export interface ProgramWithHolders {
  readonly index: ProgramIndex;
  readonly holders: ReadonlySet<string>;
}

/**
 * Calls inside such functions, inside methods of what was made with such objects (`Service(llm).ask(…)`), and inside
 * methods of classes that are only made with them, each with the calls on the way to it.
 *
 * @param programs Where objects are passed on; to functions of their own file they are none of these.
 * @param sought Any object in any call, where nothing else is said.
 * @param frames Of the chains that are already known.
 */
export function callsWithHandedObjects(
  evaluation: Evaluation,
  programs: readonly ProgramWithHolders[],
  sought: SoughtObjects = { isSought: () => true, isWanted: () => true },
  frames: FrameMemory = new Map(),
): readonly CallChain[] {
  return evaluation.searching('handed objects', (mayGoOn) => {
    const search = new Search(evaluation, sought, frames, mayGoOn);
    for (const { index, holders } of programs) {
      for (const indexed of index.calls) search.follow([{ index, indexed }], holders);
    }
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
  const sought: SoughtObjects = {
    isSought: ({ class: made }) => made !== undefined && isOrDerivesFrom(evaluation, made, owner),
    isWanted: ({ callee }) => callee.kind === 'member' && callee.property === node.name,
  };
  const given = holdersInSight(index, [owner.name]);
  const programs = [index, ...importers(evaluation, index, { given })].map((program) => ({
    index: program,
    holders: holdersOf(program, given),
  }));
  return callsWithHandedObjects(evaluation, programs, sought, frames).filter((chain) =>
    optionsOf(evaluation.evaluate(chain[0].indexed.call.callee, viewOfChain(evaluation, chain, frames))).some(
      (option) => option.kind === 'function' && option.function.range.start === node.range.start,
    ),
  );
}

class Search {
  readonly #evaluation: Evaluation;
  readonly #sought: SoughtObjects;
  readonly #called: CallChain[] = [];
  readonly #made: CallChain[] = [];
  readonly #frames: FrameMemory;
  readonly #mayGoOn: () => boolean;
  #left = MAXIMUM_CALLS;

  constructor(evaluation: Evaluation, sought: SoughtObjects, frames: FrameMemory, mayGoOn: () => boolean) {
    this.#evaluation = evaluation;
    this.#sought = sought;
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

  /** @param holders Names that may hold such an object where the innermost call stands. */
  follow(chain: CallChain, holders: Holders): void {
    if (holders !== undefined && !concerns(chain[0].indexed, holders)) return;
    if (this.#left <= 0 || !this.#mayGoOn() || !this.#mayHand(chain)) return;
    this.#left--;
    const { inner, isMaking } = this.#callsInside(chain);
    const [outer, ...further] = chain;
    for (const { holders: held, ...call } of inner) {
      const longer: CallChain = [call, isMaking ? { ...outer, isMaking } : outer, ...further];
      if (this.#sought.isWanted(call.indexed.call)) {
        (longer.some((one) => one.isMaking) ? this.#made : this.#called).push(longer);
      }
      if (chain.length < MAXIMUM_LEVELS) this.follow(longer, held);
    }
  }

  #mayHand(chain: CallChain): boolean {
    const [{ indexed }] = chain;
    const passesSome = indexed.call.arguments.some(({ value }) => MAY_HOLD.has(value.kind));
    return (passesSome && mayBeElsewhere(chain[0])) || this.#isOfObject(chain);
  }

  /** True for a method of an object of the workspace that another object was passed to. */
  #isOfObject(chain: CallChain): boolean {
    return this.#holdingObjects(chain).length > 0;
  }

  #holdingObjects(chain: CallChain): readonly InstanceValue[] {
    const { callee } = chain[0].indexed.call;
    if (callee.kind !== 'member' || callee.object.kind === 'receiver') return [];
    const objects = optionsOf(
      this.#evaluation.evaluate(callee.object, viewOfChain(this.#evaluation, chain, this.#frames)),
    );
    return objects.filter(
      (object): object is InstanceValue =>
        object.kind === 'instance' && object.class !== undefined && this.#heldKeys(object).length > 0,
    );
  }

  #heldKeys({ arguments: { fields } }: InstanceValue): readonly string[] {
    return [...fields].flatMap(([key, { value }]) => (this.#holds(value) ? [key] : []));
  }

  #callsInside(chain: CallChain): { readonly inner: readonly CallInside[]; readonly isMaking: boolean } {
    const [{ indexed }] = chain;
    const view = viewOfChain(this.#evaluation, chain, this.#frames);
    const passed = indexed.call.arguments.filter(({ value }) => this.#holds(this.#evaluation.evaluate(value, view)));
    const objects = this.#holdingObjects(chain);
    if (passed.length === 0 && objects.length === 0) return NOTHING_INSIDE;
    const callees = optionsOf(this.#evaluation.evaluate(indexed.call.callee, view)).filter(
      // In their own file parameters are what the calls of that file pass; with what led there they are more.
      (callee) => chain.length > 1 || isElsewhere(callee, view),
    );
    const inner = callees.flatMap((callee) =>
      callee.kind === 'function' ? this.#inFunction(callee, indexed.call, passed, objects) : [],
    );
    if (inner.length > 0 || passed.length === 0) return { inner, isMaking: false };
    return {
      inner: callees.flatMap((callee) => (callee.kind === 'class' ? this.#inClass(callee, indexed.call, passed) : [])),
      isMaking: true,
    };
  }

  #inFunction(
    { program, function: node }: FunctionValue,
    call: CallExpression,
    passed: readonly Argument[],
    objects: readonly InstanceValue[],
  ): readonly CallInside[] {
    const index = this.#evaluation.indexOf(program);
    const ofObjects = objects.map((object) => this.#namesOfFields(object, index));
    const ofArguments = passed.flatMap((argument) => parametersOf(node, call, argument));
    const given = ofObjects.includes(undefined)
      ? undefined
      : [...ofArguments, ...ofObjects.flatMap((names) => names ?? [])];
    return callsWithin(index, index.functionScopes.get(node), given);
  }

  #inClass(
    { program, class: statement }: ClassValue,
    call: CallExpression,
    passed: readonly Argument[],
  ): readonly CallInside[] {
    const index = this.#evaluation.indexOf(program);
    const constructor = constructorIn(index, statement);
    const names = passed.flatMap((argument) => [
      ...(argument.name === undefined ? [] : [argument.name]),
      ...(constructor ? parametersOf(constructor, call, argument) : []),
    ]);
    const isKnown = constructor !== undefined || statement.bases.length === 0;
    return callsWithin(index, index.classScopes.get(statement), isKnown ? names : undefined);
  }

  /** Names in a program that may hold what an object was made with; undefined where another program says. */
  #namesOfFields(object: InstanceValue, index: ProgramIndex): readonly string[] | undefined {
    const { class: owner } = object;
    if (owner?.program.uri !== index.program.uri) return undefined;
    const keys = this.#heldKeys(object);
    const constructor = constructorIn(index, owner.class);
    if (constructor) return [...keys, ...constructor.parameters.map(({ name }) => name)];
    return owner.class.bases.length === 0 ? keys : undefined;
  }

  #holds(value: Value, nesting = 0): boolean {
    return optionsOf(value).some((option) => {
      if (option.kind === 'instance')
        return this.#sought.isSought(option) || this.#holdsInside(option.arguments, nesting);
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

/** Names that may hold an object inside, as far as that is told by names; undefined: any. */
type Holders = ReadonlySet<string> | undefined;

type CallInside = CalledFrom & { readonly holders: Holders };

function callsWithin(
  index: ProgramIndex,
  scope: Scope | undefined,
  given: readonly string[] | undefined,
): readonly CallInside[] {
  if (scope === undefined) return [];
  const holders = given && holdersOf(index, given);
  return index.calls
    .filter((call) => isWithin(call.scope, scope) && (holders === undefined || concerns(call, holders)))
    .map((indexed) => ({ index, indexed, holders }));
}

function constructorIn(index: ProgramIndex, statement: ClassStatement): FunctionNode | undefined {
  const methods = index.classScopes.get(statement)?.class?.methods.values() ?? [];
  return [...methods].find(({ role }) => role === 'constructor');
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
