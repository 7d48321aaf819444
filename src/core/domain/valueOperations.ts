/**
 * Building and taking apart values; pure, and blind to where they came from. Long, since texts, objects and choices are made
 * of one another: in files of their own each would import the others.
 */
import { choiceParts, holeInsteadOf } from './choiceParts.ts';
import { isFewItems, singularOf, sizeOfUnknown } from './sizeEvidence.ts';
import { MAXIMUM_OPTIONS, optionsOf } from './value.ts';
import type {
  Branch,
  ChoiceValue,
  ListValue,
  ObjectField,
  ObjectValue,
  Origin,
  PlaceholderPart,
  TextPart,
  TextValue,
  Turns,
  UnknownValue,
  Value,
  ValueSource,
  Volatility,
} from './value.ts';
import type { TextRange } from '../util/text.ts';
import { isSameRange } from '../util/text.ts';
import { productOf } from './estimates.ts';

/** From the nearest to the furthest step that a value can have come. */
const SOURCES: readonly ValueSource[] = [
  'literal',
  'constant',
  'parameter-default',
  'environment-default',
  'other-file',
  'configuration',
];

/** The value as seen through one more step; the furthest step is the one that is told. */
export function through(value: Value, source: ValueSource): Value {
  if (value.kind === 'choice') return { ...value, options: value.options.map((option) => through(option, source)) };
  if (value.kind === 'unknown') return value;
  if (SOURCES.indexOf(value.origin.from) >= SOURCES.indexOf(source)) return value;
  return { ...value, origin: { ...value.origin, from: source } };
}

export interface Spot {
  readonly uri: string;
  readonly range: TextRange;
}

export function unknownValue(reason: string, spot: Spot, volatility: Volatility = 'unknown'): UnknownValue {
  return { kind: 'unknown', reason, volatility, uri: spot.uri, range: spot.range };
}

/** Flattens, drops repeated scalars and bounds the number of options; the first given stays first. */
export function choose(values: readonly Value[], spot: Spot): Value {
  const isPerTurn = values.some((value) => value.kind === 'choice' && value.isPerTurn);
  const options: Value[] = [];
  const seen = new Set<string | Value>();
  for (const option of values.flatMap(optionsOf)) {
    const key = identityOf(option) ?? option;
    if (seen.has(key)) continue;
    seen.add(key);
    options.push(option);
  }
  const [first] = options;
  if (first === undefined) return unknownValue('nothing is assigned', spot);
  if (options.length === 1) return first;
  return { kind: 'choice', options: fewEnough(withSharedLimits(options), spot), ...(isPerTurn && { isPerTurn }) };
}

/** How many small options a large one counts for. */
const WEIGHT_OF_LARGE = 4;

/** All options, or as many as are worth their memory and one that says that there are more. */
function fewEnough(options: readonly Value[], spot: Spot): readonly Value[] {
  let weight = 0;
  const end = options.findIndex((option) => (weight += isSmall(option) ? 1 : WEIGHT_OF_LARGE) > MAXIMUM_OPTIONS);
  if (end < 0) return options;
  return [...options.slice(0, Math.min(end, MAXIMUM_OPTIONS - 1)), unknownValue('it is one of very many', spot)];
}

/** True for what a table of models has as an entry: an id, a number, an object of a few of them. */
function isSmall(value: Value): boolean {
  if (value.kind === 'text') return lengthOf(value.parts) < LONG_TEXT;
  if (value.kind === 'object') return value.fields.size <= MOST_PARTS && keptIdentity(value, 0) !== undefined;
  return value.kind !== 'list' && value.kind !== 'instance';
}

/** `x if len(x) < n else x[:n] + "…"`: who cuts it on one path knows that it is short on the other. */
function withSharedLimits(options: readonly Value[]): readonly Value[] {
  const limits = new Map<string, number>();
  for (const option of options) {
    if (option.kind === 'unknown' && option.limit !== undefined && option.name) limits.set(option.name, option.limit);
    if (option.kind !== 'text' || option.parts.length > MOST_PARTS) continue;
    for (const part of option.parts) {
      if (part.kind === 'placeholder' && part.size?.isLimit) limits.set(part.name, part.size.range.high);
    }
  }
  const [only] = limits.values();
  if (only === undefined) return options;
  return options.map((option) => {
    if (option.kind !== 'unknown' || option.limit !== undefined || option.size !== undefined) return option;
    const limit = option.name === undefined ? (limits.size === 1 ? only : undefined) : limits.get(option.name);
    return limit === undefined ? option : { ...option, limit };
  });
}

