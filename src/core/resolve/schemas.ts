/** Schemas that programs write into prompts and requests, what is checked by one, and what parsers ask for in a prompt. */
import { schemaOf, withNestedClasses } from '../domain/jsonSchema.ts';
import type { Expression } from '../domain/program.ts';
import { cutAt } from '../domain/sizeEvidence.ts';
import { optionsOf } from '../domain/value.ts';
import type {
  ClassValue,
  InstanceValue,
  ListValue,
  ObjectField,
  ObjectValue,
  SizeEvidence,
  Value,
} from '../domain/value.ts';
import {
  emptyObject,
  forWantOf,
  jsonParts,
  mapOptions,
  mergeInto,
  placeholder,
  staticText,
  through,
  unknownValue,
} from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { argumentOf, objectOf, textValue } from '../domain/writtenValues.ts';
import { isZodSchema, stepsOf } from '../domain/zodSchema.ts';
import type { SchemaStep } from '../domain/zodSchema.ts';
import type { Application } from './application.ts';
import { nothing, subject } from './application.ts';
import type { Evaluation } from './evaluation.ts';
import { isMeasure, SIZES, sizeOfTexts } from './sizes.ts';
import { ASSUMED_ITEMS, atMost } from './turns.ts';

// ---- as JSON

/** `Answer.model_json_schema()`, `zodToJsonSchema(Answer)`. */
export function jsonSchema(application: Application): Value {
  const schema = writtenSchema(subject(application), application);
  return schema ?? nothing(application);
}

function writtenSchema(value: Value, { evaluation, spot }: Application): ObjectValue | undefined {
  const [option] = optionsOf(value);
  if (option?.kind === 'class')
    return withNestedClasses(option, (type, inside) => classOfType(type, inside, evaluation));
  if (option?.kind !== 'instance' || !isZodSchema(option)) return undefined;
  const schema = schemaOf(option);
  return schema.kind === 'object' ? mergeInto(schema, objectOf(addedByZod(spot), spot)) : undefined;
}

/** Source: `zod-to-json-schema`. */
function addedByZod(spot: Spot): Readonly<Record<string, Value>> {
  return {
    additionalProperties: { kind: 'boolean', value: false, origin: { from: 'literal', ...spot } },
    $schema: textValue('http://json-schema.org/draft-07/schema#', spot),
  };
}

function classOfType(type: Expression, { program }: ClassValue, evaluation: Evaluation): ClassValue | undefined {
  const index = evaluation.indexOf(program);
  const place = { scope: index.module, offset: Infinity, arms: [] };
  const value = evaluation.evaluate(type, { index, place, frame: undefined });
  return value.kind === 'class' ? value : undefined;
}

// ---- what parsers ask for

interface Instructions {
  /** Last part of the symbol of what makes the parser. */
  readonly parser: RegExp;
  /** Tokens around the schema. Source: the texts of `langchain-core` and `@langchain/core`. */
  readonly around: SizeEvidence['range'];
}

