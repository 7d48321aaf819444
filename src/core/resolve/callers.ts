/** Who calls a function of the workspace: in its own file, and in files that import it. */
import type { ClassStatement, Expression, FunctionNode, Program } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { ClassValue, FunctionValue, Origin, Value } from '../domain/value.ts';
import { basesOf } from './workspaceBases.ts';
import type { Evaluation, View } from './evaluation.ts';
import { holdersInSight } from './holders.ts';
import { overloadFor } from './overloads.ts';
import { otherParts } from './packages.ts';
import { classAround } from './programIndex.ts';
import type { IndexedCall, ProgramIndex, Scope } from './programIndex.ts';

/** A call in the program that it stands in. */
export interface CalledFrom {
  readonly index: ProgramIndex;
  readonly indexed: IndexedCall;
  /** Set for what only makes the object of which the call before it in a chain calls a method. */
  readonly isMaking?: true;
}

export interface Callers {
  readonly callers: readonly CalledFrom[];
  /** True when there are more than are followed. */
  readonly isCut: boolean;
}

const MAXIMUM_CALLERS = 64;
const MAXIMUM_IMPORTERS = 200;
/** Whose text is looked at before. */
const MAXIMUM_LOOKED_AT = 2000;
/** How many files one behind the other pass something on. */
const MAXIMUM_PASSES = 3;
/** Of each of them. */
const MAXIMUM_THROUGH = 60;

/** Callers of the function whose inside `scope` is, those of its own file first, then in the order of the files' uris. */
export function callersOf(evaluation: Evaluation, scope: Scope, index: ProgramIndex): Callers {
  const declared = declarationsOf(evaluation, scope, index);
  const inFile = [scope, ...declared.flatMap((target) => (target.index === index ? [target.scope] : []))];
  const here = inFile
    .flatMap((own) => localCallers(evaluation, own, index, MAXIMUM_CALLERS))
    .map((indexed) => ({ index, indexed }));
  const targets: readonly Target[] = [{ scope, index }, ...declared];
  const { role } = scope.function ?? {};
  const name = calledName(scope);
  const files = new Set(
    targets.flatMap((target) => [
      target.index,
      ...importers(evaluation, target.index, {
        given: givenBy(target),
        ...(name !== undefined && { called: name }),
        ...(role === 'method' && name !== undefined && { methods: [name] }),
      }),
    ]),
  );
  files.delete(index);
  const elsewhere = [...files].flatMap((importer) =>
    callersIn(importer, evaluation, targets).map((indexed) => ({ index: importer, indexed })),
  );
  const callers = [...here, ...elsewhere];
  return { callers: callers.slice(0, MAXIMUM_CALLERS), isCut: callers.length > MAXIMUM_CALLERS };
}

interface Target {
  readonly scope: Scope;
  readonly index: ProgramIndex;
}

/** The same method as the classes declare it that its class is derived from, where they leave it to those derived from them. */
function declarationsOf(evaluation: Evaluation, scope: Scope, index: ProgramIndex): readonly Target[] {
  const owner = scope.parent?.class?.statement;
  const name = scope.function?.name;
  if (owner === undefined || name === undefined || scope.function?.role !== 'method') return [];
  const origin: Origin = { from: 'constant', uri: index.program.uri, range: owner.range };
  const own: ClassValue = { kind: 'class', class: owner, program: index.program, origin };
  return basesOf(evaluation, own).flatMap(({ program, class: base }): readonly Target[] => {
    const baseIndex = evaluation.indexOf(program);
    const method = baseIndex.classScopes.get(base)?.class?.methods.get(name);
    const declaring = method && baseIndex.functionScopes.get(method);
    return declaring && (base.isInterface === true || isLeftOpen(declaring, baseIndex))
      ? [{ scope: declaring, index: baseIndex }]
      : [];
  });
}

/** True for a method that does nothing itself: an abstract one, or one that only says that it is not implemented. */
function isLeftOpen(scope: Scope, index: ProgramIndex): boolean {
  const gives = scope.returns.some(({ value }) => value.kind !== 'literal' && value.kind !== 'unknown');
  return !gives && index.calls.every((call) => call.scope !== scope || isError(call.call.callee));
}

function isError(callee: Expression): boolean {
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : '';
  return /Error$|Exception$/.test(name);
}

/** What importers of a program are looked for. */
export interface SoughtImporters {
  /** Names of the program that what is sought is, holds or gives; a file that has none of them in its text is none. */
  readonly given: ReadonlySet<string>;
  /** What they call: files that neither do, nor make or pass on what is given, are left out. */
  readonly called?: string;
  /** Names of methods: also programs that call one of them, and import a file that may make its object. */
  readonly methods?: Iterable<string>;
}

