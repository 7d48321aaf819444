import type { Argument, CallExpression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue, Value } from '../domain/value.ts';
import { callDraft } from '../requests/draft.ts';
import { fieldWriter } from '../requests/fieldWriter.ts';
import { asObject } from '../requests/fields.ts';
import { BEDROCK_OPERATIONS, hasSignature, OPERATION_MARKS, operationsBy } from '../requests/operations.ts';
import type { BedrockOperation, BedrockService } from '../requests/operations.ts';
import { lastName, regionOf, splitSymbol, textArgument } from './matching.ts';
import { snakeCase } from './snakeCase.ts';

/** With the name of a service behind them: `mypy_boto3_bedrock_runtime`. */
const TYPE_PACKAGES = [...new Set(BEDROCK_OPERATIONS.map(({ service }) => service.replaceAll('-', '_')))].flatMap(
  (service) => [`mypy_boto3_${service}`, `types_boto3_${service}`, `types_aiobotocore_${service}`],
);

const METHODS = operationsBy(({ name }) => snakeCase(name));

/** AWS SDK for Python, also asynchronous (`aioboto3`). Its clients have no types: service name or shape decides. */
export const boto3: Sdk = {
  id: 'boto3',
  languages: ['python'],
  marks: [
    ...[...METHODS].flatMap(([method, { isDistinct }]) => (isDistinct ? [`.${method}`] : [])),
    ...OPERATION_MARKS,
  ],
  packages: ['boto3', 'botocore', 'aioboto3', 'aiobotocore', ...TYPE_PACKAGES],
  match(call, context) {
    return matchMethod(call, context) ?? matchHandedMethod(call, context) ?? matchKeptMethod(call, context);
  },
};

/** `client.converse(…)`. */
function matchMethod(call: CallExpression, context: MatchContext): CallDraft | undefined {
  const { callee } = call;
  const method = callee.kind === 'member' ? METHODS.get(callee.property) : undefined;
  if (callee.kind !== 'member' || method === undefined || callee.object.kind === 'receiver') return undefined;
  const client = clientOf(context.evaluate(callee.object), method);
  if (client === 'other') return undefined;
  const request = asObject(context.evaluateArguments(call));
  if (client === 'unknown') {
    return isRequest(method, call.arguments, request) ? draft(method, request, undefined) : undefined;
  }
  return draft(method, request, client);
}

/** A function that is handed the method and its arguments: `to_thread(client.converse, …)`, `as_async(client.converse)(…)`. */
function matchHandedMethod(call: CallExpression, context: MatchContext): CallDraft | undefined {
  const wrapping = call.callee.kind === 'call' ? call.callee.arguments : [];
  const handed = [...call.arguments, ...wrapping].find(
    ({ value }) => value.kind === 'member' && METHODS.has(value.property),
  );
  if (handed?.value.kind !== 'member' || handed.value.object.kind === 'receiver') return undefined;
  const method = METHODS.get(handed.value.property);
  if (method === undefined) return undefined;
  const client = clientOf(context.evaluate(handed.value.object), method);
  if (client === 'other') return undefined;
  const passed = asObject(context.evaluateArguments(call));
  const rest = call.arguments.filter((argument) => argument !== handed);
  const known = typeof client === 'string' ? undefined : client;
  const isNamed = isRequest(method, rest, passed) || (known !== undefined && hasSignature(method, passed));
  const request = isNamed ? passed : requestAmong(method, rest, context);
  const isSure = isNamed || known !== undefined || (request !== undefined && hasSignature(method, request));
  return request && isSure ? draft(method, request, known) : undefined;
}

/** The request where a function takes it as one object beside the method. */
function requestAmong(
  method: BedrockOperation,
  passed: readonly Argument[],
  context: MatchContext,
): ObjectValue | undefined {
  const objects = passed
    .map(({ value }) => context.evaluate(value))
    .flatMap((value) => (value.kind === 'object' || value.kind === 'unknown' ? [asObject(value)] : []));
  return objects.find((object) => hasSignature(method, object)) ?? objects.find(({ isOpen }) => isOpen);
}

