/** What a template's expressions are, of the values that it is filled with. */
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, Origin, Value } from '../domain/value.ts';
import {
  attributeKey,
  choose,
  concatenate,
  jsonParts,
  mapOptions,
  staticText,
  textOf,
} from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import type { CallOfTemplate, TemplateExpression } from '../templates/dialects/templateExpression.ts';

/** Names of the template's own over the values that it is given. */
export interface TemplateScope {
  /** Undefined for a name that is bound to something that is not known. */
  readonly names: Map<string, Value | undefined>;
  /** What names that the template does not bind are read from; undefined where that is not known. */
  readonly context: Value | undefined;
  readonly parent?: TemplateScope;
}

/** True or false, and whether that is sure or only likely; undefined where nothing tells. */
export interface Truth {
  readonly holds: boolean;
  readonly isSure: boolean;
}

/** The value of an expression; undefined where it is not known. What nobody gives is nothing, which is not sure. */
export function templateValue(
  expression: TemplateExpression,
  scope: TemplateScope,
  spot: Spot,
  depth = 0,
): Value | undefined {
  if (depth > MAXIMUM_DEPTH) return undefined;
  const read = (inner: TemplateExpression): Value | undefined => templateValue(inner, scope, spot, depth + 1);
  switch (expression.kind) {
    case 'literal':
      return literalValue(expression.value, spot);
    case 'path':
      return pathValue(expression.steps, scope, spot);
    case 'list': {
      const items = expression.items.map(read).filter((item) => item !== undefined);
      if (items.length < expression.items.length || weightOf(items, MAXIMUM_WEIGHT) > MAXIMUM_WEIGHT) return undefined;
      return { kind: 'list', items, isOpen: false, origin: originAt(spot) };
    }
    case 'call':
      return callValue(expression, read, spot);
    case 'conditional': {
      const truth = truthOf(expression.test, scope, spot, depth + 1);
      if (truth?.isSure) return read(truth.holds ? expression.then : expression.otherwise);
      const options = [read(expression.then), read(expression.otherwise)];
      const [then, otherwise] = truth?.holds === false ? options.toReversed() : options;
      return then && otherwise && choose([then, otherwise], spot);
    }
    case 'either': {
      const first = read(expression.first);
      const truth = first && truthOfValue(first);
      if (truth?.holds) return first;
      return truth ? read(expression.second) : undefined;
    }
    default: {
      const truth = truthOf(expression, scope, spot, depth + 1);
      return truth?.isSure ? { kind: 'boolean', value: truth.holds, origin: originAt(spot) } : undefined;
    }
  }
}

const MAXIMUM_DEPTH = 30;

/** A template that puts a value into itself again and again makes no larger one. */
const MAXIMUM_WEIGHT = 2_000;
const CHARACTERS_OF_WEIGHT = 100;

/** How much there is of values, counted no further than `most`. */
function weightOf(values: readonly Value[], most: number): number {
  let weight = 0;
  for (const value of values) {
    if (weight > most) return weight;
    weight += 1;
    if (value.kind === 'list') weight += weightOf(value.items, most - weight);
    else if (value.kind === 'choice') weight += weightOf(value.options, most - weight);
    else if (value.kind === 'object') {
      const fields = [...value.fields.values()].map((field) => field.value);
      weight += weightOf(fields, most - weight);
    } else if (value.kind === 'text') {
      for (const part of value.parts)
        weight += 1 + (part.kind === 'text' ? part.text.length / CHARACTERS_OF_WEIGHT : 0);
    }
  }
  return weight;
}

/** Whether a test holds. */
export function truthOf(
  expression: TemplateExpression,
  scope: TemplateScope,
  spot: Spot,
  depth = 0,
): Truth | undefined {
  if (depth > MAXIMUM_DEPTH) return undefined;
  const inner = (part: TemplateExpression): Truth | undefined => truthOf(part, scope, spot, depth + 1);
  switch (expression.kind) {
    case 'not': {
      const of = inner(expression.of);
      return of && { ...of, holds: !of.holds };
    }
    case 'both':
      return decided(inner(expression.first), inner(expression.second), false);
    case 'either':
      return decided(inner(expression.first), inner(expression.second), true);
    case 'comparison':
      return compared(expression, scope, spot, depth + 1);
    default: {
      const value = templateValue(expression, scope, spot, depth + 1);
      return value && truthOfValue(value);
    }
  }
}

