/** Reads fields of a request as far as they are known; absent and unknown stay apart. */
import { ABSENT, unknown } from '../domain/resolved.ts';
import type { Resolved, Unknown } from '../domain/resolved.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectField, ObjectValue, Origin, Value } from '../domain/value.ts';
import { emptyObject, mergeInto, staticText } from '../domain/valueOperations.ts';
import { modelIdOf, onlyBedrockIds } from './modelId.ts';

/** A field that is there, surely not there, or cannot be told. */
export type Reading = ObjectField | 'absent' | Unknown;

/** The object that a value is; several objects are laid over one another, anything else is an open one. */
export function asObject(value: Value): ObjectValue {
  if (value.kind === 'object') return value;
  if (value.kind === 'choice') return mergeInto(emptyObject(NOWHERE), value);
  if (value.kind === 'unknown')
    return { ...emptyObject({ from: 'literal', uri: value.uri, range: value.range }), isOpen: true };
  return { ...emptyObject('origin' in value ? value.origin : NOWHERE), isOpen: value.kind !== 'null' };
}

const NOWHERE: Origin = { from: 'literal', uri: '', range: { start: 0, end: 0 } };

/** The first of the keys that is set. */
export function readField(object: ObjectValue, ...keys: readonly string[]): Reading {
  for (const key of keys) {
    const field = object.fields.get(key);
    if (field) return field;
  }
  return object.isOpen ? unknown('the request is put together where it cannot be followed') : 'absent';
}

/** The field at the end of a path of keys. */
export function readPath(object: ObjectValue, path: readonly string[]): Reading {
  const [key = '', ...rest] = path;
  const reading = readField(object, key);
  if (rest.length === 0 || typeof reading === 'string' || 'state' in reading) return reading;
  const inner = readPath(asObject(reading.value), rest);
  if (typeof inner === 'string' || 'state' in inner) return inner;
  return reading.isOptional ? { ...inner, isOptional: true } : inner;
}

/** The object at the end of a path: an empty one where it is left out, an open one where that cannot be told. */
export function objectAt(object: ObjectValue, path: readonly string[]): ObjectValue {
  const reading = readPath(object, path);
  return isField(reading) ? asObject(reading.value) : { ...emptyObject(NOWHERE), isOpen: reading !== 'absent' };
}

/** The items of a list that is seen; empty where it is not, or is none. */
export function itemsOf(reading: Reading): readonly Value[] {
  const value = fieldValue(reading);
  const list = value && optionsOf(value).find(({ kind }) => kind === 'list');
  return list?.kind === 'list' ? list.items : [];
}

export function isField(reading: Reading): reading is ObjectField {
  return typeof reading !== 'string' && !('state' in reading);
}

/** The value of a field; undefined when absent or unknown. */
export function fieldValue(reading: Reading): Value | undefined {
  return isField(reading) ? reading.value : undefined;
}

/** Whether a request names a guardrail; a field that some paths leave out counts, since its charge may be there. */
export function readGuardrail(request: ObjectValue, ...keys: readonly string[]): { readonly hasGuardrail?: true } {
  const value = fieldValue(readField(request, ...keys));
  return value === undefined || optionsOf(value).every(({ kind }) => kind === 'null') ? {} : { hasGuardrail: true };
}

/** A text without placeholders. A null counts as left out. */
export function readText(reading: Reading): Resolved<string> {
  return readScalar(reading, staticText, 'a text with parts that are not known');
}

/** The model: a null stands for one that is set elsewhere, since no API goes without. */
export function readModel(object: ObjectValue, ...keys: readonly string[]): Resolved<string> {
  const reading = readField(object, ...keys);
  const model = onlyBedrockIds(readScalar(reading, modelIdOf, 'a text with parts that are not known'));
  if (model.state !== 'absent' || !isField(reading)) return model;
  return {
    state: 'unknown',
    reason: 'it is empty here and set elsewhere',
    uri: reading.uri,
    range: reading.valueRange,
  };
}

/** A number, also when it is written as a text of digits. */
export function readNumber(reading: Reading): Resolved<number> {
  return readScalar(reading, asNumber, 'a number that is not known');
}

export function readBoolean(reading: Reading): Resolved<boolean> {
  return readScalar(
    reading,
    (value) => (value.kind === 'boolean' ? value.value : undefined),
    'a condition that is not known',
  );
}