/** The method under another name: `send = client.converse`, then `send(…)`. One that is a parameter counts where it is handed over. */
function matchKeptMethod(call: CallExpression, context: MatchContext): CallDraft | undefined {
  const { callee } = call;
  const isKept =
    callee.kind === 'name'
      ? !context.isParameter(callee.name)
      : callee.kind === 'member' && callee.object.kind === 'receiver';
  if (!isKept) return undefined;
  for (const option of optionsOf(context.evaluate(callee))) {
    if (option.kind !== 'symbol' || option.receiver === undefined) continue;
    const method = METHODS.get(lastName(option.symbol));
    const client = method && singleClientOf(option.receiver, method);
    if (method && client && typeof client !== 'string')
      return draft(method, asObject(context.evaluateArguments(call)), client);
  }
  return undefined;
}

function draft(method: BedrockOperation, request: ObjectValue, client: InstanceValue | undefined): CallDraft {
  const { name, isStreaming } = method;
  const region = regionOfClient(client);
  const drafted = callDraft(method.read(request), { sdk: 'boto3', operation: name, isStreaming, region });
  return { ...drafted, ...fieldWriter(request) };
}

/** A client without a Region of its own takes its session's. */
function regionOfClient(client: InstanceValue | undefined): CallDraft['region'] {
  const region = regionOf(client?.arguments, 'region_name', '1');
  return region.state === 'absent' && client?.receiver ? regionOf(client.receiver.arguments, 'region_name') : region;
}

type Client = InstanceValue | 'unknown' | 'other';

function clientOf(value: Value, operation: BedrockOperation): Client {
  const clients = optionsOf(value).map((option) => singleClientOf(option, operation));
  return clients.find((client) => typeof client !== 'string') ?? (clients.includes('unknown') ? 'unknown' : 'other');
}

function singleClientOf(value: Value, operation: BedrockOperation): Client {
  if (value.kind === 'unknown' || value.kind === 'symbol') return 'unknown';
  if (value.kind !== 'instance' || value.class) return value.kind === 'instance' ? 'other' : 'unknown';
  const [module, path] = splitSymbol(value.symbol);
  const typed = serviceOfType(module, path);
  if (typed !== undefined) return typed === operation.service ? value : 'other';
  const service = textArgument(value.arguments, 'service_name', '0');
  if (service === operation.service) return value;
  const makesClients = /(?:^|\.)(?:client|create_client|resource)$/.test(path);
  return makesClients && service !== undefined ? 'other' : 'unknown';
}

/** Packages of types have a module for each service, and one class in it. */
function serviceOfType(module: string, path: string): string | undefined {
  const service = /(?:^|\.)(?:mypy|types)_\w*?boto\w*?_(bedrock\w*)/.exec(module)?.[1];
  return service?.replaceAll('_', '-') ?? CLIENT_TYPES.get(path);
}

const CLIENT_TYPES: ReadonlyMap<string, BedrockService> = new Map([
  ['BedrockRuntimeClient', 'bedrock-runtime'],
  ['AgentsforBedrockRuntimeClient', 'bedrock-agent-runtime'],
  ['AgentsforBedrockClient', 'bedrock-agent'],
  ['BedrockClient', 'bedrock'],
]);

/** Without knowing the client: named arguments as only Bedrock has them, or all of them in one spread object. */
function isRequest(operation: BedrockOperation, passed: readonly Argument[], request: ObjectValue): boolean {
  const named = passed.filter((argument) => argument.name !== undefined || argument.spread === 'object');
  if (named.length < passed.length) return false;
  if (hasSignature(operation, request)) return true;
  return operation.isDistinct && request.isOpen && passed.some((argument) => argument.spread === 'object');
}