/** `and` and `or`: one that is `winning` decides alone. */
function decided(first: Truth | undefined, second: Truth | undefined, winning: boolean): Truth | undefined {
  const [winner] = [first, second].filter((truth) => truth?.holds === winning).sort(surestFirst);
  if (winner) return winner;
  return first && second && { holds: !winning, isSure: first.isSure && second.isSure };
}

function surestFirst(a: Truth | undefined, b: Truth | undefined): number {
  return Number(b?.isSure) - Number(a?.isSure);
}

/** What is passed for sure, not what stands in for it where a caller says nothing. */
const SURE_SOURCES: ReadonlySet<Origin['from']> = new Set(['literal', 'constant', 'other-file']);

export function truthOfValue(value: Value): Truth | undefined {
  if (value.kind === 'choice') {
    const truths = value.options.map(truthOfValue);
    const [first] = truths;
    const isAgreed = truths.every((truth) => truth?.isSure && truth.holds === first?.holds);
    return first && { ...first, isSure: isAgreed };
  }
  if (value.kind === 'unknown') return undefined;
  const holds = isTrue(value);
  return holds === undefined ? undefined : { holds, isSure: SURE_SOURCES.has(value.origin.from) };
}

function isTrue(value: Exclude<Value, { kind: 'choice' | 'unknown' }>): boolean | undefined {
  switch (value.kind) {
    case 'null':
      return false;
    case 'boolean':
      return value.value;
    case 'number':
      return value.value !== 0;
    case 'text':
      if (value.parts.some((part) => part.kind === 'text' && part.text !== '' && part.repeat === undefined))
        return true;
      return value.parts.some((part) => part.kind === 'placeholder' || part.repeat) ? undefined : false;
    case 'list':
      return value.items.length > 0 && !value.isOpen ? true : value.isOpen ? undefined : false;
    case 'object':
      return value.fields.size > 0 ? true : value.isOpen ? undefined : false;
    case 'symbol':
      return undefined;
    case 'instance':
      // What a package's function gives back can be nothing.
      return value.class === undefined ? undefined : true;
    default:
      return true;
  }
}

function compared(
  { operator, first, second }: Extract<TemplateExpression, { kind: 'comparison' }>,
  scope: TemplateScope,
  spot: Spot,
  depth: number,
): Truth | undefined {
  const left = templateValue(first, scope, spot, depth);
  const right = templateValue(second, scope, spot, depth);
  const a = left && scalarOf(left);
  const b = right && scalarOf(right);
  if (left === undefined || right === undefined || a === undefined || b === undefined) return undefined;
  const isSure = isSureScalar(left) && isSureScalar(right);
  if (operator === '==' || operator === '!=') return { holds: (a === b) === (operator === '=='), isSure };
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  const isLess = operator === '<' || operator === '<=';
  return { holds: (isLess ? a < b : a > b) || (operator.endsWith('=') && a === b), isSure };
}

/** The likeliest value as a plain one. */
function scalarOf(value: Value): string | number | boolean | null | undefined {
  const [likeliest = value] = optionsOf(value);
  if (likeliest.kind === 'null') return null;
  if (likeliest.kind === 'number' || likeliest.kind === 'boolean') return likeliest.value;
  return staticText(likeliest);
}

function isSureScalar(value: Value): boolean {
  return value.kind !== 'choice' && value.kind !== 'unknown' && SURE_SOURCES.has(value.origin.from);
}

function pathValue(steps: readonly (string | number)[], scope: TemplateScope, spot: Spot): Value | undefined {
  const [first, ...rest] = steps;
  if (first === undefined) return undefined;
  if (first === '..') return scope.parent && pathValue(rest.length === 0 ? ['this'] : rest, outer(scope), spot);
  return rest.reduce<Value | undefined>(
    (value, step) => value && fieldValue(value, step, spot),
    rootValue(String(first), scope, spot),
  );
}