/** One of several, in turn. */
export function eachOf(values: readonly Value[], spot: Spot): Value {
  const value = choose(values, spot);
  return value.kind === 'choice' ? { ...value, isPerTurn: true } : value;
}

/** The likeliest of several options; what differs from turn to turn is not known. */
export function likeliest(value: Value, name: string, spot: Spot): Exclude<Value, ChoiceValue> {
  if (value.kind !== 'choice') return value;
  const [first] = value.options;
  if (value.isPerTurn || first === undefined || first.kind === 'choice') {
    return { ...unknownValue('it differs from turn to turn of a loop', spot, 'input'), name };
  }
  return first;
}

/** Equal for values that read the same; undefined where that cannot be told cheaply. */
function identityOf(value: Value, depth = 0): string | undefined {
  switch (value.kind) {
    case 'number':
    case 'boolean':
      return `${value.kind} ${String(value.value)}`;
    case 'null':
      // Whether nothing stands here, or was never set elsewhere, makes a difference to whoever reads it.
      return `null ${value.origin.uri} ${value.origin.range.start}`;
    case 'text':
      return textIdentity(value);
    case 'unknown':
      return `unknown ${value.reason} ${value.limit ?? ''} ${value.size?.because ?? ''}`;
    case 'symbol':
      return value.receiver === undefined ? `symbol ${value.symbol}` : undefined;
    case 'function':
    case 'class':
      return `${value.kind} ${value.origin.uri} ${value.origin.range.start} ${value.origin.range.end}`;
    case 'object':
    case 'list':
      return keptIdentity(value, depth);
    default:
      return undefined;
  }
}

/** Values never change, and one is compared with many. */
const identities = new WeakMap<ObjectValue | ListValue, string | false>();

function keptIdentity(value: ObjectValue | ListValue, depth: number): string | undefined {
  const known = identities.get(value);
  if (known !== undefined) return known === false ? undefined : known;
  const identity = partsIdentity(value, partsOf(value), depth);
  identities.set(value, identity ?? false);
  return identity;
}

function partsOf(value: ObjectValue | ListValue): readonly (string | Value)[] {
  if (value.kind === 'list') return value.items;
  if (value.fields.size > MOST_PARTS) return [...value.fields.keys()];
  return [...value.fields].flatMap(([key, field]) => [`${key}${field.isOptional ? '?' : ''}`, field.value]);
}

const MOST_PARTS = 32;
const LONG_IDENTITY = 500;

function textIdentity({ parts }: TextValue): string | undefined {
  let identity = 'text';
  for (const part of parts) {
    identity += part.kind === 'text' ? ` ${part.text}` : ` {${part.name} ${part.range.start}}`;
    if (identity.length > LONG_IDENTITY) return undefined;
  }
  return identity;
}

function partsIdentity(
  { kind, isOpen, origin }: ObjectValue | ListValue,
  parts: readonly (string | Value)[],
  depth: number,
): string | undefined {
  if (depth > 3 || parts.length > MOST_PARTS) return undefined;
  let identity = `${kind} ${isOpen} ${origin.uri} ${origin.range.start}`;
  for (const part of parts) {
    const own = typeof part === 'string' ? part : identityOf(part, depth + 1);
    if (own === undefined) return undefined;
    identity += ` ${own}`;
    if (identity.length > LONG_IDENTITY * 2) return undefined;
  }
  return identity;
}

/** Applies to each option of a choice. */
export function mapOptions(value: Value, transform: (option: Exclude<Value, ChoiceValue>) => Value, spot: Spot): Value {
  if (value.kind !== 'choice') return transform(value);
  const options = value.options.map((option) => transform(option as Exclude<Value, ChoiceValue>));
  return value.isPerTurn ? eachOf(options, spot) : choose(options, spot);
}

export function textOf(text: string, origin: Origin): TextValue {
  return { kind: 'text', parts: [{ kind: 'text', text, uri: origin.uri, range: origin.range }], origin };
}

/** The whole text when it holds no placeholder. */
export function staticText(value: Value): string | undefined {
  if (value.kind !== 'text') return undefined;
  let text = '';
  for (const part of value.parts) {
    if (part.kind === 'placeholder') return undefined;
    text += part.text;
  }
  return text;
}

