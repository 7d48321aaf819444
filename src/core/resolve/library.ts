/** What the few library functions do that strings, objects and paths are made with. */
import type { LibraryOperation, TemplateOperation } from '../domain/language.ts';
import type { Application } from './application.ts';
import { joinPath, nameOfCall, nothing, OPENED_FILE, subject } from './application.ts';
import type { CallExpression, MemberExpression } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectField, ObjectValue, UnknownValue, Value, ValueSource } from '../domain/value.ts';
import { valueOfData } from './data.ts';
import { knowledgeBaseResponse } from './knowledgeBases.ts';
import { environmentVariable } from './environmentVariable.ts';
import { storedParameter, storedText } from './storedParameter.ts';
import { originOf } from './evaluation.ts';
import type { Evaluation, View } from './evaluation.ts';
import {
  chainLists,
  concatenateLists,
  enumerateList,
  filterList,
  flattenList,
  iterate,
  joinTexts,
  mapList,
  reduceList,
  toList,
} from './listOperations.ts';
import {
  derived,
  leastOf,
  lengthOf,
  limitOf,
  measure,
  numberText,
  randomNumber,
  randomText,
  sliceOf,
  sliceOfLength,
  timeOf,
} from './sizeOperations.ts';
import { declaredLimit } from './sizes.ts';
import { atMost, resultOfCallback } from './turns.ts';
import { moduleParameter } from './moduleParameters.ts';
import { putInto } from './mutations.ts';
import { retrieved, retrievedWithScores, retriever, splitDocuments, splitter, splitTexts } from './retrieval.ts';
import { formatInstructions, jsonSchema, parsedValue, safelyParsedValue } from './schemas.ts';
import { serializable } from './serializedObjects.ts';
import { readTextFile, thisFile } from './files.ts';
import { packageFile, packageFolder } from './packageFiles.ts';
import { formatText } from './formatText.ts';
import {
  boundSetting,
  INI_PARSER,
  iniFile,
  settingOf,
  settingText,
  settingValue,
  tomlDecode,
} from './librarySettings.ts';
import { dedented, trimmed } from './libraryTexts.ts';
import { formatPercent, mapText, repeatText, replaceText, splitText } from './textOperations.ts';
import {
  appendItems,
  choose,
  elementOf,
  emptyObject,
  forWantOf,
  jsonParts,
  mapOptions,
  mergeInto,
  placeholderOf,
  repeatedParts,
  staticText,
  textOf,
  textParts,
  through,
  unknownValue,
} from '../domain/valueOperations.ts';
import { singularOf, unbounded, withoutSize } from '../domain/sizeEvidence.ts';
import type { Spot } from '../domain/valueOperations.ts';

/** What works on values alone; see `templateCalls.ts` for the others. */
export type ValueOperation = Exclude<LibraryOperation, TemplateOperation>;

/** What is read from a value without a call, such as the folder of a path. */
export function applyProperty(
  operation: ValueOperation,
  receiver: Value,
  member: MemberExpression,
  evaluation: Evaluation,
  view: View,
): Value {
  const spot = { uri: view.index.program.uri, range: member.range };
  const nowhere = { start: member.range.end, end: member.range.end };
  const call: CallExpression = {
    kind: 'call',
    range: member.range,
    callee: member,
    arguments: [],
    argumentsRange: nowhere,
    isConstruction: false,
  };
  return applyLibrary(operation, receiver, call, evaluation, view, spot);
}

export function applyLibrary(
  operation: ValueOperation,
  receiver: Value | undefined,
  call: CallExpression,
  evaluation: Evaluation,
  view: View,
  spot: Spot,
): Value {
  const positional = call.arguments.filter((argument) => argument.name === undefined && argument.spread === undefined);
  const passed = positional.map((argument) => evaluation.evaluate(argument.value, view));
  const origin = originOf(call, view);
  return OPERATIONS[operation]({ receiver, arguments: passed, call, evaluation, view, spot, origin });
}

