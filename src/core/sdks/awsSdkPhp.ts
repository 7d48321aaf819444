import type { CallExpression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue, Value } from '../domain/value.ts';
import { callDraft } from '../requests/draft.ts';
import { asObject } from '../requests/fields.ts';
import { BEDROCK_OPERATIONS, hasSignature, operationsBy } from '../requests/operations.ts';
import type { BedrockOperation, BedrockService } from '../requests/operations.ts';
import { isOwnFunction, lastName, methodName, regionOf, settingsOf, splitSymbol } from './matching.ts';

const METHODS = operationsBy(({ name }) => name.charAt(0).toLowerCase() + name.slice(1));

const CLIENTS: ReadonlyMap<string, BedrockService> = new Map([
  ['BedrockRuntimeClient', 'bedrock-runtime'],
  ['createBedrockRuntime', 'bedrock-runtime'],
  ['BedrockAgentRuntimeClient', 'bedrock-agent-runtime'],
  ['createBedrockAgentRuntime', 'bedrock-agent-runtime'],
  ['BedrockAgentClient', 'bedrock-agent'],
  ['createBedrockAgent', 'bedrock-agent'],
  ['BedrockClient', 'bedrock'],
  ['createBedrock', 'bedrock'],
]);

/** AWS SDK for PHP, its promises (`converseAsync`), and AsyncAws: `$client->converse(['modelId' => $id])`. */
export const awsSdkPhp: Sdk = {
  id: 'aws-sdk-php',
  languages: ['php'],
  marks: [
    ...[...METHODS].flatMap(([method, { isDistinct }]) => (isDistinct ? [`->${method}`] : [])),
    ...BEDROCK_OPERATIONS.flatMap(({ name, isDistinct }) => (isDistinct ? [`'${name}'`] : [])),
    'BedrockAgent',
    'knowledgeBaseId',
    'agentAliasId',
    'flowAliasIdentifier',
  ],
  packages: ['Aws\\', 'AsyncAws\\'],
  match(call, context) {
    const { callee } = call;
    const operation = METHODS.get((methodName(call) ?? '').replace(/Async$/, ''));
    if (operation === undefined || callee.kind !== 'member' || callee.object.kind === 'receiver') return undefined;
    if (isOwnFunction(call, context)) return undefined;
    const client = clientOf(context.evaluate(callee.object), operation);
    if (client === 'other') return undefined;
    const request = requestOf(call, context);
    if (client === 'unknown')
      return hasSignature(operation, request) ? draft(operation, request, undefined) : undefined;
    return draft(operation, request, client);
  },
};

type Client = InstanceValue | 'unknown' | 'other';

function clientOf(value: Value, { service }: BedrockOperation): Client {
  const clients = optionsOf(value).map((option): Client => {
    if (option.kind !== 'instance') return 'unknown';
    if (option.class) return 'other';
    const made = CLIENTS.get(lastName(option.symbol));
    if (made === service) return option;
    const [module] = splitSymbol(option.symbol);
    // `Aws\\Bedrock\\BedrockClient` and AsyncAws's client of the runtime are called alike.
    if (module.startsWith('AsyncAws\\BedrockRuntime\\') && service === 'bedrock-runtime') return option;
    return made !== undefined || /^Aws\\\w+\\\w*Client$/.test(module) ? 'other' : 'unknown';
  });
  return clients.find((client) => typeof client !== 'string') ?? (clients.includes('unknown') ? 'unknown' : 'other');
}

function draft(operation: BedrockOperation, request: ObjectValue, client: InstanceValue | undefined): CallDraft {
  const { name, isStreaming } = operation;
  const region = regionOf(client && settingsOf(client), 'region');
  return callDraft(operation.read(request), { sdk: 'aws-sdk-php', operation: name, isStreaming, region });
}

/** An array, or AsyncAws's object that is made with one. */
function requestOf(call: CallExpression, context: MatchContext): ObjectValue {
  const passed = asObject(context.evaluateArguments(call));
  const first = passed.fields.get('0')?.value ?? passed;
  const made = optionsOf(first).find((option) => option.kind === 'instance' && option.class === undefined);
  const inner =
    made?.kind === 'instance' && made.symbol.endsWith('Request') ? made.arguments.fields.get('0')?.value : undefined;
  return asObject(inner ?? first);
}