/** Programs that may import a program of the workspace, also through files that only pass on what they import. */
export function importers(
  evaluation: Evaluation,
  index: ProgramIndex,
  sought: SoughtImporters,
): readonly ProgramIndex[] {
  const { environment } = evaluation;
  const { given } = sought;
  const methods = [...(sought.methods ?? [])];
  const found = new Map<string, ProgramIndex>();
  const makers: ProgramIndex[] = [];
  const { packages } = environment.language(index.program.language);
  let passing = [index.program.uri];
  for (let level = 0; level < MAXIMUM_PASSES && passing.length > 0; level++) {
    const next: string[] = [];
    for (const passed of passing) {
      const uris = environment.importers(passed, level === 0 ? methods[0] : undefined);
      if (uris === 'pending') continue;
      const candidates = uris.slice(0, MAXIMUM_LOOKED_AT).filter((uri) => isWorth(evaluation, uri, index, sought));
      for (const uri of candidates.slice(0, level === 0 ? MAXIMUM_IMPORTERS : MAXIMUM_THROUGH)) {
        if (found.has(uri) || uri === index.program.uri) continue;
        const importer = environment.program(uri);
        if (importer === 'pending' || importer === undefined) continue;
        const importing = evaluation.indexOf(importer);
        found.set(uri, importing);
        // A package that is a folder is always imported itself.
        if (packages === undefined && passesOn(evaluation, importer, passed)) next.push(uri);
        else if ([...given].some((name) => importing.callsByName.has(name))) makers.push(importing);
      }
    }
    passing = next;
  }
  if (methods.length > 0) addThroughMakers(evaluation, makers, methods, found, index);
  return [...found.values()];
}

/** A look at the text of an importer, before it is parsed. */
function isWorth(evaluation: Evaluation, uri: string, index: ProgramIndex, sought: SoughtImporters): boolean {
  const text = evaluation.environment.text(uri);
  if (text === undefined || text === 'pending') return false;
  const { imports } = evaluation.environment.language(index.program.language);
  if (imports?.mayPassOn?.(text) === true) return true;
  const { called, given } = sought;
  // Who imports a default export calls it as he likes.
  const isRenamed = index.program.exports?.some(({ exported }) => exported === 'default') === true;
  if (called === undefined || isRenamed) return isRenamed || [...given].some((name) => text.includes(name));
  return text.includes(called) || [...given].some((name) => text.includes(`${name}(`));
}

/** Files that call what another file makes: `from factory import create_llm`, `create_llm("bedrock").chat(…)`. */
function addThroughMakers(
  evaluation: Evaluation,
  makers: readonly ProgramIndex[],
  methods: readonly string[],
  found: Map<string, ProgramIndex>,
  index: ProgramIndex,
): void {
  const { environment } = evaluation;
  const calls = methods.map((method) => `.${method}(`);
  let left = MAXIMUM_THROUGH;
  for (const { program } of makers) {
    const uris = environment.importers(program.uri);
    for (const uri of uris === 'pending' ? [] : uris.slice(0, MAXIMUM_THROUGH)) {
      if (found.has(uri) || uri === index.program.uri || !hasOneOf(evaluation, uri, calls)) continue;
      if (left-- <= 0) return;
      const importer = environment.program(uri);
      if (importer !== 'pending' && importer !== undefined) found.set(uri, evaluation.indexOf(importer));
    }
  }
}

/** What other files name a function by, or objects of its class. */
function givenBy({ scope, index }: Target): ReadonlySet<string> {
  const owner = scope.parent?.class?.statement.name;
  const name = owner ?? scope.function?.name;
  return name === undefined ? new Set() : holdersInSight(index, [name]);
}

/** A look at the text, since far more import an index than what is passed on by it. */
function hasOneOf({ environment }: Evaluation, uri: string, pieces: readonly string[]): boolean {
  const text = environment.text(uri);
  return text !== undefined && text !== 'pending' && pieces.some((piece) => text.includes(piece));
}

/** An index of a folder: `export * from './client'`, or a file of nothing but imports. */
function passesOn({ environment }: Evaluation, { uri, language, body, exports }: Program, passed: string): boolean {
  const { moduleCandidates } = environment.language(language);
  const isPassed = (module: string | undefined): boolean =>
    module !== undefined && environment.find(moduleCandidates(module), uri) === passed;
  if (exports) return exports.some(({ module }) => isPassed(module));
  return (
    body.every(({ kind }) => PASSING.has(kind)) && body.some((one) => one.kind === 'import' && isPassed(one.module))
  );
}

const PASSING: ReadonlySet<string> = new Set(['import', 'assign', 'expression']);

/** At most one more than `most` of the calls in the function's own file. */
export function localCallers(
  evaluation: Evaluation,
  scope: Scope,
  index: ProgramIndex,
  most: number,
): readonly IndexedCall[] {
  const node = scope.function;
  const owner = scope.parent?.class;
  const isConstructor = node?.role === 'constructor' && owner !== undefined;
  const name = isConstructor ? owner.statement.name : node?.name;
  if (node === undefined || name === undefined) return [];
  const callers: IndexedCall[] = [];
  for (const caller of index.callsByName.get(name) ?? []) {
    if (callers.length > most) break;
    if (mayCall(evaluation, caller, node, isConstructor ? owner.statement : undefined, index)) callers.push(caller);
  }
  return callers;
}