const OPERATIONS: Readonly<Record<ValueOperation, (application: Application) => Value>> = {
  identity: (a) => a.receiver ?? a.arguments[0] ?? nothing(a),
  encode: (a) => a.receiver ?? a.arguments[0] ?? nothing(a),
  trim: (a) => (a.arguments.length > 0 ? nothing(a) : mapOptions(subject(a), trimmed, a.spot)),
  contains: (a) => nothing(a),
  'starts-with': (a) => nothing(a),
  'ends-with': (a) => nothing(a),
  split: (a) => splitText(a),
  repeat: (a) => repeatText(a),
  'lower-case': (a) => mapOptions(subject(a), (value) => mapText(value, (text) => text.toLowerCase()), a.spot),
  'upper-case': (a) => mapOptions(subject(a), (value) => mapText(value, (text) => text.toUpperCase()), a.spot),
  'to-text': (a) => toText(a),
  'to-json-text': (a) => toJsonText(a),
  'to-number': (a) => mapOptions(subject(a), (value) => numberText(toNumber(value, a)), a.spot),
  keys: (a) => fieldsOf(a, (key) => textOf(key, a.origin)),
  values: (a) => (subject(a).kind === 'list' ? subject(a) : fieldsOf(a, (_, field) => field.value)),
  entries: (a) => (subject(a).kind === 'list' ? enumerateList(a) : entriesOf(a)),
  'json-encode': (a) => jsonEncode(a),
  'json-encode-members': (a) => encodeMembers(a),
  'json-decode': (a) => jsonDecode(a),
  'toml-decode': (a) => tomlDecode(a, subject(a)),
  'ini-file': (a) => iniFile(a),
  setting: (a) => settingValue(a),
  'bound-setting': (a) => boundSetting(a),
  'setting-text': (a) => settingText(a),
  'module-parameter': moduleParameter,
  'environment-get': (a) => environmentGet(a),
  environment: (a) => nothing(a),
  'environment-settings': (a) => nothing(a),
  'stored-parameter': storedParameter,
  'stored-text': storedText,
  'read-file': (a) => readFile(a, a.receiver ?? a.arguments[0]),
  'open-file': (a) => openFile(a),
  read: (a) => readOpened(a),
  'package-folder': packageFolder,
  'package-file': packageFile,
  'join-path': joinPath,
  'parent-path': (a) => mapStatic(a, subject(a), (path) => parentPath(path)),
  'this-file': (a) => thisFile(a.view.index.program.uri, a.origin),
  'this-module': (a) => nothing(a),
  format: (a) => formatText(a.receiver, a.evaluation.argumentsOf(a.call, a.view), a.origin),
  'format-percent': (a) => formatPercent(a),
  replace: (a) => replaceText(a),
  join: joinTexts,
  dedent: (a) => mapOptions(subject(a), dedented, a.spot),
  object: (a) => makeObject(a),
  merge: (a) => mergeObjects(a),
  union: (a) => unite(a),
  'its-default': nothing,
  'declared-default': (a) => declaredDefault(a),
  get: (a) => getField(a),
  put: (a) => {
    const { receiver } = a;
    if (receiver === undefined) return nothing(a);
    const where = { isOptional: false, uri: a.spot.uri };
    return mapOptions(receiver, (option) => putInto(option, a.call, a.arguments, false, where), a.spot);
  },
  append: (a) => (a.receiver ? appendItems(a.receiver, a.arguments, false) : nothing(a)),
  prepend: (a) => nothing(a),
  insert: (a) => nothing(a),
  remove: (a) => nothing(a),
  'set-default': (a) => nothing(a),
  extend: concatenateLists,
  'current-time': timeOf,
  random: randomText,
  'random-number': randomNumber,
  number: (a) => measure(a, 'number'),
  length: lengthOf,
  truth: (a) => measure(a, 'truth'),
  date: (a) => measure(a, 'date'),
  identifier: (a) => measure(a, 'identifier'),
  hash: (a) => measure(a, 'hash'),
  slice: sliceOf,
  'slice-length': sliceOfLength,
  limit: limitOf,
  derived,
  map: mapList,
  reduce: reduceList,
  filter: filterList,
  flatten: flattenList,
  chain: chainLists,
  'to-list': toList,
  minimum: leastOf,
  enumerate: enumerateList,
  'user-input': (a) => unknownValue('it comes from the user', a.spot, 'input'),
  iterate,
  lend: (a) => lent(a),
  'lend-back': (a) => lentBack(a),
  collection: nothing,
  'text-splitter': (a) => splitter(a, 'characters'),
  'token-splitter': (a) => splitter(a, 'tokens'),
  'split-texts': splitTexts,
  'split-documents': splitDocuments,
  retriever,
  retrieve: retrieved,
  'retrieve-scored': retrievedWithScores,
  'retrieve-response': knowledgeBaseResponse,
  'json-schema': jsonSchema,
  'json-schema-text': (a) => jsonEncode({ ...a, receiver: jsonSchema(a) }),
  'format-instructions': formatInstructions,
  checked: (a) => parsedValue(a.receiver, a.spot) ?? nothing(a),
  'checked-data': (a) => safelyParsedValue(a.receiver, a.spot) ?? nothing(a),
  'calls-first': nothing,
  'calls-second': nothing,
  'calls-target': nothing,
  'calls-each': nothing,
  'calls-each-second': nothing,
  'calls-each-spread': nothing,
  'calls-receiver': nothing,
  'calls-applied': nothing,
};

