import type { CallExpression } from '../domain/program.ts';
import type { MatchContext, Sdk } from '../domain/sdk.ts';
import { unknown } from '../domain/resolved.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { callDraft } from '../requests/draft.ts';
import { asObject } from '../requests/fields.ts';
import { operationsBy } from '../requests/operations.ts';
import type { BedrockOperation } from '../requests/operations.ts';
import { instancesOf, lastName, methodName, splitSymbol } from './matching.ts';
import { snakeCase } from './snakeCase.ts';

const PACKAGE = 'aws_sdk_bedrock_runtime';
const METHODS = operationsBy(({ name }) => snakeCase(name));

/** The asynchronous AWS SDK for Python, which alone streams both ways: `client.converse(ConverseInput(model_id=…))`. */
export const awsSdkPython: Sdk = {
  id: 'aws-sdk-python',
  languages: ['python'],
  marks: [PACKAGE, '.invoke_model_with_bidirectional_stream'],
  packages: [PACKAGE],
  match(call, context) {
    const operation = METHODS.get(methodName(call) ?? '');
    const request = operation && requestOf(operation, call, context);
    if (operation === undefined || request === undefined) return undefined;
    const { name, isStreaming } = operation;
    const region = unknown('the configuration of the client is not followed');
    return callDraft(operation.read(request), { sdk: 'aws-sdk-python', operation: name, isStreaming, region });
  },
};

/** The argument of the operation's own input type. */
function requestOf({ name }: BedrockOperation, call: CallExpression, context: MatchContext): ObjectValue | undefined {
  const types = [`${name}Input`, `${name}OperationInput`];
  const passed = asObject(context.evaluateArguments(call)).fields.get('0')?.value;
  const input = instancesOf(passed ?? NOTHING).find(({ symbol }) => types.includes(lastName(symbol)));
  return input && requestObject(input.arguments, 0);
}

const NOTHING: Value = { kind: 'null', origin: { from: 'literal', uri: '', range: { start: 0, end: 0 } } };
const MAXIMUM_DEPTH = 40;

/** As the API has it in JSON: objects of classes, their fields in camel case. */
function requestObject(object: ObjectValue, depth: number): ObjectValue {
  const { site: _, ...rest } = object;
  const fields = new Map(
    [...object.fields].map(([key, field]): readonly [string, ObjectField] => [
      key.replace(/_([a-z])/g, (__, letter: string) => letter.toUpperCase()),
      { ...field, value: requestValue(field.value, depth + 1) },
    ]),
  );
  return { ...rest, fields };
}

function requestValue(value: Value, depth: number): Value {
  if (depth > MAXIMUM_DEPTH) return value;
  switch (value.kind) {
    case 'choice':
      return { ...value, options: optionsOf(value).map((option) => requestValue(option, depth + 1)) };
    case 'list':
      return { ...value, items: value.items.map((item) => requestValue(item, depth + 1)) };
    case 'instance':
      return splitSymbol(value.symbol)[0].startsWith(PACKAGE) ? instanceValue(value, depth) : value;
    default:
      return value;
  }
}

/** One of a union is called after both: `ContentBlockText(value=…)` is `{ text: … }`. */
function instanceValue(instance: InstanceValue, depth: number): Value {
  const member = /^(?:SystemContentBlock|ToolResultContentBlock|ContentBlock|ToolInputSchema|Tool)([A-Z]\w*)$/.exec(
    lastName(instance.symbol),
  )?.[1];
  const { fields } = instance.arguments;
  const value = fields.get('value') ?? fields.get('0');
  if (member === undefined || value === undefined) return requestObject(instance.arguments, depth);
  const key = member.charAt(0).toLowerCase() + member.slice(1);
  return requestObject({ ...instance.arguments, fields: new Map([[key, value]]) }, depth);
}
