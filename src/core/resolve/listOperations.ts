/** What library functions do with lists: joining, mapping, counting. */
import type { Expression, ListExpression } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { ListValue, Value } from '../domain/value.ts';
import { singularOf, unbounded } from '../domain/sizeEvidence.ts';
import {
  appendItems,
  concatenate,
  placeholder,
  repeatedParts,
  staticText,
  textOf,
  textParts,
  unknownValue,
} from '../domain/valueOperations.ts';
import type { Application } from './application.ts';
import { joinPath, nameOfCall, nothing } from './application.ts';
import { nameOf } from './evaluation.ts';
import { extend } from './mutations.ts';
import { SIZES } from './sizes.ts';
import { atMost, perTurn, resultOfCallback, turnsOver } from './turns.ts';

/** `separator.join(list)` and `list.join(separator)`. */
export function joinTexts(application: Application): Value {
  const [first] = application.arguments;
  const { receiver, origin, spot } = application;
  if (receiver === undefined) return joinPath(application);
  const [list, given] = listAndSeparator(receiver, first);
  const separator = given ?? textOf(',', origin);
  const name = nameOfCall(application);
  if (list?.kind === 'unknown' && list.limit !== undefined && !list.content) {
    const { limit, ...item } = list;
    const own = singularOf(name) ?? name;
    const parts = [...textParts({ ...item, name: own }, own, spot), ...textParts(separator, '', spot)];
    return { kind: 'text', parts: [repeatedParts(parts, atMost(limit), name, spot)], origin };
  }
  if (list?.kind !== 'list' || separator.kind !== 'text') {
    if (list?.kind === 'unknown') return unbounded(list);
    return { kind: 'text', parts: [{ ...placeholder(name, spot, 'unknown'), isUnbounded: true }], origin };
  }
  const [pattern] = list.items;
  if (list.turns && pattern) {
    const own = (pattern.kind === 'unknown' ? pattern.name : undefined) ?? singularOf(name) ?? name;
    const parts = [...textParts(pattern, own, spot), ...separator.parts];
    return { kind: 'text', parts: [repeatedParts(parts, list.turns, name, spot)], origin };
  }
  const pieces = list.items.flatMap((item, index) => {
    const own = itemName(application, index, list.items.length) ?? (item.kind === 'unknown' ? item.name : undefined);
    const piece = { value: item, name: own ?? `${name}[${index}]`, spot };
    return index === 0 ? [piece] : [{ value: separator, name: '', spot }, piece];
  });
  const joined = concatenate(pieces, origin);
  if (!list.isOpen) return joined;
  const further = { value: unbounded(unknownValue('it is the rest of a list', spot)), name, spot };
  return concatenate([{ value: joined, name, spot }, further], origin);
}

/** As the code names an item of a list that is written where it is joined, also through `filter` and the like. */
function itemName({ call, evaluation, view }: Application, index: number, count: number): string | undefined {
  const inCallee = call.callee.kind === 'member' ? call.callee.object : undefined;
  const written = [call.arguments[0]?.value, inCallee].map(writtenList).find((list) => list !== undefined);
  const item = written?.items.length === count ? written.items[index] : undefined;
  return item && !item.isSpread ? nameOf(item.value, evaluation, view) : undefined;
}

/** The list literal that a call takes its items from: `[a, b].filter(Boolean)`, `filter(None, [a, b])`. */
function writtenList(expression: Expression | undefined): ListExpression | undefined {
  if (expression?.kind === 'list') return expression;
  if (expression?.kind !== 'call') return undefined;
  const { callee, arguments: passed } = expression;
  const inside = [...passed.map(({ value }) => value), callee.kind === 'member' ? callee.object : undefined];
  return inside.find((part) => part?.kind === 'list');
}

/** Python's separators have the method, JavaScript's lists do. */
function listAndSeparator(receiver: Value, first: Value | undefined): readonly [Value | undefined, Value | undefined] {
  if (receiver.kind === 'list') return [receiver, first];
  const isSeparator = first === undefined || (receiver.kind !== 'text' && first.kind === 'text');
  return isSeparator ? [receiver, first] : [first, receiver];
}

export function concatenateLists(application: Application): Value {
  const { receiver } = application;
  if (receiver?.kind !== 'list') return receiver ?? nothing(application);
  return application.arguments.reduce<Value>((list, more) => extend(list, more), receiver);
}

/** `list.map(f)`, `map(f, list)`: what `f` gives back for each element. */
export function mapList(application: Application): Value {
  const { receiver, arguments: passed, evaluation, view, spot, origin } = application;
  const [first, second] = passed;
  const isFirst = receiver === undefined && first !== undefined && isCallback(first);
  const list = receiver ?? (isFirst ? second : first);
  const callback = receiver || isFirst ? first : second;
  if (list === undefined || callback === undefined) return { kind: 'list', items: [], isOpen: true, origin };
  let position = 0;
  const make = (item: Value | undefined): Value => {
    const index: Value = { kind: 'number', value: position++, origin };
    const counted = item ? index : { ...unknownValue('it is the position in a list', spot), size: SIZES.number };
    const result = resultOfCallback(evaluation, callback, [item, counted], view, spot);
    return result ?? item ?? unknownValue('it is made of an item of a list', spot, 'input');
  };
  return perTurn(list, make, nameOfCall(application), origin, false);
}

