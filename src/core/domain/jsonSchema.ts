/** JSON schemas of what code declares instead of one: classes with fields, objects of zod. */
import type { ClassStatement, Expression, Statement } from './program.ts';
import { optionsOf } from './value.ts';
import type { ClassValue, ObjectValue, Value } from './value.ts';
import { mergeInto } from './valueOperations.ts';
import type { Spot } from './valueOperations.ts';
import { hole, listOf, objectOf, textValue } from './writtenValues.ts';
import { objectSchema, zodSchema } from './zodSchema.ts';

/** JSON schema of a class's fields, a zod object, or as written. */
export function schemaOf(schema: Value): Value {
  const [option = schema] = optionsOf(schema);
  if (option.kind === 'class') return classSchema(option.class, option.origin);
  if (option.kind === 'instance') {
    const fields = option.arguments.fields.get('0')?.value;
    // A schema that is written as JSON: `jsonSchema({…})` of the AI SDK.
    if (fields && option.symbol.endsWith('#jsonSchema')) return fields;
    if (fields && /[#.](?:zodToJsonSchema|toJSONSchema)$/.test(option.symbol)) return schemaOf(fields);
    if (fields?.kind !== 'object') return hole('schema', option.origin);
    return objectSchema(
      [...fields.fields].map(([key, field]) => [key, zodSchema(field.value, field)]),
      option.origin,
    );
  }
  return option;
}

/** Of the fields that a class declares. */
export function classSchema({ body }: ClassStatement, spot: Spot): ObjectValue {
  const properties = fieldsOf(body).map(
    ({ name, type, value }) => [name, fieldSchema(name, type, value, spot)] as const,
  );
  return objectSchema(properties, spot);
}

/** The class that a type names where another class is declared; undefined where it names none of the workspace. */
export type ClassOfType = (type: Expression, inside: ClassValue) => ClassValue | undefined;

/** The same, with the schemas of the classes that its fields are of. */
export function withNestedClasses(declared: ClassValue, classOf: ClassOfType, depth = 0): ObjectValue {
  const { origin: spot } = declared;
  const properties = fieldsOf(declared.class.body).map(({ name, type, value }): readonly [string, Value] => {
    const own = fieldSchema(name, type, value, spot);
    const isList = type?.kind === 'index' && typeName(type) === 'array';
    const inner = isList ? type.index : type;
    const isNamed = inner?.kind === 'name' && !TYPES.has(inner.name) && inner.name !== 'str';
    const nested = isNamed && depth < MAXIMUM_DEPTH ? classOf(inner, declared) : undefined;
    if (nested === undefined) return [name, own];
    const schema = withNestedClasses(nested, classOf, depth + 1);
    return [name, mergeInto(own, isList ? objectOf({ items: schema }, spot) : schema)];
  });
  return objectSchema(properties, spot);
}

interface Field {
  readonly name: string;
  readonly type: Expression | undefined;
  readonly value: Expression;
}

function fieldsOf(body: readonly Statement[]): readonly Field[] {
  return body.flatMap((statement) => {
    if (statement.kind !== 'assign' || statement.target.kind !== 'name') return [];
    return [{ name: statement.target.name, type: statement.type, value: statement.value }];
  });
}

function fieldSchema(name: string, type: Expression | undefined, value: Expression, spot: Spot): ObjectValue {
  const { description, max_length: most, min_length: least } = literalArguments(value);
  const isList = typeName(type) === 'array';
  const bounds = { [isList ? 'maxItems' : 'maxLength']: most, [isList ? 'minItems' : 'minLength']: least };
  const known = Object.entries(bounds).flatMap(([key, bound]) =>
    typeof bound === 'number' ? [[key, numberValue(bound, spot)] as const] : [],
  );
  return objectOf(
    {
      title: textValue(name, spot),
      ...typeSchema(type, spot, 0),
      ...Object.fromEntries(known),
      ...(typeof description === 'string' && { description: textValue(description, spot) }),
    },
    spot,
  );
}

const MAXIMUM_DEPTH = 4;

/** `int`, `list[str]`, and the list of texts that `Literal["a", "b"]` is. */
function typeSchema(type: Expression | undefined, spot: Spot, depth: number): Readonly<Record<string, Value>> {
  const named = { type: textValue(typeName(type), spot) };
  if (type?.kind === 'list') {
    const texts = type.items.flatMap(({ value }) =>
      value.kind === 'literal' && typeof value.value === 'string' ? [textValue(value.value, spot)] : [],
    );
    return texts.length === type.items.length ? { ...named, enum: listOf(texts, spot, false) } : named;
  }
  if (type?.kind !== 'index' || typeName(type) !== 'array' || depth > MAXIMUM_DEPTH) return named;
  return { ...named, items: objectOf(typeSchema(type.index, spot, depth + 1), spot) };
}

/** `Field(description="…", max_length=5)`. */
function literalArguments(value: Expression): Readonly<Record<string, unknown>> {
  if (value.kind !== 'call') return {};
  return Object.fromEntries(
    value.arguments.flatMap(({ name, value: given }) =>
      name !== undefined && given.kind === 'literal' ? [[name, given.value]] : [],
    ),
  );
}

function numberValue(value: number, { uri, range }: Spot): Value {
  return { kind: 'number', value, origin: { from: 'literal', uri, range } };
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['int', 'integer'],
  ['float', 'number'],
  ['bool', 'boolean'],
  ['number', 'number'],
  ['boolean', 'boolean'],
  ['list', 'array'],
  ['List', 'array'],
  ['dict', 'object'],
  ['Dict', 'object'],
]);

export function typeName(type: Expression | undefined): string {
  if (type?.kind === 'index') return typeName(type.object);
  return (type?.kind === 'name' ? TYPES.get(type.name) : undefined) ?? 'string';
}
