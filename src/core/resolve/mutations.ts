/**
 * Writes into an object, list or text that lie between its making and its use. Long, since which writes count and what each
 * does lead to one another: what is written is itself made by writes.
 */
import type { CallExpression, Expression } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { Branch, FunctionValue, ListValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import {
  appendItems,
  addOptionalItems,
  choose,
  concatenate,
  either,
  emptyObject,
  mapOptions,
  mergeInto,
  setAtPath,
  staticText,
  unknownValue,
  withField,
} from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { bindArguments, parameterOf } from './bindArguments.ts';
import { builderStep, isBuilder } from './builders.ts';
import { sameFrame } from './calledBefore.ts';
import { allSettled, settled } from './decide.ts';
import { frameAroundCalled, nameOf, originOf, spotOf } from './evaluation.ts';
import type { Evaluation, View } from './evaluation.ts';
import { isMutation, mutationOperation } from './libraryMethods.ts';
import { functionScopeOf } from './programIndex.ts';
import type { Binding, Mutation, Place, ProgramIndex, Scope } from './programIndex.ts';
import { certaintyOf, fromEarlierTurns, isRepeated } from './reach.ts';
import { textOfTurns } from './loops.ts';

/** A write with what is known of its running. */
interface Write {
  readonly write: Mutation | AppendBinding;
  readonly certainty: 'sure' | 'perhaps';
  /** True when it can have run several times. */
  readonly isRepeated: boolean;
}

type AppendBinding = Extract<Binding, { kind: 'append' }>;

const MAXIMUM_FOLLOWED_CALLS = 4;
const LOOKED_AT_PER_STEP = 16;

/**
 * Applies the writes into what a name holds that lie between its making and its use.
 *
 * @param key The only field that is asked for; writes into others need not be applied.
 */
export function mutated(
  evaluation: Evaluation,
  root: string,
  made: Value,
  allBindings: readonly Binding[],
  place: Place,
  view: View,
  key?: string,
): Value {
  const bindings = allSettled(evaluation, allBindings, view);
  const use = settled(evaluation, place, view) ?? place;
  const appends = bindings.filter((binding) => binding.kind === 'append');
  const all = allSettled(evaluation, mutationsFor(view.index, root, use.scope), view);
  const mutations = key === undefined ? all : all.filter(({ path: [first] }) => mayBe(first, key));
  const [first] = [...appends.slice(0, 1), ...mutations.slice(0, 1)];
  if (first === undefined) return made;
  if (!evaluation.spend((appends.length + mutations.length) / LOOKED_AT_PER_STEP))
    return tooMuch(made, spotOfWrite(first, view));
  const makings = bindings.filter((binding) => binding.kind !== 'append');
  const here = [...appends, ...mutations.filter((mutation) => mutation.scope === use.scope)];
  const later = isKept(root, makings, use)
    ? here.filter((write) => write.scope === use.scope && write.offset > use.offset)
    : fromEarlierTurns(here, makings, use);
  const writes = [
    ...writesBefore(here, makings, use).map((write) =>
      isKept(root, makings, use) ? { ...write, isRepeated: true } : write,
    ),
    ...later.map((write): Write => ({ write, certainty: 'perhaps', isRepeated: true })),
    ...writesOfInnerFunctions(root, mutations, use, view.place),
  ];
  return applied(evaluation, made, writes, use, view);
}

/** Those that can be of what the name holds in a scope: in a large file many functions have a variable of the same name. */
function mutationsFor(index: ProgramIndex, root: string, scope: Scope): readonly Mutation[] {
  const all = index.mutations.get(root) ?? [];
  if (all.length === 0 || root.startsWith('.') || scope.kind === 'class') return all;
  let byScope = mutationsByScope.get(all);
  if (byScope === undefined) {
    byScope = new Map();
    for (const mutation of all) {
      for (const owner of new Set([mutation.scope, ownerOf(root, mutation.scope)])) {
        const known = byScope.get(owner) ?? [];
        byScope.set(owner, known);
        known.push(mutation);
      }
    }
    mutationsByScope.set(all, byScope);
  }
  return byScope.get(scope) ?? [];
}

const mutationsByScope = new WeakMap<readonly Mutation[], Map<Scope, Mutation[]>>();

/** The scope that a name belongs to; the outermost when none binds it. */
function ownerOf(name: string, inner: Scope): Scope {
  let scope = inner;
  while (scope.parent && (scope.kind === 'class' || !scope.bindings.has(name))) scope = scope.parent;
  return scope;
}

/** True for an attribute in a method that does not make it anew: what one call of the method leaves, the next one finds. */
function isKept(root: string, makings: readonly Place[], use: Place): boolean {
  if (!root.startsWith('.') || functionScopeOf(use.scope)?.function?.role === 'constructor') return false;
  return !makings.some(
    (making) => making.scope === use.scope && making.offset <= use.offset && certaintyOf(making, use) === 'sure',
  );
}

/** False for a step into another field. */
function mayBe(step: string | Expression | undefined, key: string): boolean {
  if (typeof step === 'string') return step === key;
  return step?.kind !== 'literal' || step.value === key || typeof step.value === 'number';
}

/** Applies writes of which only is known that they may have run, any number of times. */
export function mutatedElsewhere(
  evaluation: Evaluation,
  made: Value,
  mutations: readonly Mutation[],
  view: View,
): Value {
  const writes = mutations.map((write): Write => ({ write, certainty: 'perhaps', isRepeated: true }));
  return applied(evaluation, made, writes, view.place, view);
}

function writesBefore(
  here: readonly (Mutation | AppendBinding)[],
  makings: readonly Place[],
  use: Place,
): readonly Write[] {
  let made = -1;
  for (const making of makings) {
    if (making.scope !== use.scope || making.offset > use.offset || making.offset <= made) continue;
    if (certaintyOf(making, use) === 'sure') made = making.offset;
  }
  return here.flatMap((write): readonly Write[] => {
    if (write.scope !== use.scope || write.offset > use.offset || write.offset < made) return [];
    const certainty = certaintyOf(write, use);
    return certainty === 'never' ? [] : [{ write, certainty, isRepeated: isRepeated(write, makings) }];
  });
}

/** Writes that functions inside the name's own scope make: callbacks, and functions that share a global. */
function writesOfInnerFunctions(
  root: string,
  mutations: readonly Mutation[],
  use: Place,
  place: Place,
): readonly Write[] {
  if (root.startsWith('.')) return [];
  return mutations.flatMap((write): readonly Write[] => {
    if (write.scope === use.scope || !sees(write.scope, root, use.scope)) return [];
    if (write.scope !== place.scope) {
      return write.offset > use.offset ? [] : [{ write, certainty: 'perhaps', isRepeated: true }];
    }
    const certainty = write.offset > place.offset ? 'perhaps' : certaintyOf(write, place);
    return certainty === 'never' ? [] : [{ write, certainty, isRepeated: true }];
  });
}

/** True when a name in the inner scope is that of the outer one. */
function sees(inner: Scope, name: string, outer: Scope): boolean {
  for (let scope: Scope | undefined = inner; scope; scope = scope.parent) {
    if (scope === outer) return true;
    if (scope.kind !== 'class' && scope.bindings.has(name)) return false;
  }
  return false;
}

function applied(evaluation: Evaluation, made: Value, writes: readonly Write[], use: Place, view: View): Value {
  const inOrder = [...writes].sort((a, b) => a.write.offset - b.write.offset);
  const complete = completeBranches(inOrder, use);
  return inOrder.reduce<Value>((value, { write, certainty, isRepeated: repeats }) => {
    const last = complete.get(write);
    if (!evaluation.spend(1 + sizeOf(value) / COPIED_PER_STEP)) return tooMuch(value, spotOfWrite(write, view));
    const apply = (): Value => {
      if (!('change' in write)) return append(evaluation, value, write, certainty, repeats, use, view);
      return mapOptions(
        value,
        (option) => mutate(evaluation, option, write, { certainty, repeats, others: last ?? [], use }, view),
        spotOfWrite(write, view),
      );
    };
    return evaluation.once(write, view.frame, apply, () => value);
  }, made);
}

/** Every write copies what it writes into. */
const COPIED_PER_STEP = 64;

function sizeOf(value: Value): number {
  if (value.kind === 'object') return value.fields.size;
  if (value.kind === 'list') return value.items.length;
  return value.kind === 'text' ? value.parts.length : 0;
}

/** Writes that are left out may be any. */
function tooMuch(value: Value, spot: Spot): Value {
  if (value.kind === 'list') return appendItems(value, [], true);
  if (value.kind === 'object') return value.isOpen ? value : { ...value, isOpen: true };
  return value.kind === 'text' ? unknownValue('too much is written into it to follow it', spot) : value;
}

function spotOfWrite(write: Mutation | AppendBinding, view: View): Spot {
  if (!('change' in write)) return spotOf(write.value, view);
  return spotOf(write.change.kind === 'set' ? write.change.statement.value : write.change.call, view);
}

/** For the last of the writes that all branches of one statement make at one place: the writes of the others. */
function completeBranches(
  writes: readonly Write[],
  use: Place,
): ReadonlyMap<Mutation | AppendBinding, readonly Mutation[]> {
  const byPath = new Map<string, Mutation[]>();
  for (const { write, certainty } of writes) {
    if (!('change' in write) || write.change.kind !== 'set' || certainty === 'sure') continue;
    const path = write.path.map((step) =>
      typeof step === 'string' ? step : step.kind === 'literal' ? step.value : '',
    );
    const arms = write.arms.slice(0, -1).map(({ arm }) => arm);
    const owner = write.arms.at(-1)?.owner;
    if (owner === undefined || write.arms.length !== use.arms.length + 1) continue;
    const key = JSON.stringify([path, arms, write.arms.length]);
    byPath.set(key, [...(byPath.get(key) ?? []), write]);
  }
  const complete = new Map<Mutation | AppendBinding, readonly Mutation[]>();
  for (const group of byPath.values()) {
    const last = group.at(-1);
    const arm = last?.arms.at(-1);
    if (last === undefined || arm === undefined || arm.armCount < 2) continue;
    const branches = group.filter((write) => write.arms.at(-1)?.owner === arm.owner);
    const covered = new Set(branches.map((write) => write.arms.at(-1)?.arm));
    if (covered.size === arm.armCount) complete.set(last, branches.slice(0, -1));
  }
  return complete;
}

function append(
  evaluation: Evaluation,
  value: Value,
  binding: AppendBinding,
  certainty: 'sure' | 'perhaps',
  repeats: boolean,
  use: Place,
  view: View,
): Value {
  const spot = spotOf(binding.value, view);
  const offset = binding.value.range.start;
  const place: Place = binding.inside ? { scope: binding.inside, arms: [], offset } : { ...binding, offset };
  const more = evaluation.evaluate(binding.value, { ...view, place });
  if (value.kind === 'list') {
    return extend(value, more, runOf(certainty === 'perhaps', repeats), branchOf(place, use));
  }
  if (value.kind === 'object') return mergeInto(value, more);
  const isText = optionsOf(value).some((option) => option.kind === 'text');
  if (!isText) return value;
  const name = nameOf(binding.value, evaluation, view);
  const pieces = [
    { value, name, spot },
    { value: more, name, spot },
  ];
  if (repeats) {
    const turns = textOfTurns(evaluation, place, binding.value, use, view);
    return concatenate(
      [{ value, name, spot }, ...turns.map((text) => ({ value: text, name, spot }))],
      originOf(binding.value, view),
    );
  }
  const longer = concatenate(pieces, originOf(binding.value, view));
  return certainty === 'perhaps' ? choose([longer, value], spot) : longer;
}

/** How a write counts. */
interface Weight {
  readonly certainty: 'sure' | 'perhaps';
  readonly repeats: boolean;
  /** Where what is written is read. */
  readonly use: Place;
  /** The same write in the other branches of a statement, when all have it: then one of them surely ran. */
  readonly others: readonly Mutation[];
}

function mutate(evaluation: Evaluation, value: Value, mutation: Mutation, weight: Weight, view: View): Value {
  const { change } = mutation;
  const inside: View = { ...view, place: placeBefore(mutation) };
  const path = (): readonly (string | number | undefined)[] =>
    mutation.path.map((step) => (typeof step === 'string' ? step : keyOrIndex(evaluation.evaluate(step, inside))));
  const { certainty, repeats, others, use } = weight;
  const isOptional = certainty === 'perhaps' && others.length === 0;
  if (change.kind === 'set') {
    const { statement } = change;
    const written = evaluation.evaluate(statement.value, inside);
    const before = others.flatMap((other) =>
      other.change.kind === 'set' ? [{ at: other, change: other.change }] : [],
    );
    const field: ObjectField = {
      value: choose(
        [
          ...before.map(({ at, change: set }) =>
            evaluation.evaluate(set.statement.value, { ...view, place: placeBefore(at) }),
          ),
          written,
        ],
        spotOf(statement.value, view),
      ),
      uri: view.index.program.uri,
      range: statement.range,
      valueRange: statement.value.range,
      ...(isOptional && { isOptional }),
    };
    return setAtPath(value, path(), field);
  }
  if (change.kind === 'pass') {
    return isWritable(value) || isObjectOfWorkspace(value)
      ? mutateAt(evaluation, value, path(), (target) => passed(evaluation, target, change, isOptional, inside))
      : value;
  }
  if (isBuilder(value)) {
    if (!change.isStatement || mutation.path.length > 0) return value;
    return builderStep(evaluation, value, change.call, change.method, inside, isOptional);
  }
  const { library } = evaluation.environment.language(view.index.program.language);
  const operation = mutationOperation(library, change.method);
  if (operation === undefined || !isMutation(operation)) return value;
  if (operation === 'extend' && !change.isStatement) return value;
  if (operation === 'append' && repeats && mutation.path.length === 0) {
    const texts = textsOfTurns(evaluation, value, mutation, change.call, use, view);
    if (texts) return appendItems(value, texts, false);
  }
  return mutateAt(evaluation, value, path(), (target) =>
    mutatingCall(evaluation, target, operation, change.call, inside, {
      isOptional,
      repeats,
      branch: isOptional ? branchOf(mutation, use) : [],
    }),
  );
}

/** The branches that lead to a write and not to where it is read. */
function branchOf({ scope, arms }: Place, use: Place): readonly Branch[] {
  if (scope !== use.scope) return [];
  return arms.filter(({ owner }) => !use.arms.some((arm) => arm.owner === owner));
}

/** What a write is made of is as it was before the write. */
function placeBefore({ scope, arms, change }: Mutation): Place {
  return { scope, arms, offset: change.kind === 'set' ? change.statement.value.range.start : change.call.range.start };
}

function isWritable(value: Value): boolean {
  return value.kind === 'object' || value.kind === 'list' || isBuilder(value);
}

/** What the functions of the workspace that it is passed to write into it. */
function passed(
  evaluation: Evaluation,
  target: Value,
  { call, argument }: Extract<Mutation['change'], { kind: 'pass' }>,
  isOptional: boolean,
  view: View,
): Value {
  const { callee } = call;
  const isNear =
    callee.kind === 'name' ||
    (callee.kind === 'member' && (callee.object.kind === 'name' || callee.object.kind === 'receiver'));
  if (!isNear || (view.frame?.depth ?? 0) >= MAXIMUM_FOLLOWED_CALLS) return target;
  const inTurn = functionsOfLoop(evaluation, callee, view);
  if (inTurn) {
    const all = inTurn.reduce<Value>(
      (value, option) => writtenBy(evaluation, option, value, call, argument, view),
      target,
    );
    return inTurn.isWhole ? all : loosened(all, spotOf(call, view));
  }
  if (!isWritable(target)) return target;
  const { library } = evaluation.environment.language(view.index.program.language);
  const callees = optionsOf(evaluation.evaluate(callee, view));
  return callees.reduce<Value>((value, option) => {
    if (option.kind === 'symbol' && library.get(`mutation:${option.symbol}`) === 'merge') {
      return call.arguments[0] === argument ? mergedInto(evaluation, value, call, 1, isOptional, view) : value;
    }
    if (option.kind !== 'function') return value;
    const changed = writtenBy(evaluation, option, value, call, argument, view);
    return changed === value || !(isOptional || callees.length > 1) ? changed : either(value, changed);
  }, target);
}

/** An object of a class of the workspace, which is written into where a loop calls functions with it. */
function isObjectOfWorkspace(value: Value): boolean {
  return value.kind === 'instance' && value.class !== undefined && value.isBuilder !== true;
}

/** `for option in options: option(settings)`: the functions that run one after the other; undefined for any other callee. */
function functionsOfLoop(
  evaluation: Evaluation,
  callee: Expression,
  view: View,
): (readonly FunctionValue[] & { readonly isWhole: boolean }) | undefined {
  if (callee.kind !== 'name') return undefined;
  const [binding, second] = view.place.scope.bindings.get(callee.name) ?? [];
  if (binding?.kind !== 'element' || binding.iterable === undefined || binding.path.length > 0 || second)
    return undefined;
  const { iterable } = binding;
  const list = evaluation.evaluate(iterable, { ...view, place: { ...binding, offset: iterable.range.start } });
  const items = list.kind === 'list' ? list.items.map((item) => optionsOf(item)) : [];
  const functions = items.flatMap((options) => options.filter((option) => option.kind === 'function'));
  const isWhole =
    list.kind === 'list' && !list.isOpen && items.every(([only, other]) => only?.kind === 'function' && !other);
  return Object.assign(functions, { isWhole });
}

/** Functions that are not seen may have set any of its fields. */
function loosened(value: Value, spot: Spot): Value {
  if (value.kind !== 'object' && value.kind !== 'instance') return value;
  const passed = value.kind === 'object' ? value : value.arguments;
  const fields = new Map(
    [...passed.fields].map(([key, field]) => {
      const others = unknownValue('a function that is handed over may set it', spot, 'input');
      return [key, { ...field, value: choose([field.value, others], spot) }] as const;
    }),
  );
  const open = { ...passed, fields, isOpen: true };
  return value.kind === 'object' ? { ...value, ...open } : { ...value, arguments: open };
}

function writtenBy(
  evaluation: Evaluation,
  callee: FunctionValue,
  target: Value,
  call: CallExpression,
  argument: CallExpression['arguments'][number],
  view: View,
): Value {
  const index = evaluation.indexOf(callee.program);
  const scope = index.functionScopes.get(callee.function);
  const name = parameterOf(callee.function, call.arguments, argument);
  if (scope === undefined || name === undefined || (scope.bindings.get(name)?.length ?? 0) > 1) return target;
  if (!index.mutations.get(name)?.some((mutation) => mutation.scope === scope)) return target;
  const given = new Map<string, () => Value>();
  for (const [parameter, value] of bindArguments(callee.function, call.arguments)) {
    given.set(parameter, () => value.evaluate((expression) => evaluation.evaluate(expression, view)));
  }
  const frame = sameFrame(evaluation, call, {
    function: callee.function,
    arguments: given,
    parent: frameAroundCalled(callee, view.frame),
    depth: (view.frame?.depth ?? 0) + 1,
  });
  const place: Place = { scope, offset: Infinity, arms: [] };
  return mutated(evaluation, name, target, [], place, { index, place, frame });
}

/** What `lines.append(text)` in a loop leaves, where it is texts that it appends. */
function textsOfTurns(
  evaluation: Evaluation,
  target: Value,
  mutation: Mutation,
  call: CallExpression,
  use: Place,
  view: View,
): readonly Value[] | undefined {
  const [only, second] = call.arguments;
  if (target.kind !== 'list' || target.turns || only === undefined || second || only.spread) return undefined;
  const item = evaluation.evaluate(only.value, { ...view, place: placeBefore(mutation) });
  if (!optionsOf(item).every(isWritten)) return undefined;
  const texts = textOfTurns(evaluation, { ...mutation, offset: call.range.start }, only.value, use, view);
  // The same text some number of times says less than that text.
  return staticText(item) !== undefined && texts.some((text) => staticText(text) === undefined) ? undefined : texts;
}

/** A text, or what the code says the length of in one. */
function isWritten(value: Value): boolean {
  return value.kind === 'text' || (value.kind === 'unknown' && value.size !== undefined);
}

function mutateAt(
  evaluation: Evaluation,
  value: Value,
  path: readonly (string | number | undefined)[],
  change: (target: Value) => Value,
): Value {
  const [key, ...rest] = path;
  if (path.length === 0) return change(value);
  if (value.kind === 'object' && typeof key === 'string') {
    const field = value.fields.get(key);
    return field ? withField(value, key, { ...field, value: mutateAt(evaluation, field.value, rest, change) }) : value;
  }
  if (value.kind === 'list' && typeof key === 'number') {
    const at = key < 0 ? value.items.length + key : key;
    const items = value.items.map((item, index) => (index === at ? mutateAt(evaluation, item, rest, change) : item));
    return { ...value, items };
  }
  return value;
}

/** How a call that writes runs. */
interface Occasion {
  readonly isOptional: boolean;
  readonly repeats: boolean;
  /** Where it is optional. */
  readonly branch: readonly Branch[];
}

function mutatingCall(
  evaluation: Evaluation,
  target: Value,
  operation: string,
  call: CallExpression,
  view: View,
  { isOptional, repeats, branch }: Occasion,
): Value {
  const values = call.arguments.flatMap(({ name, value }) =>
    name === undefined ? [evaluation.evaluate(value, view)] : [],
  );
  const isOpen = isOptional || repeats;
  const isOnce = isOptional && !repeats;
  const [first, second] = values;
  switch (operation) {
    case 'append':
      if (!isOptional) return appendItems(target, values, isOpen);
      return appendItems(addOptionalItems(target, values, branch), [], repeats);
    case 'prepend':
      if (isOnce) return addOptionalItems(target, values, branch, 0);
      return target.kind === 'list' ? inserted(target, 0, values, isOpen) : target;
    case 'insert': {
      const at = first?.kind === 'number' ? first.value : undefined;
      if (target.kind !== 'list' || second === undefined) return target;
      if (isOnce && at !== undefined) return addOptionalItems(target, [second], branch, at);
      return inserted(target, at ?? target.items.length, [second], isOpen || at === undefined);
    }
    case 'extend':
      return values.reduce<Value>((list, value) => extend(list, value, runOf(isOptional, repeats), branch), target);
    case 'remove':
      return removed(target, first, isOptional);
    case 'set-default':
      return withDefault(target, first, second, call, isOptional, view);
    case 'merge':
      return mergedInto(evaluation, target, call, 0, isOptional, view);
    case 'put':
      return putInto(target, call, values, isOpen, { isOptional, uri: view.index.program.uri });
    default:
      return target;
  }
}

/** `object.put(key, value)`, `list.put(item)`; a key that is not known opens the object. */
export function putInto(
  target: Value,
  call: CallExpression,
  values: readonly Value[],
  isOpen: boolean,
  { isOptional, uri }: { readonly isOptional: boolean; readonly uri: string },
): Value {
  const [key, value] = values;
  if (target.kind === 'list') return appendItems(target, values.slice(-1), isOpen);
  if (target.kind !== 'object' || key === undefined) return target;
  const name = staticText(key);
  const valueRange = call.arguments[1]?.value.range;
  if (name === undefined || value === undefined || valueRange === undefined) return { ...target, isOpen: true };
  const start = call.arguments[0]?.range.start ?? valueRange.start;
  const field: ObjectField = { value, uri, range: { start, end: valueRange.end }, valueRange };
  return withField(target, name, isOptional ? { ...field, isOptional } : field);
}

function inserted({ isAllSeen: _, ...list }: ListValue, at: number, items: readonly Value[], isOpen: boolean): Value {
  return {
    ...list,
    items: [...list.items.slice(0, at), ...items, ...list.items.slice(at)],
    isOpen: list.isOpen || isOpen,
  };
}

function removed(target: Value, key: Value | undefined, isOptional: boolean): Value {
  const name = key && keyOrIndex(key);
  if (target.kind === 'object' && typeof name === 'string') {
    const fields = new Map(target.fields);
    const field = fields.get(name);
    if (field && isOptional) fields.set(name, { ...field, isOptional: true });
    else fields.delete(name);
    return { ...target, fields };
  }
  if (target.kind !== 'list' || isOptional || target.isOpen) return target;
  const index = key === undefined ? -1 : name;
  if (typeof index !== 'number') return target;
  const at = index < 0 ? target.items.length + index : index;
  return { ...target, items: target.items.filter((_, position) => position !== at) };
}

function withDefault(
  target: Value,
  key: Value | undefined,
  value: Value | undefined,
  call: CallExpression,
  isOptional: boolean,
  view: View,
): Value {
  const name = key && staticText(key);
  const valueRange = call.arguments[1]?.value.range;
  if (target.kind !== 'object') return target;
  if (name === undefined || value === undefined || valueRange === undefined) return { ...target, isOpen: true };
  const before = target.fields.get(name);
  if (before && !before.isOptional) return target;
  const field: ObjectField = { value, uri: view.index.program.uri, range: call.range, valueRange };
  if (before) return withField(target, name, { ...field, value: choose([before.value, value], field) });
  return withField(target, name, isOptional ? { ...field, isOptional } : field);
}

/** Lays arguments from the given one on, then the named ones, over the target. */
function mergedInto(
  evaluation: Evaluation,
  target: Value,
  call: CallExpression,
  from: number,
  isOptional: boolean,
  view: View,
): Value {
  if (target.kind !== 'object') return target;
  const given = evaluation.argumentsOf(call, view);
  const isPosition = (key: string): boolean => /^\d+$/.test(key);
  const sources = [...given.fields].flatMap(([key, field]) =>
    isPosition(key) && Number(key) >= from ? [field.value] : [],
  );
  const named: ObjectValue = { ...given, fields: new Map([...given.fields].filter(([key]) => !isPosition(key))) };
  const source = [...sources, named].reduce<ObjectValue>(mergeInto, emptyObject(given.origin));
  if (!isOptional) return mergeInto(target, source);
  const fields = [...source.fields].map(([key, field]) => [key, { ...field, isOptional: true as const }] as const);
  return mergeInto(target, { ...source, fields: new Map(fields) });
}

/** How often a write runs. */
type Run = 'once' | 'perhaps-once' | 'any-number';

function runOf(isOptional: boolean, repeats: boolean): Run {
  if (repeats) return 'any-number';
  return isOptional ? 'perhaps-once' : 'once';
}

export function extend(list: Value, more: Value, run: Run = 'once', branch: readonly Branch[] = []): Value {
  if (more.kind === 'choice' && !more.isPerTurn) return extendByOneOf(list, more.options, run, branch);
  if (more.kind !== 'list') return appendItems(list, [], true);
  if (run !== 'perhaps-once') return appendSeen(list, more, run === 'any-number');
  const longer = addOptionalItems(list, more.items, branch);
  return more.isOpen ? appendItems(longer, [], true) : longer;
}

function appendSeen(list: Value, more: ListValue, isOpen: boolean): Value {
  const longer = appendItems(list, more.items, more.isOpen || isOpen);
  const wasSeen = list.kind === 'list' && !list.turns && (!list.isOpen || list.isAllSeen);
  return wasSeen && more.isAllSeen && !isOpen && longer.kind === 'list' ? { ...longer, isAllSeen: true } : longer;
}

/** `[*system, *([marker] if cached else [])]`: the items of the first list that has any, which may be missing. */
function extendByOneOf(list: Value, options: readonly Value[], run: Run, branch: readonly Branch[]): Value {
  const lists = options.filter((option) => option.kind === 'list');
  const [first, second] = lists.filter(({ items }) => items.length > 0);
  if (first === undefined) return appendItems(list, [], true);
  const isWhole = lists.length === options.length && second === undefined && lists.every(({ isOpen }) => !isOpen);
  const longer =
    run === 'any-number' ? appendItems(list, first.items, true) : addOptionalItems(list, first.items, branch);
  return isWhole ? longer : appendItems(longer, [], true);
}

function keyOrIndex(value: Value): string | number | undefined {
  return staticText(value) ?? (value.kind === 'number' ? value.value : undefined);
}