/** The scope round the object that is read from: a scope of names only belongs to the same object. */
function outer(scope: TemplateScope): TemplateScope {
  let found = scope.parent ?? scope;
  while (found.parent && found.context === scope.context) found = found.parent;
  return found;
}

function outermost(scope: TemplateScope): TemplateScope {
  let found = scope;
  while (found.parent) found = found.parent;
  return found;
}

function rootValue(name: string, scope: TemplateScope, spot: Spot): Value | undefined {
  if (name === 'this') return scope.context;
  if (name === '@root') return outermost(scope).context;
  for (let at: TemplateScope | undefined = scope; at; at = at.parent) {
    if (at.names.has(name)) return at.names.get(name);
    const isOutermost = at.parent === undefined;
    const value = at.context && ownField(at.context, name, spot);
    if (value !== undefined && (isOutermost || value.kind !== 'null')) return value;
    if (value === undefined && !isFieldless(at.context)) return undefined;
  }
  return undefined;
}

function isFieldless(context: Value | undefined): boolean {
  return context !== undefined && ['text', 'number', 'boolean', 'list', 'null'].includes(context.kind);
}

function ownField(context: Value, name: string, spot: Spot): Value | undefined {
  return mapKnown(context, spot, (object) => {
    if (object.kind === 'instance') return attributeValue(object, name);
    if (object.kind !== 'object') return undefined;
    const field = object.fields.get(name);
    if (field) return givenValue(field, spot);
    return object.isOpen ? undefined : notGiven(spot);
  });
}

/** Nobody in sight gives it; a global of the template library may. */
function notGiven(spot: Spot): Value {
  return { kind: 'null', origin: { from: 'parameter-default', ...spot } };
}

function givenValue(field: ObjectField, spot: Spot): Value {
  return field.isOptional ? choose([field.value, notGiven(spot)], spot) : field.value;
}

function fieldValue(value: Value, step: string | number, spot: Spot): Value | undefined {
  return mapKnown(value, spot, (option) => {
    if (option.kind === 'null') return option;
    if (typeof step === 'string') {
      if (option.kind === 'list' && /^(?:length|size)$/.test(step)) return lengthOf(option, spot);
      return ownField(option, step, spot);
    }
    if (option.kind !== 'list' || option.isOpen) return undefined;
    return option.items.at(step) ?? notGiven(spot);
  });
}

/** A field of an instance, where it was made with it or given it since. */
function attributeValue({ arguments: { fields } }: InstanceValue, name: string): Value | undefined {
  return (fields.get(attributeKey(name)) ?? fields.get(name))?.value;
}

/** Applies to all options; undefined when one of them gives nothing known. What is not known stays so. */
function mapKnown(value: Value, spot: Spot, transform: (option: Value) => Value | undefined): Value | undefined {
  if (value.kind === 'unknown') return value;
  if (value.kind !== 'choice') return transform(value);
  const options = value.options.map(transform);
  const known = options.filter((option) => option !== undefined);
  return known.length === options.length ? mapOptions(value, (option) => transform(option) ?? option, spot) : undefined;
}

/** Filters and methods that leave a text about as long as it is. */
const SIZE_KEEPING = new Set(
  (
    'safe escape e forceescape string title capitalize trim strip lstrip rstrip striptags indent wordwrap ' +
    'toString trimEnd trimStart html js urlquery escape_once list Array sort reverse unique toArray'
  ).split(' '),
);

