import type { CallExpression, Expression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { knownValue } from '../domain/resolved.ts';
import type { InstanceValue, ObjectValue } from '../domain/value.ts';
import { callDraft } from '../requests/draft.ts';
import { asObject, readBoolean, readField } from '../requests/fields.ts';
import { readAnthropicMessages } from '../requests/messages.ts';
import {
  baseUrlOf,
  className,
  instancesOf,
  methodName,
  receiverOf,
  regionOf,
  regionOfBaseUrl,
  settingsOf,
} from './matching.ts';
import { snakeCase } from './snakeCase.ts';

/** Client classes of the Anthropic SDK that speak to Bedrock; `Anthropic` itself and `AnthropicVertex` do not. */
const CLIENTS: ReadonlySet<string> = new Set([
  'AnthropicBedrock',
  'AsyncAnthropicBedrock',
  'AnthropicBedrockMantle',
  'AsyncAnthropicBedrockMantle',
  // Ruby's names stand below `Anthropic`.
  'BedrockClient',
  'BedrockMantleClient',
]);

/** Anthropic SDK on Bedrock, Python, TypeScript, Ruby and PHP: `messages.create`, `messages.stream`, also under `beta`. */
export const anthropicBedrock: Sdk = {
  id: 'anthropic',
  languages: ['python', 'typescript', 'javascript', 'ruby', 'php'],
  // Also where only the methods stand: many programs make the client in a file of its own.
  marks: [
    'AnthropicBedrock',
    'bedrock-mantle',
    'Anthropic::Bedrock',
    'Anthropic\\Bedrock',
    ...['create', 'stream', 'parse', 'with_'].map((name) => `messages.${name}`),
  ],
  packages: ['anthropic', '@anthropic-ai/', 'Anthropic::', 'Anthropic\\'],
  match(call, context) {
    const method = methodName(call);
    if (method === undefined || !METHODS.has(method)) return undefined;
    const messages = withoutRawResponse(receiverOf(call));
    if (messages?.kind !== 'member' || messages.property !== 'messages') return undefined;
    const client = clientOf(messages.object, context);
    return client && draft(call, method, client, context);
  },
};

const METHODS: ReadonlySet<string> = new Set(['create', 'stream', 'stream_raw', 'parse', 'createStream']);

/** In Ruby, what is read of an object is called. */
function bare(receiver: Expression | undefined): Expression | undefined {
  return receiver?.kind === 'call' && receiver.arguments.length === 0 ? receiver.callee : receiver;
}

/** `messages.with_raw_response.create` sends the same request. */
function withoutRawResponse(written: Expression | undefined): Expression | undefined {
  const receiver = bare(written);
  const isWrapper = receiver?.kind === 'member' && /^with_(?:raw|streaming)_response$/.test(receiver.property);
  return isWrapper ? receiver.object : receiver;
}

function clientOf(written: CallExpression['callee'], context: MatchContext): InstanceValue | undefined {
  const receiver = bare(written) ?? written;
  const isBeta = receiver.kind === 'member' && receiver.property === 'beta';
  const owner = isBeta ? receiver.object : written;
  return instancesOf(context.evaluate(owner)).find(
    (client) => CLIENTS.has(className(client)) || isOfPhp(client) || isOnMantle(client),
  );
}

/** `Bedrock\Client::fromEnvironment()`, `Bedrock\Client::withCredentials(…)`. */
function isOfPhp({ symbol }: InstanceValue): boolean {
  return symbol.startsWith('Anthropic\\Bedrock\\');
}

/** `Anthropic` itself with the base URL of Bedrock's Anthropic-compatible endpoint. */
function isOnMantle(client: InstanceValue): boolean {
  if (!/^(?:Async)?Anthropic$/.test(className(client))) return false;
  return baseUrlOf(client).includes('bedrock-mantle');
}

function draft(call: CallExpression, method: string, client: InstanceValue, context: MatchContext): CallDraft {
  const request = requestOf(call, context);
  const isStreaming = /stream/i.test(method) || knownValue(readBoolean(readField(request, 'stream'))) === true;
  const written = regionOf(settingsOf(client), 'aws_region', 'awsRegion', 'region');
  const region = written.state === 'absent' ? regionOfBaseUrl(client) : written;
  return callDraft(readAnthropicMessages(request), { sdk: 'anthropic', operation: 'Messages', isStreaming, region });
}

/** Named arguments in Python, one object in TypeScript. */
function requestOf(call: CallExpression, context: MatchContext): ObjectValue {
  const passed = asObject(context.evaluateArguments(call));
  if (context.language === 'python') return passed;
  if (context.language === 'php') return withApiNames(passed);
  return asObject(passed.fields.get('0')?.value ?? passed);
}

/** PHP names the arguments in camel case. */
function withApiNames(passed: ObjectValue): ObjectValue {
  const fields = new Map([...passed.fields].map(([key, field]) => [snakeCase(key), field] as const));
  return { ...passed, fields };
}