/** `object.let { f(it) }`. */
function lent(application: Application): Value {
  const { receiver, arguments: passed, evaluation, view, spot } = application;
  const [callback] = passed;
  const result = callback && resultOfCallback(evaluation, callback, [receiver], view, spot);
  return result ?? nothing(application);
}

/** `object.apply { … }`: what the function writes into a builder counts, other writes do not. */
function lentBack(application: Application): Value {
  const { receiver, arguments: passed, evaluation, view, call } = application;
  const [callback] = passed;
  if (receiver === undefined) return nothing(application);
  const isBuilt = receiver.kind === 'instance' && receiver.isBuilder === true && callback?.kind === 'function';
  return isBuilt ? (evaluation.builtBy(callback, call, view, receiver) ?? receiver) : receiver;
}

/** Of what is not known, too: a text is the likeliest. */
function toJsonText(application: Application): Value {
  const value = subject(application);
  return optionsOf(value).some(({ kind }) => kind === 'object' || kind === 'list')
    ? jsonEncode(application)
    : toText(application);
}

function toText(application: Application): Value {
  const value = subject(application);
  return mapOptions(
    value,
    (option) =>
      option.kind === 'unknown'
        ? option
        : {
            kind: 'text',
            parts: textParts(option, nameOfCall(application), application.spot),
            origin: application.origin,
          },
    application.spot,
  );
}

const VARIABLES: ReadonlySet<ValueSource> = new Set(['environment-default', 'configuration']);

function toNumber(value: Value, application: Application): Value {
  if (value.kind === 'number' || value.kind === 'unknown') return value;
  const text = staticText(value)?.trim();
  const number = text === undefined || text === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(number)) return nothing(application);
  // What stands for want of a variable is changed there, or the variable would no longer count.
  const isVariable = value.kind === 'text' && (VARIABLES.has(value.origin.from) || value.origin.stated !== undefined);
  if (isVariable && value.parts.length === 1)
    return { kind: 'number', value: number, origin: value.origin, isText: true };
  return { kind: 'number', value: number, origin: application.origin };
}

function entriesOf(application: Application): Value {
  return fieldsOf(application, (key, field) => ({
    kind: 'list',
    items: [textOf(key, application.origin), field.value],
    isOpen: false,
    origin: { ...application.origin, uri: field.uri, range: field.range },
  }));
}

/** A list with one item per field of the object that is asked. */
function fieldsOf(application: Application, item: (key: string, field: ObjectField) => Value): Value {
  const object = subject(application);
  if (object.kind !== 'object') return object.kind === 'unknown' ? object : nothing(application);
  const items = [...object.fields].map(([key, field]) => item(key, field));
  return { kind: 'list', items, isOpen: object.isOpen, origin: application.origin };
}

function jsonEncode(application: Application): Value {
  return mapOptions(
    subject(application),
    (value) => {
      if (value.kind === 'object') return { ...value, isSerialized: true };
      if (value.kind === 'unknown' && value.limit === undefined) {
        return { ...unbounded(value), ...(isIndenting(application) && { isIndented: true }) };
      }
      if (value.kind === 'unknown') return itemsOf(value, application);
      return {
        kind: 'text',
        parts: jsonParts(value, nameOfCall(application), application.spot),
        origin: application.origin,
      };
    },
    application.spot,
  );
}