/** In another file only what surely is the function counts: many have functions of the same name. */
function callersIn(importer: ProgramIndex, evaluation: Evaluation, targets: readonly Target[]): readonly IndexedCall[] {
  const name = calledName(targets[0]?.scope);
  if (name === undefined) return [];
  const names = new Set([name, ...localNames(importer, name)]);
  const calls = [...names].flatMap((local) => importer.callsByName.get(local) ?? []);
  return calls.filter((caller) => {
    const options = evaluation.briefly(caller, () =>
      optionsOf(evaluation.evaluate(caller.call.callee, viewOf(caller, importer))),
    );
    return (options ?? []).some(
      (option) =>
        (option.kind === 'class' && targets.some((target) => isMadeBy(option, target, caller))) ||
        (option.kind === 'function' &&
          (targets.some(isTarget(option)) || targets.some(({ scope }) => isContracted(evaluation, option, scope)))),
    );
  });
}

/** A constructor is called by the name of its class. */
function calledName(scope: Scope | undefined): string | undefined {
  const owner = scope?.function?.role === 'constructor' ? scope.parent?.class : undefined;
  return owner ? owner.statement.name : scope?.function?.name;
}

function isMadeBy(made: ClassValue, { scope, index }: Target, caller: IndexedCall): boolean {
  const owner = scope.parent?.class?.statement;
  const { function: node } = scope;
  if (node?.role !== 'constructor' || owner === undefined || made.program.uri !== index.program.uri) return false;
  return made.class.range.start === owner.range.start && isFitting(caller, node, index);
}

function isTarget({ program, function: node }: FunctionValue): (target: Target) => boolean {
  return ({ scope, index }) => index.program.uri === program.uri && scope.function?.range.start === node.range.start;
}

/** True for a method of a contract that only the class around a function keeps, by having all its methods. */
function isContracted(evaluation: Evaluation, called: FunctionValue, scope: Scope): boolean {
  const { function: node } = scope;
  if (called.function.isAbstract !== true || node?.name === undefined || called.function.name !== node.name)
    return false;
  const contract = evaluation.indexOf(called.program).functionScopes.get(called.function)?.parent?.class;
  const owner = classAround(scope);
  if (contract?.statement.isContract !== true || owner === undefined || owner.statement.isContract === true)
    return false;
  const own = classValueOf(owner.statement, scope.program);
  const methods = methodNamesOf(evaluation, own);
  const contracted = [...contract.methods.keys()];
  return (
    contracted.every((name) => methods.has(name)) && evaluation.environment.isOnlyKeeper(scope.program.uri, contracted)
  );
}

function classValueOf(statement: ClassStatement, program: Program): ClassValue {
  return {
    kind: 'class',
    class: statement,
    program,
    origin: { from: 'constant', uri: program.uri, range: statement.range },
  };
}

/** With those that other files of the package declare. */
function methodNamesOf(evaluation: Evaluation, owner: ClassValue): ReadonlySet<string> {
  return new Set(
    [owner, ...otherParts(evaluation, owner)].flatMap(({ class: { body } }) =>
      body.flatMap((statement) => (statement.kind === 'function' ? (statement.function.name ?? []) : [])),
    ),
  );
}

/** `from llm import ask as ask_model`, and in any function `ask := client.Ask`. */
function localNames({ module, methodValues }: ProgramIndex, name: string): readonly string[] {
  const imported = [...module.bindings].flatMap(([local, bindings]) =>
    bindings.some(
      (binding) => binding.kind === 'import' && (binding.imported === name || binding.imported === 'default'),
    )
      ? [local]
      : [],
  );
  return [...imported, ...(methodValues.get(name) ?? [])];
}

function viewOf(place: IndexedCall, index: ProgramIndex): View {
  return { index, place, frame: undefined };
}

/** False where the callee is surely something else of the same name: a method of another class, a local function. */
function mayCall(
  evaluation: Evaluation,
  caller: IndexedCall,
  node: FunctionNode,
  made: ClassStatement | undefined,
  index: ProgramIndex,
): boolean {
  const { callee } = caller.call;
  const view = viewOf(caller, index);
  const options = evaluation.briefly(caller, () => {
    const isElsewhere =
      callee.kind === 'member' && optionsOf(evaluation.evaluate(callee.object, view)).every(isForeign);
    return isElsewhere ? [] : optionsOf(evaluation.evaluate(callee, view));
  });
  if (options === undefined) return true;
  return options.some((option) => {
    if (option.kind === 'class') return option.class === made && isFitting(caller, node, index);
    if (option.kind === 'function') return overloadFor(option.function, caller.call.arguments, index) === node;
    return callee.kind === 'member' && made === undefined && node.role !== 'function';
  });
}

/** False for a call of another constructor of the class. */
function isFitting({ call }: IndexedCall, node: FunctionNode, index: ProgramIndex): boolean {
  return overloadFor(node, call.arguments, index) === node;
}

/** True for what surely is no instance of a class of the workspace. */
function isForeign(value: Value): boolean {
  if (value.kind === 'instance') return value.class === undefined;
  if (value.kind === 'symbol') return !value.symbol.startsWith('#');
  return value.kind !== 'unknown' && value.kind !== 'class' && value.kind !== 'function';
}