export function placeholder(name: string, spot: Spot, volatility: Volatility): PlaceholderPart {
  return { kind: 'placeholder', name, uri: spot.uri, range: spot.range, volatility };
}

/** What is not known as a piece of a text, with what the code says of its length. */
export function placeholderOf(value: UnknownValue, name: string, spot: Spot): PlaceholderPart {
  const size = sizeOfUnknown(value);
  const content = value.content ?? fewItems(value, name, spot);
  return {
    ...placeholder(name, spot, value.volatility),
    ...(size && { size }),
    ...(value.otherwise !== undefined && { otherwise: value.otherwise }),
    ...(content && { content }),
    ...(value.isUnbounded && { isUnbounded: true }),
    ...(value.isIndented && { isIndented: true }),
    ...(value.isOfDay && { isOfDay: true }),
    ...(value.isCountUnknown && { isCountUnknown: true }),
    ...(value.missingFile !== undefined && { missingFile: value.missingFile }),
  };
}

/** `titles[:5]`: so many of what one is. */
function fewItems({ size, limit, volatility, name: own }: UnknownValue, name: string, spot: Spot) {
  if (size || !isFewItems(limit, own)) return undefined;
  const repeat = { low: Math.min(1, limit), likely: limit, high: limit };
  return [{ ...placeholder(singularOf(name) ?? name, spot, volatility), repeat }];
}

/** What a value contributes to a text that it is put into. */
export function textParts(value: Value, name: string, spot: Spot): readonly TextPart[] {
  switch (value.kind) {
    case 'text':
      return value.parts;
    case 'number':
    case 'boolean':
      return [{ kind: 'text', text: String(value.value), uri: value.origin.uri, range: value.origin.range }];
    case 'choice':
      return choiceParts(value, name, spot, (option) => textParts(option, name, spot));
    case 'unknown':
      return [placeholderOf(value, name, spot)];
    case 'object':
    case 'list':
      return jsonParts(value, name, spot);
    case 'instance':
      return [{ ...placeholder(name, spot, 'unknown'), ...(value.size && { size: value.size }) }];
    default:
      return [placeholder(name, spot, 'unknown')];
  }
}

/** Written as JSON; unknown pieces become placeholders. */
export function jsonParts(value: Value, name: string, spot: Spot): readonly TextPart[] {
  const parts: TextPart[] = [];
  writeJson(value, name, spot, parts, 0);
  return mergeStatic(parts);
}

const MAXIMUM_DEPTH = 40;

function writeJson(value: Value, name: string, spot: Spot, out: TextPart[], depth: number): void {
  const put = (text: string): void => void out.push({ kind: 'text', text, uri: spot.uri, range: spot.range });
  if (depth > MAXIMUM_DEPTH) return void out.push(placeholder(name, spot, 'unknown'));
  switch (value.kind) {
    case 'null':
      return put('null');
    case 'number':
    case 'boolean':
      return put(String(value.value));
    case 'text':
      put('"');
      for (const part of value.parts) {
        out.push(part.kind === 'text' ? { ...part, text: JSON.stringify(part.text).slice(1, -1) } : part);
      }
      return put('"');
    case 'list':
      put('[');
      if (value.turns) {
        out.push(...turnsOf(value, name, spot, (item) => [...jsonParts(item, name, spot), staticPart(', ', spot)]));
        return put(']');
      }
      value.items.forEach((item, index) => {
        if (index > 0) put(', ');
        writeJson(item, `${name}[${index}]`, spot, out, depth + 1);
      });
      if (value.isOpen) out.push(placeholder(name, value.origin, 'unknown'));
      return put(']');
    case 'object': {
      put('{');
      let isFirst = true;
      for (const [key, field] of value.fields) {
        if (!isFirst) put(', ');
        isFirst = false;
        put(`${JSON.stringify(key)}: `);
        writeJson(field.value, key, field, out, depth + 1);
      }
      if (value.isOpen) out.push(placeholder(name, value.origin, 'unknown'));
      return put('}');
    }
    case 'choice':
      return writeJson(likeliest(value, name, spot), name, spot, out, depth + 1);
    case 'unknown':
      return void out.push(placeholderOf(value, value.name ?? name, spot));
    default:
      out.push(...textParts(value, name, spot));
  }
}

