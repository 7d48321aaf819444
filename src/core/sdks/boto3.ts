import type { Operation } from '../domain/callSite.ts';
import type { Argument, CallExpression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue } from '../domain/value.ts';
import { readConverse } from '../requests/converse.ts';
import { callDraft } from '../requests/draft.ts';
import type { RequestReading } from '../requests/draft.ts';
import { asObject } from '../requests/fields.ts';
import { readInvokeModel } from '../requests/invokeModel.ts';
import { lastName, regionOf, splitSymbol, textArgument } from './matching.ts';

interface Method {
  readonly operation: Operation;
  readonly isStreaming: boolean;
  read(request: ObjectValue): RequestReading;
}

const METHODS: ReadonlyMap<string, Method> = new Map([
  ['converse', { operation: 'Converse', isStreaming: false, read: readConverse }],
  ['converse_stream', { operation: 'ConverseStream', isStreaming: true, read: readConverse }],
  ['invoke_model', { operation: 'InvokeModel', isStreaming: false, read: readInvokeModel }],
  [
    'invoke_model_with_response_stream',
    { operation: 'InvokeModelWithResponseStream', isStreaming: true, read: readInvokeModel },
  ],
]);

/** AWS SDK for Python, also asynchronous (`aioboto3`). Its clients have no types: service name or shape decides. */
export const boto3: Sdk = {
  id: 'boto3',
  languages: ['python'],
  marks: [...METHODS.keys()].map((method) => `.${method}`),
  packages: [
    'boto3',
    'botocore',
    'aioboto3',
    'aiobotocore',
    'mypy_boto3_bedrock_runtime',
    'types_boto3_bedrock_runtime',
  ],
  match(call, context) {
    return matchMethod(call, context) ?? matchHandedMethod(call, context) ?? matchKeptMethod(call, context);
  },
};

/** `client.converse(…)`. */
function matchMethod(call: CallExpression, context: MatchContext): CallDraft | undefined {
  const { callee } = call;
  const method = callee.kind === 'member' ? METHODS.get(callee.property) : undefined;
  if (callee.kind !== 'member' || method === undefined || callee.object.kind === 'receiver') return undefined;
  const client = clientOf(context.evaluate(callee.object));
  if (client === 'other') return undefined;
  const request = asObject(context.evaluateArguments(call));
  if (client === 'unknown') return isRequest(call.arguments, request) ? draft(method, request, undefined) : undefined;
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
  const client = clientOf(context.evaluate(handed.value.object));
  if (method === undefined || client === 'other') return undefined;
  const passed = asObject(context.evaluateArguments(call));
  const rest = call.arguments.filter((argument) => argument !== handed);
  const known = typeof client === 'string' ? undefined : client;
  const isNamed = isRequest(rest, passed) || (known !== undefined && passed.fields.has('modelId'));
  const request = isNamed ? passed : requestAmong(rest, context);
  const isSure = isNamed || known !== undefined || request?.fields.has('modelId') === true;
  return request && isSure ? draft(method, request, known) : undefined;
}

/** The request where a function takes it as one object beside the method. */
function requestAmong(passed: readonly Argument[], context: MatchContext): ObjectValue | undefined {
  const objects = passed
    .map(({ value }) => context.evaluate(value))
    .flatMap((value) => (value.kind === 'object' || value.kind === 'unknown' ? [asObject(value)] : []));
  return objects.find(({ fields }) => fields.has('modelId')) ?? objects.find(({ isOpen }) => isOpen);
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
    const client = singleClientOf(option.receiver);
    if (method && typeof client !== 'string') return draft(method, asObject(context.evaluateArguments(call)), client);
  }
  return undefined;
}

function draft(method: Method, request: ObjectValue, client: InstanceValue | undefined): CallDraft {
  const { operation, isStreaming } = method;
  const region = regionOfClient(client);
  return callDraft(method.read(request), { sdk: 'boto3', operation, isStreaming, region });
}

/** A client without a Region of its own takes its session's. */
function regionOfClient(client: InstanceValue | undefined): CallDraft['region'] {
  const region = regionOf(client?.arguments, 'region_name', '1');
  return region.state === 'absent' && client?.receiver ? regionOf(client.receiver.arguments, 'region_name') : region;
}

type Client = InstanceValue | 'unknown' | 'other';

function clientOf(value: ReturnType<MatchContext['evaluate']>): Client {
  const clients = optionsOf(value).map(singleClientOf);
  return clients.find((client) => typeof client !== 'string') ?? (clients.includes('unknown') ? 'unknown' : 'other');
}

function singleClientOf(value: ReturnType<MatchContext['evaluate']>): Client {
  if (value.kind === 'unknown' || value.kind === 'symbol') return 'unknown';
  if (value.kind !== 'instance' || value.class) return value.kind === 'instance' ? 'other' : 'unknown';
  const [module, path] = splitSymbol(value.symbol);
  if (module.includes('bedrock_runtime') || path === 'BedrockRuntimeClient') return value;
  const service = textArgument(value.arguments, 'service_name', '0');
  if (service === 'bedrock-runtime') return value;
  const makesClients = /(?:^|\.)(?:client|create_client|resource)$/.test(path);
  return makesClients && service !== undefined ? 'other' : 'unknown';
}

/** Without knowing the client: named arguments as only Bedrock has them, or all of them in one spread object. */
function isRequest(passed: readonly Argument[], request: ObjectValue): boolean {
  const named = passed.filter((argument) => argument.name !== undefined || argument.spread === 'object');
  if (named.length < passed.length) return false;
  if (request.fields.has('modelId')) return true;
  return request.isOpen && passed.some((argument) => argument.spread === 'object');
}
