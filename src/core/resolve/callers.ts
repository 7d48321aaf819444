/** Who calls a function of the workspace: in its own file, and in files that import it. */
import type { ClassStatement, FunctionNode, Program } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import type { Evaluation, View } from './evaluation.ts';
import type { IndexedCall, ProgramIndex, Scope } from './programIndex.ts';

/** A call in the program that it stands in. */
export interface CalledFrom {
  readonly index: ProgramIndex;
  readonly indexed: IndexedCall;
}

export interface Callers {
  readonly callers: readonly CalledFrom[];
  /** True when there are more than are followed. */
  readonly isCut: boolean;
}

const MAXIMUM_CALLERS = 64;
const MAXIMUM_IMPORTERS = 200;
/** How many files one behind the other pass something on. */
const MAXIMUM_PASSES = 3;
/** Of each of them. */
const MAXIMUM_THROUGH = 60;

/** Callers of the function whose inside `scope` is, those of its own file first, then in the order of the files' uris. */
export function callersOf(evaluation: Evaluation, scope: Scope, index: ProgramIndex): Callers {
  const here = localCallers(evaluation, scope, index, MAXIMUM_CALLERS).map((indexed) => ({ index, indexed }));
  const elsewhere = importers(evaluation, index).flatMap((importer) =>
    callersIn(importer, evaluation, scope, index).map((indexed) => ({ index: importer, indexed })),
  );
  const callers = [...here, ...elsewhere];
  return { callers: callers.slice(0, MAXIMUM_CALLERS), isCut: callers.length > MAXIMUM_CALLERS };
}

/** Programs that may import a program of the workspace, also through files that only pass on what they import. */
export function importers(evaluation: Evaluation, { program }: ProgramIndex): readonly ProgramIndex[] {
  const found = new Map<string, ProgramIndex>();
  let passing = [program.uri];
  for (let level = 0; level < MAXIMUM_PASSES && passing.length > 0; level++) {
    const uris = passing.flatMap((uri) => {
      const importing = evaluation.environment.importers(uri);
      return importing === 'pending' ? [] : importing.slice(0, level === 0 ? MAXIMUM_IMPORTERS : MAXIMUM_THROUGH);
    });
    passing = [];
    for (const uri of uris) {
      if (found.has(uri) || uri === program.uri) continue;
      const importer = evaluation.environment.program(uri);
      if (importer === 'pending' || importer === undefined) continue;
      found.set(uri, evaluation.indexOf(importer));
      if (passesOn(importer)) passing.push(uri);
    }
  }
  return [...found.values()];
}

/** An index of a folder: `export * from './client'`, or a file of nothing but imports. */
function passesOn({ body, exports }: Program): boolean {
  if (exports?.some(({ module }) => module !== undefined)) return true;
  return (
    exports === undefined && body.some(({ kind }) => kind === 'import') && body.every(({ kind }) => PASSING.has(kind))
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
function callersIn(
  importer: ProgramIndex,
  evaluation: Evaluation,
  { function: node }: Scope,
  { program }: ProgramIndex,
): readonly IndexedCall[] {
  if (node?.name === undefined) return [];
  const names = new Set([node.name, ...localNames(importer, node.name)]);
  const calls = [...names].flatMap((name) => importer.callsByName.get(name) ?? []);
  return calls.filter((caller) => {
    const options = evaluation.briefly(caller, () =>
      optionsOf(evaluation.evaluate(caller.call.callee, viewOf(caller, importer))),
    );
    return (options ?? []).some(
      (option) =>
        option.kind === 'function' &&
        option.program.uri === program.uri &&
        option.function.range.start === node.range.start,
    );
  });
}

/** `from llm import ask as ask_model`. */
function localNames({ module }: ProgramIndex, name: string): readonly string[] {
  return [...module.bindings].flatMap(([local, bindings]) =>
    bindings.some(
      (binding) => binding.kind === 'import' && (binding.imported === name || binding.imported === 'default'),
    )
      ? [local]
      : [],
  );
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
    if (option.kind === 'class') return option.class === made;
    if (option.kind === 'function') return option.function === node;
    return callee.kind === 'member' && made === undefined && node.role !== 'function';
  });
}

/** True for what surely is no instance of a class of the workspace. */
function isForeign(value: Value): boolean {
  if (value.kind === 'instance') return value.class === undefined;
  if (value.kind === 'symbol') return !value.symbol.startsWith('#');
  return value.kind !== 'unknown' && value.kind !== 'class' && value.kind !== 'function';
}
