/**
 * Calls that send again what was said before: the messages that a call sends are kept, and added to, from call to call. Told from
 * the shape of the program alone, without evaluating anything; what cannot be told is no conversation.
 */
import type { GrowingHistory, StepLoop } from '../domain/callSite.ts';
import type { CallExpression, Expression, LoopStatement, Statement } from '../domain/program.ts';
import { ABSENT, unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { CallChain } from './callChain.ts';
import type { CalledFrom } from './callers.ts';
import { callersOf } from './callers.ts';
import type { Evaluation } from './evaluation.ts';
import { mutationOperation } from './libraryMethods.ts';
import { classAround, functionScopeOf } from './programIndex.ts';
import type { Binding, Mutation, Place, ProgramIndex, Scope } from './programIndex.ts';
import { callsIn, expressionsIn, loopTests, namesIn, partsOf, writesField } from './programWalk.ts';
import { keptNames, sentMessages } from './sentMessages.ts';
import type { KeptName } from './sentMessages.ts';
import { turnsOver } from './turns.ts';

export interface Conversation {
  readonly history?: GrowingHistory;
  readonly steps?: StepLoop;
}

const NONE: Conversation = {};
const CHECKPOINTS = /^(?:cachePoint|cache_control|cacheControl|CachePoint)$/;
const MAXIMUM_LEVELS = 3;

/**
 * What a call keeps from one time to the next, as far as the program shows it.
 *
 * @param chain The call and the calls on the way to it.
 * @param hasTools Whether the call offers tools, so that the model can go on by itself.
 */
export function conversationOf(evaluation: Evaluation, chain: CallChain, hasTools: boolean): Conversation {
  const [first, ...outer] = chain;
  const { call } = first.indexed;
  for (const message of sentMessages(call, first)) {
    const found = follow(evaluation, message, { ...first, outer }, MAXIMUM_LEVELS);
    if (found === undefined) continue;
    const { uri } = first.index.program;
    const history: GrowingHistory = {
      name: found.name,
      driver: found.loop === undefined || hearsPerson(found.loop) ? 'person' : 'model',
      ...(found.isBounded && { isBounded: true }),
      ...([first, found].some(({ index }) => writesField(index.program, CHECKPOINTS)) && { mayHaveCheckpoints: true }),
      uri,
      range: message.expression.range,
    };
    const { loop } = found;
    if (history.driver === 'person' || loop === undefined || !(hasTools || isEndless(loop))) return { history };
    return { history, steps: stepsOf(evaluation, loop, found) };
  }
  return NONE;
}

interface At extends CalledFrom {
  /** The calls on the way to this one, as far as they are known. */
  readonly outer: readonly CalledFrom[];
}

interface Growing extends At {
  readonly name: string;
  /** In whose turns the messages grow; undefined where they are kept by an object or a module. */
  readonly loop: LoopStatement | undefined;
  readonly isBounded: boolean;
}

interface Sent {
  readonly expression: Expression;
  readonly place: Place;
}

/** Where the messages of an expression are kept and grow; through parameters to the callers. */
function follow(evaluation: Evaluation, { expression, place }: Sent, at: At, levels: number): Growing | undefined {
  const { names, isProcessed } = keptNames(expression);
  for (const kept of names) {
    const grown = growthOf(evaluation, kept, place, at.index);
    const isBounded = isProcessed || grown.isCut;
    if (grown.loop !== undefined || grown.isKept) {
      return { ...at, name: kept.shown, loop: grown.loop, isBounded };
    }
    const found = levels > 0 ? throughCallers(evaluation, kept, place, at, levels - 1) : undefined;
    if (found) return { ...found, isBounded: found.isBounded || isBounded };
  }
  return undefined;
}

/** Of a parameter: what the callers hand over. */
function throughCallers(
  evaluation: Evaluation,
  { root }: KeptName,
  place: Place,
  at: At,
  levels: number,
): Growing | undefined {
  const scope = functionScopeOf(place.scope);
  const binding = scope?.bindings.get(root)?.find(({ kind }) => kind === 'parameter');
  if (scope === undefined || binding?.kind !== 'parameter') return undefined;
  const [next, ...outer] = at.outer;
  const callers = next ? [next] : callersOf(evaluation, scope, at.index).callers;
  for (const caller of callers) {
    if (functionScopeOf(caller.indexed.scope) === scope) continue;
    const argument = argumentOf(caller.indexed.call, binding.parameter.name, binding.index, scope);
    const passed = argument && { expression: argument, place: caller.indexed };
    const found = passed && follow(evaluation, passed, { ...caller, outer }, levels);
    if (found) return found;
    // A function that adds to what it is handed, in a loop of its caller.
    if (passed && growsWithin(evaluation, root, place, at.index)) {
      const around = keptIn(evaluation, passed, caller);
      if (around) return { ...caller, outer, ...around };
    }
  }
  return undefined;
}

function growsWithin(evaluation: Evaluation, root: string, place: Place, index: ProgramIndex): boolean {
  const kept: KeptName = { root, path: [], shown: root };
  const { grows, shrinks } = writesOf(evaluation, kept, place, index);
  return grows.length > 0 && shrinks.length === 0;
}

/** What outlives a call of the function that adds to it: made outside a loop around the call, or kept by an object. */
function keptIn(
  evaluation: Evaluation,
  { expression, place }: Sent,
  { index }: CalledFrom,
): Pick<Growing, 'name' | 'loop' | 'isBounded'> | undefined {
  const { names, isProcessed } = keptNames(expression);
  const [kept] = names;
  if (kept === undefined) return undefined;
  const { makings, shrinks } = writesOf(evaluation, kept, place, index);
  const isBounded = isProcessed || shrinks.length > 0;
  const loop = loopsAround(place).find((around) => !makings.some((making) => isInside(making, around)));
  if (loop && makings.length > 0) return { name: kept.shown, loop, isBounded };
  return isOfObject(kept, place) ? { name: kept.shown, loop: undefined, isBounded } : undefined;
}

function argumentOf(
  { arguments: passed }: CallExpression,
  name: string,
  position: number,
  scope: Scope,
): Expression | undefined {
  const named = passed.find((argument) => argument.name === name);
  if (named) return named.value;
  const hasReceiver = scope.function?.parameters[0]?.kind === 'receiver';
  const argument = passed[hasReceiver ? position - 1 : position];
  return argument?.name === undefined && argument?.spread === undefined ? argument?.value : undefined;
}

// ---- what grows

interface Growth {
  readonly loop: LoopStatement | undefined;
  readonly isKept: boolean;
  /** True where something takes away from it. */
  readonly isCut: boolean;
}

function growthOf(evaluation: Evaluation, kept: KeptName, place: Place, index: ProgramIndex): Growth {
  const { grows, shrinks, makings } = writesOf(evaluation, kept, place, index);
  const isCut = shrinks.length > 0;
  if (grows.length === 0) return { loop: undefined, isKept: false, isCut };
  const loop = loopsAround(place).find(
    (around) => grows.some((write) => isInside(write, around)) && !makings.some((making) => isInside(making, around)),
  );
  return { loop, isKept: loop === undefined && isOfObject(kept, place) && !isMadeHere(makings, place), isCut };
}

/** Kept by an object, a module or a session of the framework: what one call of the function leaves, the next one finds. */
function isOfObject({ root, path }: KeptName, place: Place): boolean {
  if (root.startsWith('.')) return functionScopeOf(place.scope)?.function?.role !== 'constructor';
  if (path.some((step) => step === 'session_state')) return true;
  const own = functionScopeOf(place.scope);
  if (own === undefined) return false;
  for (let scope: Scope | undefined = place.scope; scope; scope = scope.parent) {
    if (scope.kind !== 'class' && scope.bindings.has(root)) return scope.kind === 'module' && path.length === 0;
  }
  return false;
}

/** True where the function makes it anew before it is sent. */
function isMadeHere(makings: readonly Place[], { scope, offset }: Place): boolean {
  const own = functionScopeOf(scope);
  return (
    own !== undefined && makings.some((making) => functionScopeOf(making.scope) === own && making.offset <= offset)
  );
}

/** Innermost first; only those of the function itself. */
function loopsAround({ arms }: Place): readonly LoopStatement[] {
  return arms.flatMap(({ owner }) => (isLoop(owner) ? [owner] : [])).reverse();
}

function isLoop(owner: object): owner is LoopStatement {
  return (owner as Partial<LoopStatement>).kind === 'loop';
}

function isInside({ arms }: Place, loop: LoopStatement): boolean {
  return arms.some(({ owner }) => owner === loop);
}

interface Writes {
  readonly grows: readonly Place[];
  readonly shrinks: readonly Place[];
  /** Where it is made anew. */
  readonly makings: readonly Place[];
}

/** The writes into what a name holds, in the function and, of what outlives it, in all others. */
function writesOf(evaluation: Evaluation, kept: KeptName, place: Place, index: ProgramIndex): Writes {
  const { library } = evaluation.environment.language(index.program.language);
  const owner = scopeOfName(kept.root, place.scope);
  const grows: Place[] = [];
  const shrinks: Place[] = [];
  const makings: Place[] = [];
  for (const mutation of index.mutations.get(kept.root) ?? []) {
    if (!isSame(kept, mutation) || !sees(mutation.scope, kept.root, owner)) continue;
    const { change } = mutation;
    if (change.kind === 'call') {
      const operation = mutationOperation(library, change.method);
      if (GROWING.has(operation ?? '')) grows.push(mutation);
      else if (SHRINKING.test(change.method)) shrinks.push(mutation);
    } else if (change.kind === 'pass') {
      if (SHORTENS.test(nameOfCallee(change.call))) shrinks.push(mutation);
    } else if (mutation.path.length === kept.path.length) {
      sortSet(kept, change.statement.value, change.statement.mode, mutation, { grows, shrinks, makings });
    } else if (mutation.path.length > kept.path.length && isWhole(mutation.path.at(-1))) shrinks.push(mutation);
  }
  for (const binding of bindingsOf(kept, place)) {
    if (binding.kind === 'append') grows.push(binding.inside ? { ...binding, scope: binding.inside } : binding);
    else if (binding.kind === 'value') sortSet(kept, binding.value, 'set', binding, { grows, shrinks, makings });
  }
  return { grows, shrinks: [...shrinks, ...shorteningCalls(kept, place, index)], makings };
}

/** `messages[:] = …` puts something else in the place of all. */
function isWhole(step: Mutation['path'][number] | undefined): boolean {
  return typeof step === 'object' && step.kind === 'unknown';
}

/** An assignment makes it anew, adds to what it holds, or keeps a part of it. */
function sortSet(
  kept: KeptName,
  value: Expression,
  mode: 'set' | 'append',
  at: Place,
  { grows, shrinks, makings }: { grows: Place[]; shrinks: Place[]; makings: Place[] },
): void {
  if (mode === 'append') return void grows.push(at);
  if (!namesIn(value).some((name) => name === lastStep(kept))) return void makings.push(at);
  const { names, isProcessed } = keptNames(value);
  const isItself = names.some(({ root, path }) => root === kept.root && path.join() === kept.path.join());
  if (isProcessed || !isItself) return void shrinks.push(at);
  if (value.kind === 'list' || value.kind === 'concatenation') grows.push(at);
}

function lastStep({ root, path }: KeptName): string {
  return path.at(-1) ?? root.replace(/^\./, '');
}

const GROWING: ReadonlySet<string> = new Set(['append', 'extend', 'prepend', 'insert', 'put']);
const SHRINKING =
  /^(?:pop|popleft|shift|splice|clear|remove|del|delete|truncate|removeFirst|removeAt|RemoveAt|RemoveRange|Clear)$/;
/** Functions that are named for what bounds a history. */
const SHORTENS = /trim|trunc|prune|compact|compress|summar|window|shorten|drop|evict|clip|limit|cull|slim|condense/i;

function nameOfCallee({ callee }: CallExpression): string {
  return callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
}

/** Calls around it that are named for shortening something, whatever they are handed: `self._trim_history()`, `del messages[0]`. */
function shorteningCalls(kept: KeptName, place: Place, index: ProgramIndex): readonly Place[] {
  const own = functionScopeOf(place.scope);
  const around = kept.root.startsWith('.') ? classAround(place.scope) : undefined;
  return index.calls.filter(({ call, scope }) => {
    const name = nameOfCallee(call);
    if (
      !SHORTENS.test(name) ||
      !/histor|messag|convers|context|memor|turn|chat|token/i.test(`${name} ${namesIn(call).join(' ')}`)
    )
      return false;
    return functionScopeOf(scope) === own || (around !== undefined && classAround(scope) === around);
  });
}

function isSame({ path }: KeptName, mutation: Mutation): boolean {
  return path.every((step, position) => mutation.path[position] === step);
}

function bindingsOf({ root, path }: KeptName, { scope }: Place): readonly Binding[] {
  if (path.length > 0) return [];
  if (root.startsWith('.')) return classAround(scope)?.attributes.get(root.slice(1)) ?? [];
  return scopeOfName(root, scope)?.bindings.get(root) ?? [];
}

function scopeOfName(root: string, from: Scope): Scope | undefined {
  if (root.startsWith('.')) return undefined;
  for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
    if (scope.kind !== 'class' && scope.bindings.has(root)) return scope;
  }
  return undefined;
}