/** `json.dumps(x, indent=2)`, `JSON.stringify(x, null, 2)`. */
function isIndenting({ call, evaluation, view }: Application): boolean {
  const named = call.arguments.find(({ name }) => name === 'indent');
  const third = call.arguments[2];
  const indent = named ?? (third?.name === undefined ? third : undefined);
  const value = indent && evaluation.evaluate(indent.value, view);
  return value?.kind === 'number' ? value.value > 0 : value?.kind === 'text';
}

function encodeMembers(application: Application): Value {
  const { evaluation, view } = application;
  return jsonEncode({ ...application, receiver: serializable(evaluation, subject(application), view) });
}

/** `json.dumps(rows[:20])`: few would write a text that is cut as JSON. */
function itemsOf(value: UnknownValue, application: Application): Value {
  const { spot, origin } = application;
  if (value.limit === undefined || value.limit > MOST_ITEMS) return value;
  const name = nameOfCall(application);
  const item = placeholderOf(withoutSize(value), singularOf(name) ?? name, spot);
  return { kind: 'text', parts: [repeatedParts([item], atMost(value.limit), name, spot)], origin };
}

const MOST_ITEMS = 200;

function jsonDecode(application: Application): Value {
  return mapOptions(
    subject(application),
    (value) => {
      if (value.kind === 'object') return withoutSerialization(value);
      const isFile = value.kind === 'instance' && value.symbol === OPENED_FILE;
      const read = isFile ? readFile(application, value.arguments.fields.get('0')?.value) : value;
      const text = staticText(read);
      if (text === undefined) return unknownValue('it is read from JSON that is not known', application.spot, 'input');
      return valueOfData(text, application.origin) ?? nothing(application);
    },
    application.spot,
  );
}

function withoutSerialization(value: ObjectValue): ObjectValue {
  const { isSerialized: _, ...plain } = value;
  return plain;
}

function environmentGet(application: Application): Value {
  const [name, fallback] = application.arguments;
  const variable = name && staticText(name);
  if (variable === undefined) return unknownValue('it is read from an environment variable', application.spot);
  // `database.host` is a key of what the application loads itself.
  if (!/^\w+$/.test(variable)) return unknownValue(`it is the setting \`${variable}\``, application.spot);
  const named = application.call.arguments.find((argument) => argument.name === 'default');
  const given = named ? application.evaluation.evaluate(named.value, application.view) : fallback;
  // `{ infer: true }` of NestJS
  const otherwise = given?.kind === 'object' ? undefined : given;
  return environmentVariable(application.evaluation, variable, otherwise, application.view, application.spot);
}

function readFile(application: Application, path: Value | undefined): Value {
  const literal = path && staticText(path);
  if (literal === undefined)
    return unbounded(unknownValue('it is read from a file whose path is not known', application.spot, 'input'));
  return readTextFile(literal, application.evaluation, application.view, application.spot);
}

function openFile(application: Application): Value {
  const path = subject(application);
  const fields = new Map([
    [
      '0',
      { value: path, uri: application.spot.uri, range: application.spot.range, valueRange: application.spot.range },
    ],
  ]);
  const passed: ObjectValue = { ...emptyObject(application.origin), fields };
  return { kind: 'instance', symbol: OPENED_FILE, arguments: passed, origin: application.origin };
}

function readOpened(application: Application): Value {
  const { receiver } = application;
  if (receiver?.kind === 'instance' && receiver.symbol === OPENED_FILE) {
    return readFile(application, receiver.arguments.fields.get('0')?.value);
  }
  return receiver ?? nothing(application);
}

function parentPath(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '.' : end === 0 ? '/' : path.slice(0, end);
}

function mapStatic(application: Application, value: Value, transform: (text: string) => string): Value {
  const text = staticText(value);
  return text === undefined ? value : textOf(transform(text), application.origin);
}