function staticPart(text: string, spot: Spot): TextPart {
  return { kind: 'text', text, uri: spot.uri, range: spot.range };
}

/** A list whose only item stands for all, as one hole that knows what it holds. */
export function turnsOf(
  { items, turns, name: own }: ListValue,
  name: string,
  spot: Spot,
  write: (item: Value) => readonly TextPart[],
): readonly TextPart[] {
  const [item] = items;
  if (item === undefined || turns === undefined) return [placeholder(own ?? name, spot, 'unknown')];
  return [repeatedParts(write(item), turns, own ?? name, spot)];
}

/** One hole for what is written once a turn; as it is for one turn, where nothing says how many there are. */
export function repeatedParts(parts: readonly TextPart[], turns: Turns, name: string, spot: Spot): PlaceholderPart {
  const volatilities = parts.flatMap((part) => (part.kind === 'placeholder' ? [part.volatility] : []));
  const volatility = VOLATILITIES.find((kind) => volatilities.includes(kind)) ?? 'unknown';
  const { isAssumed, passages, ...often } = turns;
  const content = isAssumed
    ? parts
    : parts.map((part) => ({ ...part, repeat: part.repeat ? productOf(part.repeat, often) : often }));
  return {
    ...placeholder(name, spot, volatility),
    content,
    ...(isAssumed && { isCountUnknown: true }),
    ...(passages !== undefined && { passages }),
  };
}

/** The one that differs most surely first. */
const VOLATILITIES: readonly Volatility[] = ['time', 'random', 'input'];

/** A short text that stands where something else is not there. */
export function forWantOf(text: Value, instead: UnknownValue): Value {
  return text.kind === 'text' && lengthOf(text.parts) < LONG_TEXT ? { ...text, instead } : text;
}

/** Joins neighbouring static parts of the same place, as JSON writing leaves many. */
function mergeStatic(parts: readonly TextPart[]): readonly TextPart[] {
  const merged: TextPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part.kind === 'text' && last?.kind === 'text' && last.uri === part.uri && isSameRange(last.range, part.range)) {
      merged[merged.length - 1] = { ...last, text: last.text + part.text };
    } else merged.push(part);
  }
  return merged;
}

const LONG_TEXT = 200;
const MAXIMUM_COMBINATIONS = 64;

interface Piece {
  readonly value: Value;
  readonly name: string;
  readonly spot: Spot;
}

/** True for what a person or model reads, and not a program: an id or a path has no blanks. */
function isProse(pieces: readonly Piece[]): boolean {
  let length = 0;
  for (const { value } of pieces) {
    if (value.kind !== 'text') continue;
    if (value.parts.some((part) => part.kind === 'text' && /\s/.test(part.text))) return true;
    length += lengthOf(value.parts);
  }
  return length > LONG_TEXT;
}

function prosePart({ value, name, spot }: Piece): readonly TextPart[] {
  const isForWant = value.kind === 'text' && value.instead !== undefined;
  return isForWant ? [holeInsteadOf(value, value.instead, name, spot)] : textParts(value, name, spot);
}

/**
 * Puts texts, numbers and placeholders together. Texts with options that a program reads (model ids) keep all
 * combinations; of those that a person or model reads (prompts) the size spans all options.
 */
export function concatenate(pieces: readonly Piece[], origin: Origin): Value {
  if (isProse(pieces)) return { kind: 'text', parts: pieces.flatMap(prosePart), origin };
  let combinations: TextPart[][] = [[]];
  for (const { value, name, spot } of pieces) {
    const options = optionsOf(value).map((option) => textParts(option, name, spot));
    const isShort = options.every((parts) => lengthOf(parts) < LONG_TEXT);
    const isFew = combinations.length * options.length <= MAXIMUM_COMBINATIONS;
    const taken = isShort && isFew ? options : [textParts(value, name, spot)];
    const [only] = taken;
    if (taken.length === 1 && only) for (const parts of combinations) append(parts, only);
    else combinations = combinations.flatMap((before) => taken.map((parts) => [...before, ...parts]));
  }
  const texts = combinations.map((parts): Value => ({ kind: 'text', parts, origin }));
  const isPerTurn = pieces.some(({ value }) => value.kind === 'choice' && value.isPerTurn);
  return isPerTurn ? eachOf(texts, origin) : choose(texts, origin);
}

