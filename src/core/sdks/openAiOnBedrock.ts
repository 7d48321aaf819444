import type { CallExpression, Expression } from '../domain/program.ts';
import { knownValue } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import type { InstanceValue, ObjectValue } from '../domain/value.ts';
import { staticText } from '../domain/valueOperations.ts';
import { callDraft } from '../requests/draft.ts';
import { asObject, readBoolean, readField, readPath, readText } from '../requests/fields.ts';
import { readChatCompletions, readResponses } from '../requests/openAi.ts';
import { baseUrlOf, className, instancesOf, methodName, receiverOf, regionOfBaseUrl, settingsOf } from './matching.ts';

const CLIENTS: ReadonlySet<string> = new Set(['OpenAI', 'AsyncOpenAI', 'BedrockOpenAI', 'AsyncBedrockOpenAI']);

/**
 * OpenAI SDK whose base URL is a Bedrock endpoint: `bedrock-runtime.REGION.amazonaws.com/openai/v1` or
 * `bedrock-mantle.REGION.api.aws`. Without such a URL in sight it is OpenAI's own service and none of ours.
 */
export const openAiOnBedrock: Sdk = {
  id: 'openai',
  languages: ['python', 'typescript', 'javascript'],
  // Also where only the methods stand: many programs make the client in a file of its own.
  marks: [
    ...['bedrock-mantle', 'bedrock-runtime', 'BedrockOpenAI'],
    ...['create', 'stream', 'parse'].flatMap((method) => [`completions.${method}`, `responses.${method}`]),
  ],
  packages: ['openai'],
  servesManyProviders: true,
  match(call, context) {
    const api = apiOf(call);
    if (api === undefined) return undefined;
    const client = instancesOf(context.evaluate(api.client)).find((candidate) => isBedrockClient(candidate, context));
    return client && draft(call, api.name, client, context);
  },
};

interface Api {
  readonly name: 'ChatCompletions' | 'Responses';
  readonly client: Expression;
}

function apiOf(call: CallExpression): Api | undefined {
  const method = methodName(call);
  const receiver = receiverOf(call);
  if (method === undefined || !['create', 'stream', 'parse'].includes(method) || receiver?.kind !== 'member')
    return undefined;
  if (receiver.property === 'responses') return { name: 'Responses', client: receiver.object };
  const chat = receiver.property === 'completions' ? receiver.object : undefined;
  if (chat?.kind !== 'member' || chat.property !== 'chat') return undefined;
  return { name: 'ChatCompletions', client: withoutBeta(chat.object) };
}

function withoutBeta(client: Expression): Expression {
  return client.kind === 'member' && client.property === 'beta' ? client.object : client;
}

function isBedrockClient(client: InstanceValue, context: MatchContext): boolean {
  const name = className(client);
  if (!CLIENTS.has(name)) return false;
  return name.includes('Bedrock') || BEDROCK_HOST.test(baseUrlOf(client) || defaultBaseUrl(context));
}

/** A client that is made without a base URL takes it from the environment. */
function defaultBaseUrl(context: MatchContext): string {
  return staticText(context.environmentVariable('OPENAI_BASE_URL')) ?? '';
}

const BEDROCK_HOST = /bedrock-(?:mantle|runtime)/;

function draft(call: CallExpression, api: Api['name'], client: InstanceValue, context: MatchContext): CallDraft {
  const request = requestOf(call, context);
  const reading = api === 'Responses' ? readResponses(request) : readChatCompletions(request);
  const isStreaming = methodName(call) === 'stream' || knownValue(readBoolean(readField(request, 'stream'))) === true;
  const project = projectOf(settingsOf(client), request);
  const region = regionOfBaseUrl(client, baseUrlOf(client) || defaultBaseUrl(context));
  return callDraft({ ...reading, project }, { sdk: 'openai', operation: api, isStreaming, region });
}

/** A setting of the client, or a header that it sends with all calls or with this one. */
function projectOf(client: ObjectValue, request: ObjectValue): Resolved<string> {
  const own = readText(readField(client, 'project'));
  if (own.state !== 'absent') return own;
  const places = [
    ...['default_headers', 'defaultHeaders'].map((key) => [client, key] as const),
    ...['extra_headers', 'headers'].map((key) => [request, key] as const),
  ];
  const headers = places.map(([object, key]) => readText(readPath(object, [key, 'OpenAI-Project'])));
  return headers.find(({ state }) => state !== 'absent') ?? own;
}

function requestOf(call: CallExpression, context: MatchContext): ObjectValue {
  const passed = asObject(context.evaluateArguments(call));
  if (context.language === 'python') return passed;
  return asObject(passed.fields.get('0')?.value ?? passed);
}