function makeObject(application: Application): Value {
  const passed = application.evaluation.argumentsOf(application.call, application.view);
  const named = new Map([...passed.fields].filter(([key]) => !/^\d+$/.test(key)));
  const base = application.arguments.reduce<ObjectValue>(mergeInto, emptyObject(application.origin));
  const merged = mergeInto(base, { ...passed, fields: named });
  return passed.site ? { ...merged, site: passed.site } : merged;
}

function mergeObjects(application: Application): Value {
  const objects = application.receiver ? [application.receiver, ...application.arguments] : application.arguments;
  return objects.reduce<ObjectValue>(mergeInto, emptyObject(application.origin));
}

/** `defaults | {"a": 1}` is a dict, `prompt | model` is not. */
function unite(application: Application): Value {
  const isDict = application.arguments.every(({ kind }) => kind === 'object' || kind === 'unknown');
  if (isDict && application.arguments.some(({ kind }) => kind === 'object')) return mergeObjects(application);
  const { call, evaluation, view, origin } = application;
  return { kind: 'instance', symbol: '#|', arguments: evaluation.argumentsOf(call, view), origin };
}

function getField(application: Application): Value {
  const [key, fallback] = application.arguments;
  const { receiver, spot } = application;
  if (receiver === undefined || key === undefined) return nothing(application);
  return mapOptions(
    receiver,
    (object) => {
      if (object.kind === 'object' && object.type === INI_PARSER && fallback) return settingOf(object, application);
      if (object.kind === 'object') {
        const text = staticText(key);
        const field = text === undefined ? undefined : object.fields.get(text);
        if (field?.isOptional) return choose([field.value, otherwise(fallback, application)], spot);
        if (field) return field.value;
        if (text !== undefined && !object.isOpen) return otherwise(fallback, application);
        if (text === undefined && object.fields.size > 0) {
          return choose([elementOf(object, key, spot), otherwise(fallback, application)], spot);
        }
      }
      if (object.kind === 'unknown' && fallback && fallback.kind !== 'null' && fallback.kind !== 'unknown') {
        return defaultOfUnknown(fallback, object, application);
      }
      return object.kind === 'unknown'
        ? { ...withoutSize(object), ...spot }
        : unknownValue(`\`${staticText(key) ?? 'a key'}\` of an object that is not known`, spot, 'input');
    },
    spot,
  );
}

/** `field(default="x")`, `Field("x")`: what the field holds unless it is given. */
function declaredDefault(application: Application): Value {
  const named = application.call.arguments.find((argument) => argument.name === 'default');
  const [first] = application.arguments;
  const { call, evaluation, view, origin } = application;
  const value = (named ? evaluation.evaluate(named.value, view) : first) ?? madeDefault(application);
  const isGiven = value !== undefined && value.kind !== 'unknown' && value.kind !== 'symbol';
  const sized = isGiven
    ? undefined
    : declaredLimit(call.arguments, origin, (inner) => evaluation.evaluate(inner, view));
  return sized ?? value ?? unknownValue('it is a field without a default', application.spot);
}

/** `field(default_factory=lambda: …)`: what the function gives back. */
function madeDefault({ call, evaluation, view }: Application): Value | undefined {
  const factory = call.arguments.find((argument) => argument.name === 'default_factory' || argument.name === 'factory');
  if (factory === undefined) return undefined;
  const { value: callee, range } = factory;
  const nothingPassed = { start: range.end, end: range.end };
  const made = { kind: 'call', range, callee, arguments: [], argumentsRange: nothingPassed } as const;
  return evaluation.evaluate({ ...made, isConstruction: false }, view);
}

function otherwise(fallback: Value | undefined, { origin }: Application): Value {
  return fallback ?? { kind: 'null', origin };
}

/** `event.get("model", DEFAULT)`: the default is what the code itself says. */
function defaultOfUnknown(fallback: Value, object: UnknownValue, application: Application): Value {
  const text = staticText(fallback);
  if (text === '' || (text !== undefined && text.length > 400))
    return unknownValue('it is read from input', application.spot, 'input');
  const instead = { ...withoutSize(object), ...application.spot, name: nameOfCall(application) };
  return mapOptions(fallback, (option) => forWantOf(through(option, 'parameter-default'), instead), application.spot);
}
