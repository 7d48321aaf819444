import type { Operation } from '../domain/callSite.ts';
import type { CallExpression, MemberExpression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue } from '../domain/value.ts';
import { readConverse } from '../requests/converse.ts';
import { callDraft } from '../requests/draft.ts';
import type { RequestReading } from '../requests/draft.ts';
import { asObject } from '../requests/fields.ts';
import { readInvokeModel } from '../requests/invokeModel.ts';
import { regionOf, splitSymbol, textArgument } from './matching.ts';

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
    const called = calledMethod(call);
    const method = called && METHODS.get(called.property);
    if (called === undefined || method === undefined || called.object.kind === 'receiver') return undefined;
    const request = asObject(context.evaluateArguments(call));
    const client = clientOf(context.evaluate(called.object));
    const isSure = typeof client !== 'string' && called === call.callee;
    if (client === 'other' || (!isSure && !isRequest(call, called, request))) return undefined;
    return draft(method, request, typeof client === 'string' ? undefined : client);
  },
};

/** `client.converse(…)`, or a function that is handed the method and its arguments: `to_thread(client.converse, …)`. */
function calledMethod(call: CallExpression): MemberExpression | undefined {
  if (call.callee.kind === 'member' && METHODS.has(call.callee.property)) return call.callee;
  const [first] = call.arguments;
  return first?.value.kind === 'member' && METHODS.has(first.value.property) ? first.value : undefined;
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
function isRequest(call: CallExpression, called: MemberExpression, request: ObjectValue): boolean {
  const passed = call.arguments.filter(({ value }) => value !== called);
  const named = passed.filter((argument) => argument.name !== undefined || argument.spread === 'object');
  if (named.length < passed.length) return false;
  if (request.fields.has('modelId')) return true;
  return request.isOpen && passed.some((argument) => argument.spread === 'object');
}
