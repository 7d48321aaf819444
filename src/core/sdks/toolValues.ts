/** Tools and answer schemas as code has them – functions, classes, objects that describe one – as the API is sent them. */
import type { FunctionNode, Parameter, Statement } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectValue, Value } from '../domain/value.ts';
import { mergeInto, textOf } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { classSchema, schemaOf, typeName } from '../domain/jsonSchema.ts';
import { argumentOf, hole, listOf, objectOf, textValue } from '../domain/writtenValues.ts';
import { objectSchema } from '../domain/zodSchema.ts';

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