/** A spread of very many parts would overflow the stack. */
function append(parts: TextPart[], more: readonly TextPart[]): void {
  for (const part of more) parts.push(part);
}

function lengthOf(parts: readonly TextPart[]): number {
  return parts.reduce((sum, part) => sum + (part.kind === 'text' ? part.text.length : 0), 0);
}

export function emptyObject(origin: Origin): ObjectValue {
  return { kind: 'object', fields: new Map(), isOpen: false, origin };
}

/** Later fields win. An unknown `from` opens the result, and may replace any field. */
export function mergeInto(target: ObjectValue, from: Value): ObjectValue {
  if (from.kind === 'choice') return mergeOptions(target, from.options);
  if (from.kind === 'null') return target;
  if (from.kind !== 'object') return { ...opened(target), isOpen: true };
  const { fields: before } = from.isOpen ? opened(target) : target;
  const fields = new Map(before);
  for (const [key, field] of from.fields) setField(fields, key, field);
  return { ...target, fields, isOpen: target.isOpen || from.isOpen };
}

/** What is laid over it may hold any of its fields. */
function opened(target: ObjectValue): ObjectValue {
  const fields = new Map(
    [...target.fields].map(([key, field]) => {
      const value = choose([field.value, unknownValue('something that is not known may replace it', field)], field);
      return [key, { ...field, value }] as const;
    }),
  );
  return { ...target, fields };
}

/** An object before and after a write that may not have happened. */
export function either(before: Value, after: Value): Value {
  if (before.kind !== 'object' || after.kind !== 'object') return choose([before, after], originOf(before));
  return mergeOptions({ ...before, fields: new Map() }, [before, after]);
}

function originOf(value: Value): Spot {
  if (value.kind === 'unknown') return value;
  return value.kind === 'choice' ? { uri: '', range: { start: 0, end: 0 } } : value.origin;
}

/** One of several objects is merged: a field that not all of them have is optional. */
function mergeOptions(target: ObjectValue, options: readonly Value[]): ObjectValue {
  let merged = target;
  const objects = options.filter((option) => option.kind === 'object');
  const others = options.filter((option) => option.kind !== 'object' && option.kind !== 'null');
  const keys = new Set(objects.flatMap((option) => [...option.fields.keys()]));
  for (const key of keys) {
    const present = objects.flatMap((option) => option.fields.get(key) ?? []);
    const [first] = present;
    if (first === undefined) continue;
    const value = choose(
      present.map((field) => field.value),
      first,
    );
    const isOptional = present.length < options.length || present.some((field) => field.isOptional);
    merged = withField(merged, key, { ...first, value, ...(isOptional && { isOptional: true }) });
  }
  const isOpen = others.length > 0 || objects.some((option) => option.isOpen);
  return { ...merged, isOpen: merged.isOpen || isOpen };
}

export function withField(target: ObjectValue, key: string, field: ObjectField): ObjectValue {
  const fields = new Map(target.fields);
  setField(fields, target.keys?.get(key) ?? key, field);
  return { ...target, fields };
}

function setField(fields: Map<string, ObjectField>, key: string, field: ObjectField): void {
  const before = fields.get(key);
  if (!field.isOptional || before === undefined) return void fields.set(key, field);
  const { isOptional: _, ...certain } = field;
  const value = choose([before.value, field.value], field);
  fields.set(key, { ...certain, value, ...(before.isOptional && { isOptional: true }) });
}

/** Under which an attribute that was written later stands among an instance's arguments. */
export function attributeKey(attribute: string): string {
  return `.${attribute}`;
}