function isCallback({ kind }: Value): boolean {
  return kind === 'function' || kind === 'class' || kind === 'symbol';
}

/** `list.reduce((text, item) => text + item, '')` writes a text item by item. */
export function reduceList(application: Application): Value {
  const { receiver, arguments: passed, evaluation, view, spot, origin } = application;
  const [callback, start] = passed;
  if (receiver === undefined || callback === undefined || start?.kind !== 'text') {
    return { kind: 'list', items: [], isOpen: true, origin };
  }
  const result = resultOfCallback(evaluation, callback, [textOf('', origin), undefined], view, spot);
  if (result?.kind !== 'text') return nothing(application);
  const hole = repeatedParts(result.parts, turnsOver(receiver), nameOfCall(application), spot);
  return { kind: 'text', parts: [...start.parts, hole], origin };
}

/** `enumerate(list)`: pairs of the position and the item. */
export function enumerateList(application: Application): Value {
  const { arguments: passed, call, evaluation, view, spot, origin } = application;
  const [list = nothing(application)] = passed;
  const [given] = call.arguments;
  const name = given ? nameOf(given.value, evaluation, view) : 'items';
  let position = 0;
  const make = (item: Value | undefined): ListValue => {
    const known: Value = { kind: 'number', value: position++, origin };
    const index = item ? known : { ...unknownValue('it is the position in a list', spot), size: SIZES.number };
    const element = item ?? unknownValue('it is an item of a list that is not known', spot, 'input');
    return { kind: 'list', items: [index, element], isOpen: false, origin };
  };
  return perTurn(list, make, name, origin, false);
}

/**
 * `list.filter(Boolean)`, `filter(None, list)`: what is surely nothing goes, what may be something stays. Of texts that
 * another test chooses from, all can be among them.
 */
export function filterList(application: Application): Value {
  const { receiver, arguments: passed, call } = application;
  const [test, second] = passed;
  const list = receiver ?? second;
  if (list?.kind === 'unknown' && receiver === undefined) return { ...list, ...application.spot };
  if (list?.kind !== 'list' || list.turns) return iterate(application);
  if (test && isTruthTest(test, call.arguments[0]?.value)) {
    return { ...list, items: list.items.filter((item) => !isSurelyNothing(item)) };
  }
  return list.items.every(({ kind }) => kind === 'text') ? list : iterate(application);
}

/** `Boolean`, `None`, `x => x`, `x => !!x`. */
function isTruthTest(test: Value, written: Expression | undefined): boolean {
  if (test.kind === 'null') return true;
  if (written?.kind === 'name') return written.name === 'Boolean' || written.name === 'bool';
  if (test.kind !== 'function') return false;
  const { parameters, body } = test.function;
  const [only] = body;
  const returned = only?.kind === 'return' ? only.value : undefined;
  return body.length === 1 && returned?.kind === 'name' && returned.name === parameters[0]?.name;
}

function isSurelyNothing(item: Value): boolean {
  return optionsOf(item).every(
    (option) =>
      option.kind === 'null' ||
      (option.kind === 'boolean' && !option.value) ||
      (option.kind === 'text' && staticText(option) === ''),
  );
}

/** `[[a], [b]].flat()`. */
export function flattenList(application: Application): Value {
  const { receiver, origin } = application;
  if (receiver?.kind !== 'list' || receiver.turns) return iterate(application);
  const empty: Value = { kind: 'list', items: [], isOpen: receiver.isOpen, origin };
  return receiver.items.reduce<Value>(
    (flat, item) => (item.kind === 'list' ? extend(flat, item) : appendItems(flat, [item], false)),
    empty,
  );
}

/** `chain(a, b)`: what is in the lists, one after the other. */
export function chainLists({ arguments: passed, origin }: Application): Value {
  return passed.reduce<Value>((all, list) => extend(all, list), { kind: 'list', items: [], isOpen: false, origin });
}

/** `new Set(list)`, `Array.from(list)`, `reversed(list)`. */
export function toList(application: Application): Value {
  const value = application.receiver ?? application.arguments[0];
  if (value === undefined) return { kind: 'list', items: [], isOpen: true, origin: application.origin };
  if (value.kind === 'list') return application.arguments.length > 1 ? mapList(application) : value;
  return value.kind === 'unknown' ? { ...value, ...application.spot } : iterate(application);
}

/** What goes through a list without a text of its own. */
export function iterate({ origin }: Application): Value {
  return { kind: 'list', items: [], isOpen: true, origin };
}
