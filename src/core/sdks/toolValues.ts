/** Tools and answer schemas as code has them – functions, classes, objects that describe one – as the API is sent them. */
import type { ClassStatement, Expression, FunctionNode, Parameter, Statement } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectValue, Value } from '../domain/value.ts';
import { mergeInto, textOf } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { argumentOf, hole, listOf, objectOf, textValue } from './modelObjects.ts';
import { objectSchema, zodSchema } from './zodSchema.ts';

/** The tools of a list, or of LangGraph's node of them, `ToolNode(tools)`; what is no list is one that is not seen. */
export function toolsOf(tools: Value): Value {
  const [option = tools] = optionsOf(tools);
  if (option.kind === 'instance' && option.symbol.endsWith('#ToolNode')) {
    const inside = argumentOf(option.arguments, 'tools', '0');
    if (inside) return toolsOf(inside);
  }
  if (option.kind !== 'list') return option;
  return listOf(option.items.map(toolOf), option.origin, option.isOpen);
}

/** Tools that stand under their names in an object. */
export function namedTools(tools: Value | undefined): Value | undefined {
  if (tools === undefined) return undefined;
  const [option = tools] = optionsOf(tools);
  if (option.kind !== 'object') return option;
  const items = [...option.fields].map(([name, field]) => {
    const tool = toolOf(field.value);
    if (tool.kind === 'object') return withName(tool, name, field);
    return objectOf({ name: textValue(name, field), description: hole('tool', field) }, field);
  });
  return listOf(items, option.origin, option.isOpen);
}

function withName(tool: ObjectValue, name: string, spot: Spot): ObjectValue {
  return mergeInto(tool, objectOf({ name: textValue(name, spot) }, spot));
}

/** `{name, description, input_schema}`; a hole's description stands for a tool that cannot be looked into. */
export function toolOf(tool: Value): Value {
  const [option = tool] = optionsOf(tool);
  switch (option.kind) {
    case 'function':
      return functionTool(option.function, option.origin);
    case 'class':
      return described(
        option.class.name,
        docstringOf(option.class.body),
        classSchema(option.class, option.origin),
        option.origin,
      );
    case 'object':
      return option;
    case 'instance': {
      const second = option.arguments.fields.get('1')?.value;
      const first = option.arguments.fields.get('0')?.value;
      const written = [second, first].find((value) => value?.kind === 'object');
      const settings = written?.kind === 'object' ? mergeInto(option.arguments, written) : option.arguments;
      const name = argumentOf(settings, 'name') ?? textOf('tool', option.origin);
      const description = argumentOf(settings, 'description') ?? hole('tool', option.origin);
      const schema =
        argumentOf(settings, 'schema', 'args_schema', 'inputSchema', 'parameters') ?? objectOf({}, option.origin);
      return objectOf({ name, description, input_schema: schemaOf(schema) }, option.origin);
    }
    default:
      return option;
  }
}

/** The schema of the answer as Chat Completions is sent it, where a class stands for it. */
export function withAnswerSchema(request: ObjectValue, key: string): ObjectValue {
  const field = request.fields.get(key);
  const [option] = field ? optionsOf(field.value) : [];
  if (field === undefined || option?.kind !== 'class') return request;
  const spot = { uri: field.uri, range: field.valueRange };
  const schema = objectOf({ name: textValue(option.class.name, spot), schema: schemaOf(option) }, spot);
  const value = objectOf({ type: textValue('json_schema', spot), json_schema: schema }, spot);
  return { ...request, fields: new Map([...request.fields, [key, { ...field, value }]]) };
}

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

function functionTool({ name = 'tool', parameters, body }: FunctionNode, spot: Spot): ObjectValue {
  const taken = parameters.filter(({ kind }) => kind === 'plain' || kind === 'keyword-only');
  const properties = taken.map((parameter): readonly [string, Value] => [
    parameter.name,
    parameterSchema(parameter, spot),
  ]);
  return described(name, docstringOf(body), objectSchema(properties, spot), spot);
}

function parameterSchema({ name, type }: Parameter, spot: Spot): Value {
  return objectOf({ title: textValue(name, spot), type: textValue(typeName(type), spot) }, spot);
}

function classSchema({ body }: ClassStatement, spot: Spot): ObjectValue {
  const properties = body.flatMap((statement): readonly (readonly [string, Value])[] => {
    if (statement.kind !== 'assign' || statement.target.kind !== 'name') return [];
    const { name } = statement.target;
    return [[name, fieldSchema(name, statement.type, statement.value, spot)]];
  });
  return objectSchema(properties, spot);
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

function typeName(type: Expression | undefined): string {
  if (type?.kind === 'index') return typeName(type.object);
  return (type?.kind === 'name' ? TYPES.get(type.name) : undefined) ?? 'string';
}

function described(name: string, description: string, schema: Value, spot: Spot): ObjectValue {
  return objectOf(
    { name: textValue(name, spot), description: textValue(description, spot), input_schema: schema },
    spot,
  );
}

function docstringOf(body: readonly Statement[]): string {
  const [first] = body;
  const value = first?.kind === 'expression' ? first.value : undefined;
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : '';
}
