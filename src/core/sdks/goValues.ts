/** What the SDKs for Go share: requests that are structs of a package, pointers of values, and options that are functions. */
import type { LiteralData } from '../domain/edit.ts';
import type { CallExpression } from '../domain/program.ts';
import type { MatchContext } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import type { RequestReading } from '../requests/draft.ts';
import { asObject } from '../requests/fields.ts';
import { lastName } from './matching.ts';
import { objectOf } from '../domain/writtenValues.ts';

const MAXIMUM_DEPTH = 40;

/** What stands for an instance of a package, or undefined where it stays as it is. */
export type Replace = (made: InstanceValue, name: string) => Value | undefined;

/**
 * The value as it is sent as JSON: Go names of fields in snake case, unions as what they hold, functions that make a pointer of a
 * value as the value.
 */
export function sentValue(value: Value, replace: Replace, depth = 0): Value {
  if (depth > MAXIMUM_DEPTH) return value;
  const inner = (one: Value): Value => sentValue(one, replace, depth + 1);
  switch (value.kind) {
    case 'choice':
      return { kind: 'choice', options: value.options.map(inner) };
    case 'list':
      return { ...value, items: value.items.map(inner) };
    case 'object':
      return sentObject(value, inner);
    case 'instance': {
      const name = lastName(value.symbol);
      const made = replace(value, name);
      if (made) return inner(made);
      const first = value.arguments.fields.get('0')?.value;
      return POINTERS.test(name) && first ? inner(first) : value;
    }
    default:
      return value;
  }
}

/** `anthropic.String`, `openai.Int`, `param.NewOpt`, and conversions to a type of texts. */
const POINTERS = /^(?:String|Int|Int32|Int64|Float|Float32|Float64|Bool|F|NewOpt|Opt|Ptr|Raw|\w*Model)$/;

function sentObject(object: ObjectValue, inner: (value: Value) => Value): ObjectValue {
  const union = [...object.fields].find(([key]) => /^Of[A-Z]/.test(key));
  if (union && object.fields.size === 1) {
    const [key, field] = union;
    const held = inner(field.value);
    if (held.kind !== 'object') return asObject(held);
    const type = { type: snakeCase(key.slice('Of'.length)) };
    const spot = { uri: field.uri, range: field.valueRange };
    const named = objectOf(
      { type: { kind: 'text', parts: [textPart(type.type, spot)], origin: { from: 'literal', ...spot } } },
      spot,
    );
    return { ...held, fields: new Map([...named.fields, ...held.fields]) };
  }
  const fields = new Map(
    [...object.fields].map(([key, field]): readonly [string, ObjectField] => [
      object.type === undefined ? key : snakeCase(key),
      { ...field, value: inner(field.value) },
    ]),
  );
  const { site: _, ...rest } = object;
  return { ...rest, fields };
}

function textPart(
  text: string,
  { uri, range }: Pick<ObjectField, 'uri' | 'range'>,
): { kind: 'text'; text: string; uri: string; range: ObjectField['range'] } {
  return { kind: 'text', text, uri, range };
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

/** What a call is passed, in the order in which it is passed. */
export function passedTo(call: CallExpression, context: MatchContext): readonly Value[] {
  return argumentsIn(asObject(context.evaluateArguments(call)));
}

/** The arguments by position, those of a list that is spread among them. */
export function argumentsIn({ fields }: ObjectValue): readonly Value[] {
  return [...fields].flatMap(([key, { value }]) => (/^\d+$/.test(key) ? [value] : []));
}

/** What an option was made with, the last of a name among arguments and lists of them: `bedrock.WithModel(id)`. */
export function optionNamed(passed: readonly Value[], ...names: readonly string[]): InstanceValue | undefined {
  return optionsIn(passed)
    .filter(({ symbol }) => names.includes(lastName(symbol)))
    .at(-1);
}

/** All that are functions of packages, also in lists. */
export function optionsIn(passed: readonly Value[]): readonly InstanceValue[] {
  return passed.flatMap(optionsOf).flatMap((option): readonly InstanceValue[] => {
    if (option.kind === 'list') return optionsIn(option.items);
    return option.kind === 'instance' && option.class === undefined ? [option] : [];
  });
}

/** The first argument of an option. */
export function optionValue(option: InstanceValue | undefined): Value | undefined {
  return option?.arguments.fields.get('0')?.value;
}

/**
 * How a cap is written into the struct that a call is passed: a number, or what a function of the package makes of one. Nothing where
 * the field holds anything but a number.
 */
export function capOfStruct(
  struct: ObjectValue | undefined,
  field: string,
  written: (maxTokens: number) => LiteralData = (maxTokens) => maxTokens,
): Pick<RequestReading, 'setMaxTokens'> {
  const own = struct?.fields.get(field);
  if (own?.value.kind === 'number') {
    const target = { uri: own.uri, kind: 'expression', range: own.valueRange } as const;
    return { setMaxTokens: (maxTokens) => [{ kind: 'replace-value', target, value: written(maxTokens) }] };
  }
  const container = struct?.site;
  if (own !== undefined || container === undefined) return {};
  return { setMaxTokens: (maxTokens) => [{ kind: 'set-field', container, path: [field], value: written(maxTokens) }] };
}

/** The struct among what a call is passed. */
export function structIn(passed: readonly Value[]): ObjectValue | undefined {
  return passed.flatMap(optionsOf).find((value): value is ObjectValue => value.kind === 'object');
}

/** An object with the fields that are known. */
export function objectWith(
  fields: Readonly<Record<string, Value | undefined>>,
  { origin }: InstanceValue | ObjectValue,
): ObjectValue {
  const known = Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return objectOf(Object.fromEntries(known), { uri: origin.uri, range: origin.range });
}
