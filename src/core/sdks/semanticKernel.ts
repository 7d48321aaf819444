/**
 * Semantic Kernel on Bedrock. Where a service is added to a kernel, or made, its model is said: that is the call; what a kernel is
 * asked that is made of it in one go are its uses. Source: `Connectors.Amazon` and `Agents.Bedrock` of microsoft/semantic-kernel.
 * What it writes as cap where nothing is set hangs on the model's family.
 */
import type { CallExpression } from '../domain/program.ts';
import { unknown } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject } from '../domain/valueOperations.ts';
import { asObject, readModel } from '../requests/fields.ts';
import { regionOfDotNetClient, runtimeClientsOf } from './dotNetClients.ts';
import { lastName } from './matching.ts';
import { argumentOf } from '../domain/writtenValues.ts';
import { objectsOf } from './modelObjects.ts';
import { settingsDraft } from './objectLibrary.ts';
import { messagesOf, usesOfSendingObjects } from './sendingObjects.ts';
import type { Asked, Sending } from './sendingObjects.ts';

type Kind = 'chat' | 'text' | 'embedding' | 'agent';

const ADDING: ReadonlyMap<string, Kind> = new Map([
  ['AddBedrockChatCompletionService', 'chat'],
  ['AddBedrockChatClient', 'chat'],
  ['AddBedrockTextGenerationService', 'text'],
  ['AddBedrockTextEmbeddingGenerationService', 'embedding'],
  ['AddBedrockEmbeddingGenerator', 'embedding'],
  ['BedrockChatCompletionService', 'chat'],
  ['BedrockTextGenerationService', 'text'],
  ['BedrockTextEmbeddingGenerationService', 'embedding'],
  ['BedrockAgent', 'agent'],
]);

export const semanticKernel: Sdk = {
  id: 'semantic-kernel',
  languages: ['csharp'],
  marks: ['AddBedrock', 'BedrockChatCompletionService', 'BedrockText', 'Agents.Bedrock'],
  packages: ['Microsoft'],
  match(call, context) {
    const name = nameOf(call);
    const kind = name === undefined ? undefined : ADDING.get(name);
    if (kind === undefined || call.arguments.length === 0 || isOwn(call, context)) return undefined;
    // Three things make an agent: what Bedrock says of it, and two clients.
    if (kind === 'agent' && (!call.isConstruction || call.arguments.length < AGENT_ARGUMENTS)) return undefined;
    return draftOf(kind, asObject(context.evaluateArguments(call)));
  },
  uses: usesOfSendingObjects({
    methods: new Set([
      ...['InvokePromptAsync', 'InvokePromptStreamingAsync', 'InvokeAsync', 'InvokeStreamingAsync'],
      ...['GetChatMessageContentAsync', 'GetChatMessageContentsAsync', 'GetStreamingChatMessageContentsAsync'],
      ...['GetTextContentAsync', 'GetTextContentsAsync', 'GetStreamingTextContentsAsync', 'GenerateEmbeddingAsync'],
    ]),
    sendings: (object, asked) => (asked ? sendingsOf(object, asked) : []),
  }),
};

const AGENT_ARGUMENTS = 3;

function nameOf({ callee, isConstruction }: CallExpression): string | undefined {
  if (callee.kind === 'member') return callee.property;
  return isConstruction && callee.kind === 'name' ? callee.name : undefined;
}

/** A method or class of the workspace; what it makes stands in it. */
function isOwn(call: CallExpression, context: MatchContext): boolean {
  return optionsOf(context.evaluate(call.callee)).some(({ kind }) => kind === 'function' || kind === 'class');
}

function draftOf(kind: Kind, passed: ObjectValue, isStreaming = false): CallDraft {
  const id = passed.fields.get('modelId') ?? passed.fields.get('0');
  const settings = { ...emptyObject(passed.origin), ...(id && { fields: new Map([['modelId', id]]) }) };
  const takesMaxTokens = kind === 'chat' || kind === 'text';
  const clients = [...passed.fields.values()].flatMap(({ value }) => runtimeClientsOf(value));
  return settingsDraft(settings, {
    sdk: 'semantic-kernel',
    operation: operationOf(kind, isStreaming),
    isStreaming,
    model: kind === 'agent' ? unknown('the agent says its model') : readModel(settings, 'modelId'),
    region: clients[0] ? regionOfDotNetClient(clients[0]) : unknown('the client is made by the library or elsewhere'),
    cap: [],
    takesMaxTokens,
    ...(takesMaxTokens && { libraryMaxTokens: 'unknown' as const }),
  });
}

function operationOf(kind: Kind, isStreaming: boolean): string {
  if (kind === 'agent') return 'InvokeAgent';
  if (kind === 'chat') return isStreaming ? 'ConverseStream' : 'Converse';
  return isStreaming ? 'InvokeModelWithResponseStream' : 'InvokeModel';
}

const MAXIMUM_STEPS = 30;

/** The services at the beginning of a chain: `Kernel.CreateBuilder().AddBedrock…(id).Build()`. */
function serviceOf(object: InstanceValue): InstanceValue | undefined {
  let current: InstanceValue | undefined = object;
  for (let step = 0; current && step < MAXIMUM_STEPS; step++) {
    if (ADDING.has(lastName(current.symbol))) return current;
    current = current.receiver;
  }
  return undefined;
}

function sendingsOf(object: InstanceValue, { method, passed, spot }: Asked): readonly Sending[] {
  const service = serviceOf(object);
  const kind = service && ADDING.get(lastName(service.symbol));
  if (service === undefined || kind === undefined) return [];
  const isStreaming = method.includes('Streaming');
  const prompt = argumentOf(passed, '0', 'promptTemplate', 'prompt', 'chatHistory', 'message');
  return [
    {
      site: service,
      settings: draftOf(kind, service.arguments, isStreaming),
      messages: messagesOf(undefined, prompt && textsOf(prompt), spot),
      isStreaming,
    },
  ];
}

/** A history that begins with what it was made with. */
function textsOf(value: Value): Value {
  const [history] = objectsOf(value);
  const first = history && lastName(history.symbol) === 'ChatHistory' ? argumentOf(history.arguments, '0') : undefined;
  return first ?? value;
}
