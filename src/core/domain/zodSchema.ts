/** Schemas that zod's functions make, as the JSON schema that models are sent. */
import { optionsOf } from './value.ts';
import type { InstanceValue, ObjectValue, Value } from './value.ts';
import type { Spot } from './valueOperations.ts';
import { listOf, objectOf, textValue } from './writtenValues.ts';

type Schema = Readonly<Record<string, Value>>;

const MAXIMUM_DEPTH = 6;
/** `z.string().min(1).max(200).optional().describe("…")`: more are not looked at. */
const MAXIMUM_STEPS = 12;

/** Of one field: its type, bounds, options and description. */
export function zodSchema(value: Value, spot: Spot, depth = 0): Value {
  const steps = stepsOf(value);
  const [first, ...modifiers] = steps;
  if (first === undefined || depth > MAXIMUM_DEPTH) return objectOf({ type: textValue('string', spot) }, spot);
  const base = baseSchema(first, spot, depth);
  const bounds = modifiers.reduce<Schema>((schema, step) => ({ ...schema, ...modified(step, base.type, spot) }), {});
  return objectOf({ ...base.schema, ...bounds }, spot);
}

/** Properties of which all are required. */
export function objectSchema(properties: readonly (readonly [string, Value])[], spot: Spot): ObjectValue {
  const required = properties.map(([name]) => textValue(name, spot));
  return objectOf(
    {
      type: textValue('object', spot),
      properties: objectOf(Object.fromEntries(properties), spot),
      required: listOf(required, spot, false),
    },
    spot,
  );
}

/** One call of those that make a schema: `max(200)`. */
export interface SchemaStep {
  readonly name: string;
  readonly argument: Value | undefined;
}

/** True for what a function of zod makes. */
export function isZodSchema({ symbol }: InstanceValue): boolean {
  return /^zod(?:\/[\w-]+)?#/.test(symbol);
}

/** What makes the schema first, then what is called on it. */
export function stepsOf(value: Value): readonly SchemaStep[] {
  const steps: SchemaStep[] = [];
  let [at] = optionsOf(value);
  while (at?.kind === 'instance' && steps.length < MAXIMUM_STEPS) {
    const name = at.symbol.slice(Math.max(at.symbol.lastIndexOf('.'), at.symbol.lastIndexOf('#')) + 1);
    steps.unshift({ name, argument: at.arguments.fields.get('0')?.value });
    at = at.receiver;
  }
  return steps;
}

interface Base {
  readonly type: string;
  readonly schema: Schema;
}

function baseSchema({ name, argument }: SchemaStep, spot: Spot, depth: number): Base {
  const of = (type: string, more: Schema = {}): Base => ({ type, schema: { type: textValue(type, spot), ...more } });
  switch (name) {
    case 'object':
    case 'strictObject':
    case 'looseObject': {
      if (argument?.kind !== 'object') return of('object');
      const fields = [...argument.fields].map(
        ([key, field]) => [key, zodSchema(field.value, field, depth + 1)] as const,
      );
      return {
        type: 'object',
        schema: Object.fromEntries([...objectSchema(fields, spot).fields].map(([key, field]) => [key, field.value])),
      };
    }
    case 'array':
      return of('array', argument && { items: zodSchema(argument, spot, depth + 1) });
    case 'enum':
    case 'nativeEnum':
      return of('string', argument?.kind === 'list' ? { enum: argument } : {});
    case 'literal':
      return of('string', argument && { enum: listOf([argument], spot, false) });
    case 'union':
      return argument?.kind === 'list'
        ? {
            type: 'union',
            schema: {
              anyOf: listOf(
                argument.items.map((item) => zodSchema(item, spot, depth + 1)),
                spot,
                false,
              ),
            },
          }
        : of('string');
    case 'int':
      return of('integer');
    case 'record':
      return of('object');
    case 'optional':
    case 'nullable':
    case 'lazy':
      return argument?.kind === 'instance'
        ? { type: 'any', schema: fieldsOf(zodSchema(argument, spot, depth + 1)) }
        : of('string');
    default:
      return TYPES.has(name) ? of(name) : of('string');
  }
}

const TYPES: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'null']);

function fieldsOf(schema: Value): Schema {
  return schema.kind === 'object'
    ? Object.fromEntries([...schema.fields].map(([key, field]) => [key, field.value]))
    : {};
}

/** What a further step says: `.max(5)` is of characters, of items, or of the number itself. */
function modified({ name, argument }: SchemaStep, type: string, spot: Spot): Schema {
  if (name === 'describe') return argument ? { description: argument } : {};
  if (name === 'int' && type === 'number') return { type: textValue('integer', spot) };
  if (name === 'datetime' || name === 'date') return { format: textValue('date-time', spot) };
  if (name === 'array') return {};
  const unit = type === 'array' ? 'Items' : type === 'string' ? 'Length' : undefined;
  if (unit === undefined || argument?.kind !== 'number') return {};
  if (name === 'length') return { [`min${unit}`]: argument, [`max${unit}`]: argument };
  return name === 'max' || name === 'min' ? { [`${name}${unit}`]: argument } : {};
}
