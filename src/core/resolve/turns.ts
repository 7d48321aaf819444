/** What is made of each item of a list: comprehensions, callbacks, loops that write a text. */
import type { AmountRange } from '../domain/estimates.ts';
import type { Expression, FunctionNode, Parameter } from '../domain/program.ts';
import type { FunctionValue, ListValue, Origin, Turns, Value } from '../domain/value.ts';
import { choose, elementOf, textOf, unknownValue } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import type { Evaluation, Frame, View } from './evaluation.ts';

/** How many items a list has where nothing says: none, a handful, some dozens. */
export const ASSUMED_ITEMS: Turns = { low: 0, likely: 5, high: 40, isAssumed: true };

/** More items than this are no longer looked at one by one. */
const MAXIMUM_TURNS = 60;

/** The items one by one, where all are known. */
export function knownItems(value: Value): readonly Value[] | undefined {
  if (value.kind !== 'list' || value.isOpen || value.turns || value.items.length > MAXIMUM_TURNS) return undefined;
  return value.items;
}

/** How many items something has that is gone through. */
export function turnsOver(value: Value): Turns {
  if (value.kind === 'list' && value.turns) return value.turns;
  if (value.kind === 'list' && !value.isOpen) return exactly(value.items.length);
  if (value.kind === 'unknown' && value.limit !== undefined) return atMost(value.limit);
  return ASSUMED_ITEMS;
}

function exactly(count: number): AmountRange {
  return { low: count, likely: count, high: count };
}

/** Who takes the first few of something expects it to have so many. */
export function atMost(count: number): AmountRange {
  const likely = count <= FEW ? count : Math.max(FEW, Math.round(count / 2));
  return { low: Math.min(1, count), likely, high: count };
}

const FEW = 20;

/** A list with one item for each turn: of each item of `list`, or of one that stands for all. */
export function perTurn(
  list: Value,
  make: (item: Value | undefined) => Value,
  name: string,
  origin: Origin,
  isFiltered: boolean,
): ListValue {
  const items = isFiltered ? undefined : knownItems(list);
  if (items) return { kind: 'list', items: items.map((item) => make(item)), isOpen: false, origin };
  const turns = turnsOver(list);
  const item = list.kind === 'list' && list.turns ? list.items[0] : undefined;
  const counted = isFiltered ? { ...turns, low: 0 } : turns;
  return { kind: 'list', items: [make(item)], isOpen: true, turns: counted, name, origin };
}

/** A view in which the loop over `iterable` is at one item. */
export function inTurn(view: View, iterable: Expression, item: Value): View {
  const frame: Frame = {
    function: NO_FUNCTION,
    arguments: new Map(),
    parent: view.frame,
    depth: view.frame?.depth ?? 0,
    turn: { iterable, item },
  };
  return { ...view, frame };
}

const NO_FUNCTION: FunctionNode = {
  range: { start: 0, end: 0 },
  parameters: [],
  body: [],
  decorators: [],
  role: 'function',
};

/** What the loop over `iterable` is at, where that is looked at item by item. */
export function itemOfTurn(frame: Frame | undefined, iterable: Expression): Value | undefined {
  for (let current = frame; current; current = current.parent) {
    if (current.turn?.iterable === iterable) return current.turn.item;
  }
  return undefined;
}

/** What a callback gives back for some arguments; undefined where it is none of the workspace. */
export function resultOfCallback(
  evaluation: Evaluation,
  callback: Value,
  passed: readonly (Value | undefined)[],
  view: View,
  spot: Spot,
): Value | undefined {
  if (callback.kind !== 'function' || (view.frame?.depth ?? 0) > MAXIMUM_NESTING) return undefined;
  const index = evaluation.indexOf(callback.program);
  const scope = index.functionScopes.get(callback.function);
  if (scope === undefined || scope.returns.length === 0) return undefined;
  const frame: Frame = {
    function: callback.function,
    arguments: boundTo(callback, passed, spot),
    parent: view.frame,
    depth: (view.frame?.depth ?? 0) + 1,
  };
  return evaluation.once(
    callback.function,
    view.frame,
    () =>
      choose(
        scope.returns.map(({ value, scope: at }) =>
          evaluation.evaluate(value, { index, place: { scope: at, offset: value.range.end, arms: [] }, frame }),
        ),
        spot,
      ),
    () => undefined,
  );
}

const MAXIMUM_NESTING = 6;

function boundTo(
  { function: node, program }: FunctionValue,
  passed: readonly (Value | undefined)[],
  spot: Spot,
): ReadonlyMap<string, () => Value> {
  const bound = new Map<string, () => Value>();
  const parameters = node.parameters.filter(({ kind }) => kind === 'plain');
  parameters.forEach((parameter, position) => {
    const value = passed[position];
    if (value) bind(parameter, value, bound, spot);
    else if (position < passed.length) bindUnknown(parameter, program.uri, bound);
  });
  return bound;
}

function bind(parameter: Parameter, value: Value, bound: Map<string, () => Value>, spot: Spot): void {
  if (!parameter.fields) return void bound.set(parameter.name, () => value);
  for (const field of parameter.fields) {
    const key = field.key ?? field.name;
    const origin: Origin = { from: 'literal', ...spot };
    const isPosition = /^\d{1,4}$/.test(key) && value.kind === 'list';
    const index: Value = isPosition ? { kind: 'number', value: Number(key), origin } : textOf(key, origin);
    bind(field, elementOf(value, index, spot), bound, spot);
  }
}

function bindUnknown(parameter: Parameter, uri: string, bound: Map<string, () => Value>): void {
  if (parameter.fields) return parameter.fields.forEach((field) => bindUnknown(field, uri, bound));
  const spot = { uri, range: parameter.range };
  bound.set(parameter.name, () => unknownValue('it is an item of a list that is not known', spot, 'input'));
}