const INSTRUCTIONS: readonly Instructions[] = [
  { parser: /#PydanticOutputParser$|\.PydanticOutputParser$/, around: { low: 140, likely: 165, high: 260 } },
  { parser: /[#.]JsonOutputParser$/, around: { low: 140, likely: 230, high: 300 } },
  { parser: /StructuredOutputParser\.fromZodSchema$/, around: { low: 250, likely: 310, high: 360 } },
  { parser: /StructuredOutputParser\.fromNamesAndDescriptions$/, around: { low: 250, likely: 310, high: 360 } },
  { parser: /StructuredOutputParser\.from_response_schemas$/, around: { low: 30, likely: 40, high: 60 } },
  { parser: /ListOutputParser$/, around: { low: 15, likely: 22, high: 30 } },
  { parser: /(?:Xml|XML|Yaml)OutputParser$/, around: { low: 150, likely: 250, high: 450 } },
];

/** `parser.get_format_instructions()`. */
export function formatInstructions(application: Application): Value {
  const { receiver, origin, spot } = application;
  const parser = receiver?.kind === 'instance' ? innermostParser(receiver) : undefined;
  const found = parser && INSTRUCTIONS.find((row) => row.parser.test(parser.symbol));
  if (parser === undefined || found === undefined) return nothing(application);
  const described = argumentOf(parser.arguments, 'pydantic_object', 'pydanticObject', 'response_schemas', '0');
  const schema = described && schemaOfParser(described, application);
  // Without one `JsonOutputParser` only asks for JSON.
  if (parser.symbol.endsWith('JsonOutputParser') && schema === undefined)
    return textValue('Return a JSON object.', spot);
  const name = 'format_instructions';
  const size: SizeEvidence = { unit: 'tokens', range: found.around, because: 'as its parser asks for the form' };
  const around = { ...placeholder(name, spot, 'unknown'), size };
  return { kind: 'text', parts: [around, ...(schema ? jsonParts(schema, name, spot) : [])], origin };
}

const MAXIMUM_PARSERS = 4;

/** `OutputFixingParser.from_llm(parser=parser, llm=llm)` asks for what the parser in it asks for. */
function innermostParser(parser: InstanceValue): InstanceValue {
  let at = parser;
  for (let depth = 0; depth < MAXIMUM_PARSERS; depth++) {
    const inside = argumentOf(at.arguments, 'parser');
    const [inner] = inside ? optionsOf(inside) : [];
    if (inner?.kind !== 'instance') return at;
    at = inner;
  }
  return at;
}

function schemaOfParser(described: Value, application: Application): Value | undefined {
  const [option = described] = optionsOf(described);
  if (option.kind === 'class' || option.kind === 'instance') return writtenSchema(option, application);
  return option.kind === 'object' || option.kind === 'list' ? option : undefined;
}

// ---- what is checked by a schema

/** `Schema.parse(body)`: fields as long as the schema says; undefined where it is none of zod's. */
export function parsedValue(schema: Value | undefined, spot: Spot): Value | undefined {
  const [option] = schema ? optionsOf(schema) : [];
  return option?.kind === 'instance' && isZodSchema(option) ? valueOf(option, spot, 0) : undefined;
}

/** `Schema.safeParse(body)`: the value is its `data`. */
export function safelyParsedValue(schema: Value | undefined, spot: Spot): Value | undefined {
  const data = parsedValue(schema, spot);
  return data && { ...objectOf({ data }, spot), isOpen: true };
}

const MAXIMUM_DEPTH = 5;

function valueOf(schema: Value, spot: Spot, depth: number): Value {
  const [first, ...more] = depth > MAXIMUM_DEPTH ? [] : stepsOf(schema);
  const unseen = unknownValue('it comes in at run time', spot, 'input');
  if (first === undefined) return unseen;
  const value = plainValue(first, more, spot, depth);
  const otherwise = more.find(({ name }) => name === 'default')?.argument;
  if (otherwise === undefined || value.kind === 'object') return value;
  const instead = value.kind === 'unknown' ? value : unseen;
  return mapOptions(otherwise, (option) => forWantOf(through(option, 'parameter-default'), instead), spot);
}

function plainValue(first: SchemaStep, more: readonly SchemaStep[], spot: Spot, depth: number): Value {
  const unseen = unknownValue('it comes in at run time', spot, 'input');
  switch (first.name) {
    case 'object':
    case 'strictObject':
    case 'looseObject':
      return objectValue([first, ...more], spot, depth);
    case 'array':
      return arrayValue(first, more, spot, depth);
    case 'optional':
    case 'nullable':
      return first.argument ? valueOf(first.argument, spot, depth + 1) : unseen;
    default: {
      const size = sizeOf(first, more);
      return size ? { ...unseen, size } : unseen;
    }
  }
}

/** With the fields of `.extend({…})` and `.merge(Other)`. */
function objectValue(steps: readonly SchemaStep[], spot: Spot, depth: number): ObjectValue {
  const fields = new Map<string, ObjectField>();
  for (const { name, argument } of steps) {
    const inner = name === 'merge' && argument ? stepsOf(argument)[0]?.argument : argument;
    if (!WITH_FIELDS.has(name) || inner?.kind !== 'object') continue;
    for (const [key, field] of inner.fields)
      fields.set(key, { ...field, value: valueOf(field.value, field, depth + 1) });
  }
  return { ...emptyObject({ from: 'literal', ...spot }), fields, isOpen: true };
}

const WITH_FIELDS: ReadonlySet<string> = new Set('object strictObject looseObject extend merge'.split(' '));

/** A list of texts or numbers; what is in others can be of any length. */
function arrayValue(first: SchemaStep, more: readonly SchemaStep[], spot: Spot, depth: number): Value {
  const most = numberIn(more, 'max', 'length');
  const item = first.argument && valueOf(first.argument, spot, depth + 1);
  if (item?.kind !== 'unknown') return { ...unknownValue('it comes in at run time', spot, 'input'), isUnbounded: true };
  const turns = most === undefined ? ASSUMED_ITEMS : atMost(most);
  const list: ListValue = { kind: 'list', items: [item], isOpen: true, turns, origin: { from: 'literal', ...spot } };
  return list;
}

function sizeOf({ name, argument }: SchemaStep, more: readonly SchemaStep[]): SizeEvidence | undefined {
  const last = more.map((step) => step.name).find((step) => FORMATS.has(step)) ?? name;
  const measure = FORMATS.get(last);
  if (measure && isMeasure(measure)) return SIZES[measure];
  if (name === 'enum' || name === 'nativeEnum' || name === 'literal') return sizeOfOptions(argument);
  const most = numberIn(more, 'max', 'length');
  return name === 'string' && most !== undefined ? { ...cutAt(most), because: 'as its type says' } : undefined;
}

const FORMATS: ReadonlyMap<string, keyof typeof SIZES> = new Map([
  ...['number', 'int', 'bigint'].map((name) => [name, 'number'] as const),
  ['boolean', 'truth'],
  ...['date', 'datetime'].map((name) => [name, 'date'] as const),
  ...['uuid', 'cuid', 'ulid', 'nanoid'].map((name) => [name, 'identifier'] as const),
]);

function sizeOfOptions(argument: Value | undefined): SizeEvidence | undefined {
  const items =
    argument?.kind === 'list'
      ? argument.items
      : argument?.kind === 'object'
        ? [...argument.fields.values()].map(({ value }) => value)
        : argument
          ? [argument]
          : [];
  const texts = items.map((item) => staticText(item));
  return texts.every((text) => text !== undefined) ? sizeOfTexts(texts) : undefined;
}

function numberIn(steps: readonly SchemaStep[], ...names: readonly string[]): number | undefined {
  const found = steps.find(({ name }) => names.includes(name))?.argument;
  return found?.kind === 'number' && found.value > 0 ? found.value : undefined;
}