/** Writes at a path of keys, making objects on the way. A key that is not known opens the object instead. */
export function setAtPath(target: Value, path: readonly (string | number | undefined)[], field: ObjectField): Value {
  const [key, ...rest] = path;
  if (target.kind === 'list' && typeof key === 'number') {
    const at = key < 0 ? target.items.length + key : key;
    const items = target.items.map((item, index) => {
      if (index !== at) return item;
      return rest.length === 0 ? field.value : setAtPath(item, rest, field);
    });
    return { ...target, items };
  }
  if (target.kind === 'choice') {
    const options = target.options.map((option) => setAtPath(option, path, field));
    return { kind: 'choice', options };
  }
  if (target.kind === 'unknown') {
    const origin: Origin = { from: 'constant', uri: target.uri, range: target.range };
    return setAtPath({ ...emptyObject(origin), isOpen: true }, path, field);
  }
  if (target.kind === 'instance' && typeof key === 'string') {
    const name = target.isBuilder ? key : attributeKey(key);
    const before = target.arguments.fields.get(name)?.value;
    const value = rest.length === 0 ? field.value : setAtPath(before ?? emptyObject(target.origin), rest, field);
    return { ...target, arguments: withField(target.arguments, name, { ...field, value }) };
  }
  if (target.kind !== 'object') return target;
  if (typeof key !== 'string') return { ...target, isOpen: true };
  if (rest.length === 0) return withField(target, key, field);
  const origin: Origin = { from: 'constant', uri: field.uri, range: field.range };
  const inner = target.fields.get(key)?.value ?? emptyObject(origin);
  const { isOptional: _, ...place } = field;
  return withField(target, key, { ...place, value: setAtPath(inner, rest, field) });
}

export function appendItems(target: Value, items: readonly Value[], isOpen: boolean): Value {
  if (target.kind !== 'list') return target;
  if (target.turns && items.length === 0) return { ...target, isOpen: target.isOpen || isOpen };
  const { turns, name: _, isAllSeen, ...rest } = target;
  return {
    ...rest,
    isOpen: target.isOpen || isOpen || turns !== undefined,
    ...(isAllSeen && !isOpen && { isAllSeen }),
    items: [...target.items, ...items],
  };
}

/**
 * Items that stand there on some paths only.
 *
 * @param branch That puts them there, where it is known.
 * @param at Where they are put; absent: at the end.
 */
export function addOptionalItems(
  target: Value,
  items: readonly Value[],
  branch: readonly Branch[] = [],
  at = Infinity,
): Value {
  if (target.kind !== 'list' || items.length === 0) return target;
  const marked = items.map((item) => mapOptions(item, (option) => asOptionalItem(option, branch), target.origin));
  const isSeen = (!target.isOpen || target.isAllSeen) && target.turns === undefined && marked.every(isOptionalItem);
  const { turns: _, name: __, isAllSeen: ___, ...rest } = target;
  return {
    ...rest,
    isOpen: true,
    items: [...target.items.slice(0, at), ...marked, ...target.items.slice(at)],
    ...(isSeen && { isAllSeen: true }),
  };
}

function asOptionalItem(item: Value, branch: readonly Branch[]): Value {
  if (item.kind !== 'object') return item;
  const all = [...branch, ...(item.branch ?? [])];
  return { ...item, isOptionalItem: true, ...(all.length > 0 && { branch: all }) };
}

/** False also for items that cannot say so. */
export function isOptionalItem(item: Value): boolean {
  return optionsOf(item).every((option) => option.kind === 'object' && option.isOptionalItem === true);
}

export function memberOf(value: ObjectValue, key: string, spot: Spot): Value {
  const field = value.fields.get(key);
  if (field) return field.value;
  return unknownValue(`\`${key}\` is not set where the object is made`, spot);
}

/** The value under a key or index; every value when the key is not known, as in a lookup table. */
export function elementOf(container: Value, index: Value, spot: Spot): Value {
  const key = staticText(index) ?? (index.kind === 'number' ? index.value : undefined);
  if (container.kind === 'object') {
    if (key !== undefined) return memberOf(container, String(key), spot);
    const values = [...container.fields.values()].map((field) => field.value);
    return anyOf(values, container.isOpen, 'an unknown key is looked up', spot);
  }
  if (container.kind === 'list') return itemOf(container, key, spot);
  return unknownValue('an element of something that cannot be followed', spot);
}

function itemOf(list: ListValue, key: string | number | undefined, spot: Spot): Value {
  const [pattern] = list.items;
  if (list.turns && pattern) return pattern;
  if (typeof key === 'number' && (key >= 0 || !list.isOpen)) {
    const item = list.items.at(key);
    return item ?? unknownValue('an index outside the list that can be seen', spot);
  }
  return anyOf(list.items, list.isOpen, 'an element of a list that is not known', spot);
}

function anyOf(values: readonly Value[], isOpen: boolean, otherwise: string, spot: Spot): Value {
  if (values.length > 0 && !isOpen) return choose(values, spot);
  return choose([...values, unknownValue(otherwise, spot)], spot);
}