/** The keys of a map, or of a list of tags: `{ team: "x" }`, `[{ key: "team", value: "x" }]`. */
export function readKeys(reading: Reading): Resolved<readonly string[]> {
  if (reading === 'absent') return ABSENT;
  if (!isField(reading)) return reading;
  const { value, uri, valueRange } = reading;
  if (value.kind === 'null') return ABSENT;
  const keys = keysOf(value);
  if (keys === undefined) return unknown('its keys are not known');
  return {
    state: 'known',
    value: keys,
    from: 'literal',
    uri,
    range: valueRange,
    ...(reading.isOptional && { isOpen: true }),
  };
}

function keysOf(value: Value): readonly string[] | undefined {
  if (value.kind === 'object') return value.isOpen ? undefined : [...value.fields.keys()];
  if (value.kind !== 'list' || value.isOpen) return undefined;
  const keys = value.items.map((item) => {
    const key = fieldValue(readField(asObject(item), 'key', 'Key'));
    return key && staticText(key);
  });
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

function asNumber(value: Value): number | undefined {
  if (value.kind === 'number') return Number.isFinite(value.value) ? value.value : undefined;
  const text = staticText(value);
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function readScalar<T>(reading: Reading, scalar: (value: Value) => T | undefined, otherwise: string): Resolved<T> {
  if (reading === 'absent') return ABSENT;
  if (!isField(reading)) return reading;
  const options = optionsOf(reading.value);
  const present = options.filter((option) => option.kind !== 'null');
  if (present.length === 0) return options.every((option) => isWrittenAt(option, reading)) ? ABSENT : EMPTY_ELSEWHERE;
  const known = present.flatMap((option) => {
    const value = scalar(option);
    return value === undefined ? [] : [{ value, option }];
  });
  const [first] = known;
  if (first === undefined) return notKnown(present[0], reading, otherwise);
  const isOpen =
    known.length < options.filter((option) => !isVariable(option, scalar)).length ||
    known.some(({ option }) => standsForWant(option)) ||
    reading.isOptional === true;
  const alternatives = [...new Set(known.map(({ value }) => value))];
  const origin = 'origin' in first.option ? first.option.origin : NOWHERE;
  const stated = new Set(known.flatMap(({ option }) => ('origin' in option ? (option.origin.stated ?? []) : [])));
  return {
    state: 'known',
    value: first.value,
    from: origin.from,
    ...(alternatives.length > 1 && { alternatives }),
    ...(isOpen && { isOpen: true }),
    ...(stated.size > 0 && { stated: [...stated] }),
    ...(first.option.kind === 'number' && first.option.isText && { isText: true }),
    uri: origin.uri,
    range: origin.range,
  };
}

/** `config.model || DEFAULT`: what is handed in comes first, and can be anything. */
function standsForWant(value: Value): boolean {
  return value.kind === 'text' && value.instead !== undefined && value.instead.environmentVariable === undefined;
}

/** `isNaN(fromEnvironment) ? 4096 : fromEnvironment`: the number is what counts where nobody sets the variable. */
function isVariable(value: Value, scalar: (value: Value) => unknown): boolean {
  return scalar === asNumber && value.kind === 'unknown' && value.environmentVariable !== undefined;
}

/** A null that stands behind the key itself leaves the field out; one of a declaration elsewhere waits to be replaced. */
function isWrittenAt(value: Value, { uri, valueRange }: ObjectField): boolean {
  if (value.kind !== 'null') return false;
  const { origin } = value;
  return origin.uri === uri && origin.range.start >= valueRange.start && origin.range.end <= valueRange.end;
}

const EMPTY_ELSEWHERE = unknown('it is empty where it is declared, and may be set elsewhere');

function notKnown(value: Value | undefined, field: ObjectField, otherwise: string): Unknown {
  const unknownValue = value?.kind === 'unknown' ? value : undefined;
  const reason =
    unknownValue?.reason ??
    (value?.kind === 'symbol' ? reasonOfSymbol(value.symbol, value.missing) : undefined) ??
    otherwise;
  const { environmentVariable } = unknownValue ?? {};
  return {
    state: 'unknown',
    reason,
    ...(environmentVariable !== undefined && { environmentVariable }),
    uri: field.uri,
    range: field.valueRange,
  };
}

function reasonOfSymbol(symbol: string, missing: string | undefined): string | undefined {
  const [module = '', name = ''] = symbol.split('#', 2);
  return missing ?? (module === '' ? undefined : `it is \`${name}\` of \`${module}\`, which is not followed`);
}