/** True where the name in the inner scope is that of the outer one. */
function sees(inner: Scope, root: string, owner: Scope | undefined): boolean {
  return owner === undefined || scopeOfName(root, inner) === owner;
}

// ---- who goes on

/** Functions that wait for what a person says. */
const HEARS =
  /^_*(?:raw_?)?(?:input|prompt|question|readline|read_?line|receive(?:_text|_json)?|recv|listen|nextLine|getline|chat_input|Scanln|ReadString|fgets|gets|ask)$|(?:get|read|ask|prompt|await|next)_?(?:for_?)?(?:the_?)?(?:user|human|person)?_?(?:input|question|message|query|command|line)$|user_?(?:input|prompt)$/i;

/** True also for a loop over what people said. */
function hearsPerson(loop: LoopStatement): boolean {
  const isOverData = loop.loop === 'iteration' && loop.iterable !== undefined && !isCount(loop.iterable);
  return isOverData || callsIn(loop).some((call) => HEARS.test(nameOfCallee(call)));
}

/** `range(10)`, `Array(10).keys()`. */
function isCount(iterable: Expression): boolean {
  return iterable.kind === 'call' && /^(?:range|count|keys|rangeClosed|trange)$/.test(nameOfCallee(iterable));
}

/** A loop that nothing but the model's answer ends: those that wait for a status or go through data say so in their head. */
function isEndless(loop: LoopStatement): boolean {
  return loop.loop === 'condition';
}