function callValue(
  call: CallOfTemplate,
  read: (expression: TemplateExpression) => Value | undefined,
  spot: Spot,
): Value | undefined {
  const { name, of } = call;
  const value = of && read(of);
  const argument = (position: number, key?: string): Value | undefined => {
    const named = call.arguments.find((candidate) => candidate.name !== undefined && candidate.name === key);
    const given = named ?? call.arguments.filter((candidate) => candidate.name === undefined)[position];
    return given && read(given.value);
  };
  if (of === undefined || value === undefined) return undefined;
  if (SIZE_KEEPING.has(name)) return value;
  switch (name) {
    case 'upper':
    case 'toUpperCase':
    case 'upcase':
      return mapKnown(value, spot, (option) => mapText(option, (text) => text.toUpperCase()));
    case 'lower':
    case 'toLowerCase':
    case 'downcase':
      return mapKnown(value, spot, (option) => mapText(option, (text) => text.toLowerCase()));
    case 'default':
    case 'd':
      return mapKnown(value, spot, (option) => (option.kind === 'null' ? argument(0, 'default_value') : option));
    case 'defined':
    case 'undefined':
    case 'none':
    case 'null':
      return nullTest(value, name === 'defined', spot);
    case 'length':
    case 'count':
    case 'size':
      return lengthOf(value, spot);
    case 'join':
      return joined(value, argument(0, 'd') ?? textOf('', originAt(spot)), spot);
    case 'tojson':
    case 'json':
    case 'dump':
      return serialized(value, spot);
    case 'items':
    case 'iteritems':
    case 'entries':
    case 'keys':
    case 'values':
      return mapKnown(value, spot, (option) => (option.kind === 'object' ? partsOf(option, name, spot) : undefined));
    case 'get':
      return getValue(value, argument(0), argument(1), spot);
    case 'first':
    case 'last':
      return fieldValue(value, name === 'first' ? 0 : -1, spot);
    default:
      return undefined;
  }
}

function mapText(value: Value, transform: (text: string) => string): Value | undefined {
  if (value.kind !== 'text') return undefined;
  const parts = value.parts.map((part) => (part.kind === 'text' ? { ...part, text: transform(part.text) } : part));
  return { ...value, parts };
}

function nullTest(value: Value, isDefined: boolean, spot: Spot): Value | undefined {
  return mapKnown(value, spot, (option) => {
    const origin: Origin = { ...originAt(spot), from: 'origin' in option ? option.origin.from : 'literal' };
    return { kind: 'boolean', value: (option.kind === 'null') !== isDefined, origin };
  });
}

function lengthOf(value: Value, spot: Spot): Value | undefined {
  return mapKnown(value, spot, (option) => {
    const isKnown = (option.kind === 'list' || option.kind === 'object') && !option.isOpen;
    if (!isKnown) return undefined;
    const length = option.kind === 'list' ? option.items.length : option.fields.size;
    return { kind: 'number', value: length, origin: { ...originAt(spot), from: option.origin.from } };
  });
}

function joined(value: Value, separator: Value, spot: Spot): Value | undefined {
  return mapKnown(value, spot, (list) => {
    if (list.kind !== 'list' || list.isOpen) return undefined;
    const between = { value: separator, name: '', spot };
    const pieces = list.items.flatMap((item, index) => {
      const piece = { value: item, name: 'items', spot };
      return index === 0 ? [piece] : [between, piece];
    });
    return concatenate(pieces, list.origin);
  });
}

function serialized(value: Value, spot: Spot): Value | undefined {
  return mapKnown(value, spot, (option) => ({
    kind: 'text',
    parts: jsonParts(option, 'value', spot),
    origin: 'origin' in option ? option.origin : originAt(spot),
  }));
}

/** What a loop over an object has in each turn. */
function partsOf(object: ObjectValue, name: string, spot: Spot): Value {
  const items = [...object.fields].map(([key, field]): Value => {
    const text = textOf(key, originAt(spot));
    if (name === 'keys') return text;
    const value = givenValue(field, spot);
    return name === 'values' ? value : { kind: 'list', items: [text, value], isOpen: false, origin: object.origin };
  });
  return { kind: 'list', items, isOpen: object.isOpen, origin: object.origin };
}

function getValue(value: Value, key: Value | undefined, otherwise: Value | undefined, spot: Spot): Value | undefined {
  const name = key && staticText(key);
  if (name === undefined) return undefined;
  return mapKnown(value, spot, (option) => {
    const field = ownField(option, name, spot);
    return field?.kind === 'null' ? (otherwise ?? field) : field;
  });
}

function literalValue(value: string | number | boolean | null, spot: Spot): Value {
  const origin = originAt(spot);
  if (typeof value === 'string') return textOf(value, origin);
  if (typeof value === 'number') return { kind: 'number', value, origin };
  return typeof value === 'boolean' ? { kind: 'boolean', value, origin } : { kind: 'null', origin };
}

export function originAt(spot: Spot): Origin {
  return { from: 'literal', uri: spot.uri, range: spot.range };
}
