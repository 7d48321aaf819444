import type { CallExpression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { callDraft } from '../requests/draft.ts';
import { asObject } from '../requests/fields.ts';
import { BEDROCK_OPERATIONS, hasSignature, operationsBy } from '../requests/operations.ts';
import type { BedrockOperation, BedrockService } from '../requests/operations.ts';
import { isOwnFunction, methodName, regionOf, settingsOf, splitSymbol } from './matching.ts';
import { snakeCase } from './snakeCase.ts';
import { camelCase } from '../util/letterCases.ts';

const METHODS = operationsBy(({ name }) => snakeCase(name));

const CLIENTS: ReadonlyMap<string, BedrockService> = new Map([
  ['Aws::BedrockRuntime', 'bedrock-runtime'],
  ['Aws::BedrockAgentRuntime', 'bedrock-agent-runtime'],
  ['Aws::BedrockAgent', 'bedrock-agent'],
  ['Aws::Bedrock', 'bedrock'],
]);

/** AWS SDK for Ruby: `client.converse(model_id: id)`. The keys of its requests are symbols in snake case. */
export const awsSdkRuby: Sdk = {
  id: 'aws-sdk-ruby',
  languages: ['ruby'],
  marks: [
    ...BEDROCK_OPERATIONS.flatMap(({ name, isDistinct }) => (isDistinct ? [`.${snakeCase(name)}`] : [])),
    'Aws::Bedrock',
    'knowledge_base_id',
    'agent_alias_id',
    'flow_alias_identifier',
  ],
  packages: ['Aws::'],
  match(call, context) {
    const { callee } = call;
    const operation = METHODS.get(methodName(call) ?? '');
    if (operation === undefined || callee.kind !== 'member' || callee.object.kind === 'receiver') return undefined;
    if (isOwnFunction(call, context)) return undefined;
    const client = clientOf(context.evaluate(callee.object), operation);
    if (client === 'other') return undefined;
    const request = requestOf(call, context);
    const isSure = client !== 'unknown' || isRequest(operation, request);
    return isSure ? draft(operation, request, client === 'unknown' ? undefined : client) : undefined;
  },
};

type Client = InstanceValue | 'unknown' | 'other';

function clientOf(value: Value, { service }: BedrockOperation): Client {
  const clients = optionsOf(value).map((option): Client => {
    if (option.kind !== 'instance') return 'unknown';
    if (option.class) return 'other';
    const [path] = splitSymbol(option.symbol);
    const made = CLIENTS.get(path.replace(/::(?:Async)?Client$/, ''));
    if (made === service) return option;
    return made !== undefined || /^Aws::\w+::\w*Client$/.test(path) ? 'other' : 'unknown';
  });
  return clients.find((client) => typeof client !== 'string') ?? (clients.includes('unknown') ? 'unknown' : 'other');
}

/** Without knowing the client: fields as only Bedrock has them. */
function isRequest(operation: BedrockOperation, request: ObjectValue): boolean {
  return hasSignature(operation, request);
}

function draft(operation: BedrockOperation, request: ObjectValue, client: InstanceValue | undefined): CallDraft {
  const { name, isStreaming } = operation;
  const region = regionOf(client && settingsOf(client), 'region');
  return callDraft(operation.read(request), { sdk: 'aws-sdk-ruby', operation: name, isStreaming, region });
}

/** Named arguments, or one hash before what handles a stream. */
function requestOf(call: CallExpression, context: MatchContext): ObjectValue {
  const passed = asObject(context.evaluateArguments(call));
  const first = passed.fields.get('0')?.value;
  const isHash = first !== undefined && first.kind !== 'function';
  return requestObject(isHash ? asObject(first) : passed, 0);
}

const MAXIMUM_DEPTH = 40;

/** What is the program's own in requests: documents, names of variables. */
const OWN: ReadonlySet<string> = new Set([
  ...['json', 'additionalModelRequestFields', 'promptVariables', 'requestMetadata', 'body', 'modelInput', 'document'],
  ...['hyperParameters', 'sessionAttributes', 'promptSessionAttributes', 'structuredData'],
]);

/** The keys as the API has them. */
function requestObject(object: ObjectValue, depth: number): ObjectValue {
  const fields = new Map(
    [...object.fields].map(([written, field]): readonly [string, ObjectField] => {
      const key = camelCase(written);
      return [key, OWN.has(key) ? field : { ...field, value: requestValue(field.value, depth + 1) }];
    }),
  );
  return { ...object, fields };
}

function requestValue(value: Value, depth: number): Value {
  if (depth > MAXIMUM_DEPTH) return value;
  switch (value.kind) {
    case 'choice':
      return { ...value, options: value.options.map((option) => requestValue(option, depth + 1)) };
    case 'list':
      return { ...value, items: value.items.map((item) => requestValue(item, depth + 1)) };
    case 'object':
      return requestObject(value, depth);
    default:
      return value;
  }
}
