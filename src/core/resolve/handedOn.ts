/** Calls that another function makes of a function which it is handed: `executor.submit(ask, "text")` calls `ask("text")`. */
import type { HandingOn, LibraryOperation } from '../domain/language.ts';
import type { Argument, CallExpression, Expression } from '../domain/program.ts';

export function isHandingOn(operation: LibraryOperation): operation is HandingOn {
  return HANDING_ON.has(operation);
}

const HANDING_ON: ReadonlySet<string> = new Set<HandingOn>([
  'calls-first',
  'calls-second',
  'calls-target',
  'calls-each',
  'calls-each-second',
  'calls-each-spread',
  'calls-receiver',
  'calls-applied',
]);

/** True for what runs the function once per item of a list. */
export function isHandingEach(operation: HandingOn | undefined): boolean {
  return operation?.startsWith('calls-each') === true;
}

/** The call that is made, in the place of the one that hands the function on; `isLoop`: once per item of a list. */
export function handedOn(
  call: CallExpression,
  operations: ReadonlyMap<string, HandingOn>,
): { readonly call: CallExpression; readonly isLoop: boolean } | undefined {
  const { callee, arguments: passed } = call;
  const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
  switch (name === undefined ? undefined : operations.get(name)) {
    case 'calls-first':
      return made(call, passed[0], passed.slice(1));
    case 'calls-second':
      return made(call, passed[1], passed.slice(2));
    case 'calls-target':
      return made(call, named(passed, 'target'), targetArguments(passed));
    case 'calls-each':
      return madeOfEach(call);
    case 'calls-each-second':
      return madeOfEach({ ...call, arguments: passed.slice(0, 2).toReversed() });
    case 'calls-each-spread':
      return madeOfSpread(call);
    case 'calls-receiver':
      return madeOfReceiver(call, passed);
    case 'calls-applied':
      return madeOfApplied(call);
    case undefined:
      return undefined;
  }
}

function made(
  call: CallExpression,
  handed: Argument | undefined,
  passed: readonly Argument[],
): { readonly call: CallExpression; readonly isLoop: boolean } | undefined {
  if (handed === undefined || handed.spread !== undefined || !isReference(handed.value)) return undefined;
  return { call: { ...call, callee: handed.value, arguments: passed, isConstruction: false }, isLoop: false };
}

function isReference({ kind }: Expression): boolean {
  return kind === 'name' || kind === 'member';
}

function named(passed: readonly Argument[], name: string): Argument | undefined {
  return passed.find((argument) => argument.name === name);
}

/** `task.delay(a, b)`. */
function madeOfReceiver(call: CallExpression, passed: readonly Argument[]): ReturnType<typeof made> {
  const { callee } = call;
  if (callee.kind !== 'member') return undefined;
  return made(call, { value: callee.object, range: callee.object.range }, passed);
}

/** A function comes first where it is none that the method is called on; alone it is run for each item: `column.apply(f)`. */
function madeOfApplied(call: CallExpression): ReturnType<typeof made> {
  const { arguments: passed } = call;
  const [first] = passed;
  const isFirst = first !== undefined && first.name === undefined && isReference(first.value);
  if (isFirst && passed.length === 1) return madeOfEach(call);
  const [list, object] = passed.filter(({ name }) => name === undefined).slice(isFirst ? 1 : 0);
  const given = targetArguments(passed, list, object);
  return isFirst ? made(call, first, given) : madeOfReceiver(call, given);
}

/** `args=(a, b)` and `kwargs={…}`, or what is passed for them by its place. */
function targetArguments(
  passed: readonly Argument[],
  list = named(passed, 'args'),
  object = named(passed, 'kwargs') ?? named(passed, 'kwds'),
): readonly Argument[] {
  const positional = list && (list.value.kind === 'list' ? itemsOf(list.value) : [spreadOf(list, 'list')]);
  const fields = object && (object.value.kind === 'object' ? fieldsOf(object.value) : [spreadOf(object, 'object')]);
  return [...(positional ?? []), ...(fields ?? [])];
}

function itemsOf({ items }: Extract<Expression, { kind: 'list' }>): readonly Argument[] {
  return items.map(({ value, isSpread }) => ({
    value,
    range: value.range,
    ...(isSpread && { spread: 'list' as const }),
  }));
}

function fieldsOf({ entries }: Extract<Expression, { kind: 'object' }>): readonly Argument[] {
  return entries.map(({ value, range, ...entry }) => {
    const key = entry.kind === 'field' && entry.key.kind === 'literal' ? entry.key.value : undefined;
    return typeof key === 'string' ? { name: key, value, range } : { value, range, spread: 'object' as const };
  });
}

function spreadOf({ value, range }: Argument, spread: 'list' | 'object'): Argument {
  return { value, range, spread };
}

/** `pool.map(f, list)`, `map(f, list, list)` and `list.map(f)`. */
function madeOfEach(call: CallExpression): ReturnType<typeof handedOn> {
  const { callee, arguments: passed } = call;
  const [first, ...lists] = passed;
  const ofReceiver = lists.length === 0 && callee.kind === 'member';
  const items = ofReceiver
    ? [itemOf(callee.object)]
    : lists.filter(({ name, spread }) => name === undefined && spread === undefined).map(({ value }) => itemOf(value));
  const each = made(call, first, items);
  return each && { ...each, isLoop: true };
}

/** `starmap(f, [(a, b), …])`. */
function madeOfSpread(call: CallExpression): ReturnType<typeof handedOn> {
  const [first, list] = call.arguments;
  if (list === undefined) return undefined;
  const item = itemOf(list.value);
  const { range } = item;
  const items = Array.from({ length: lengthOfItems(list.value) }, (_, position): Argument => {
    const index: Expression = { kind: 'literal', value: position, range };
    return { value: { kind: 'index', object: item.value, index, range }, range };
  });
  const each = made(call, first, items.length > 0 ? items : [{ ...item, spread: 'list' }]);
  return each && { ...each, isLoop: true };
}

/** How many items each item of a list has; 0 where the code does not show it. */
function lengthOfItems(list: Expression): number {
  const item = list.kind === 'list' ? list.items[0]?.value : list.kind === 'comprehension' ? list.element : undefined;
  if (item?.kind === 'list') return item.items.some(({ isSpread }) => isSpread) ? 0 : item.items.length;
  const isZip = list.kind === 'call' && list.callee.kind === 'name' && list.callee.name === 'zip';
  return isZip ? list.arguments.length : 0;
}

/** One of the items, whichever. */
function itemOf(list: Expression): Argument {
  const { range } = list;
  const index: Expression = { kind: 'unknown', range, children: [] };
  return { value: { kind: 'index', object: list, index, range }, range };
}