function stepsOf(evaluation: Evaluation, loop: LoopStatement, at: At): StepLoop {
  const { uri } = at.index.program;
  return { limit: limitOf(evaluation, loop, at), by: 'program', uri, range: loop.range };
}

function limitOf(evaluation: Evaluation, loop: LoopStatement, { index, indexed }: At): Resolved<number> {
  if (loop.loop === 'iteration' && loop.iterable) {
    const outside = indexed.arms.slice(
      0,
      indexed.arms.findIndex(({ owner }) => owner === loop),
    );
    const place: Place = { scope: indexed.scope, arms: outside, offset: loop.range.start };
    const turns = turnsOver(evaluation.evaluate(loop.iterable, { index, place, frame: undefined }));
    const { uri } = index.program;
    return turns.isAssumed
      ? unknown('the loop goes through something whose length is not known')
      : { state: 'known', value: turns.high, from: 'literal', uri, range: loop.range };
  }
  return isCounted(loop) ? unknown('a test in the loop may end it') : ABSENT;
}

/** Names of what tests look at that end a loop after some steps, some time or some money. */
const LIMITING =
  /max|limit|budget|deadline|timeout|attempt|tries|retr(?:y|ies)|recurs|quota|remaining|left|count|iteration|step|turn|round|depth|elapsed|time|now|cancel|abort|signal|stop_event|is_set|cost|len|length/i;

/** True where a test in the loop looks at something that is counted in it, or is named for a limit. */
export function isCounted(loop: LoopStatement): boolean {
  const counters = new Set(countersIn(loop.body));
  return loopTests(loop).some(
    (test) =>
      isComparison(test) ||
      namesIn(test).some(
        (name) => counters.has(name) || (LIMITING.test(name) && !/^(?:stop_?reason|finish_?reason)$/i.test(name)),
      ),
  );
}

/** `rounds < n`, whatever they are called: tests whose answer is known to be no equality ask of more or less. */
function isComparison(test: Expression): boolean {
  return partsOf(test).some(
    (part) =>
      part.kind === 'unknown' && part.result === 'truth' && part.question === undefined && part.children.length === 2,
  );
}

function countersIn(statements: readonly Statement[]): readonly string[] {
  return expressionsIn(statements).flatMap(({ counted }) => counted ?? []);
}
