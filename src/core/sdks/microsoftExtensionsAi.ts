/**
 * Microsoft.Extensions.AI on Bedrock, also through agents of the Microsoft Agent Framework. What `AsIChatClient` makes is the call,
 * and what is asked of it its uses, through builders and agents that are made of it.
 * Source: `AWSSDK.Extensions.Bedrock.MEAI` (`AmazonBedrockRuntimeExtensions`, `BedrockChatClient`): Converse, without a cap of its own.
 */
import type { CallExpression } from '../domain/program.ts';
import { unknown } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject, mergeInto, textOf } from '../domain/valueOperations.ts';
import { asObject, readModel } from '../requests/fields.ts';
import { regionOfDotNetClient, runtimeClientsOf } from './dotNetClients.ts';
import { lastName, methodName, receiverOf } from './matching.ts';
import { argumentOf } from '../domain/writtenValues.ts';
import { isMadeBy, objectsOf } from './modelObjects.ts';
import { settingsDraft } from './objectLibrary.ts';
import { messagesOf, usesOfSendingObjects } from './sendingObjects.ts';
import type { Asked, Sending } from './sendingObjects.ts';

const CHAT: ReadonlySet<string> = new Set(['AsIChatClient', 'AsChatClient']);
const EMBEDDING: ReadonlySet<string> = new Set(['AsIEmbeddingGenerator', 'AsEmbeddingGenerator']);

export const microsoftExtensionsAi: Sdk = {
  id: 'microsoft-extensions-ai',
  languages: ['csharp'],
  marks: ['AsIChatClient', 'AsChatClient', 'AsIEmbeddingGenerator', 'AsEmbeddingGenerator'],
  packages: ['Microsoft'],
  match(call, context) {
    const name = methodName(call) ?? '';
    const receiver = receiverOf(call);
    if (receiver === undefined || (!CHAT.has(name) && !EMBEDDING.has(name))) return undefined;
    const made = objectsOf(context.evaluate(call)).find((object) => isModel(object) && isMadeBy(object, call));
    if (made) return draftOf(made, undefined);
    // Where it cannot be told which of several clients it is made of.
    const [client] = runtimeClientsOf(context.evaluate(receiver));
    return client && draftOf(modelOf(call, name, client, context), undefined);
  },
  uses: usesOfSendingObjects({
    methods: new Set([
      ...['GetResponseAsync', 'GetStreamingResponseAsync', 'CompleteAsync', 'CompleteStreamingAsync'],
      ...['RunAsync', 'RunStreamingAsync', 'GenerateAsync', 'GenerateVectorAsync', 'GenerateEmbeddingAsync'],
    ]),
    sendings: (object, asked) => (asked ? sendingsOf(object, asked) : []),
  }),
};

function modelOf(call: CallExpression, name: string, client: InstanceValue, context: MatchContext): InstanceValue {
  const passed = asObject(context.evaluateArguments(call));
  const origin = { from: 'literal', uri: context.uri, range: call.range } as const;
  return { kind: 'instance', symbol: `${client.symbol}().${name}`, arguments: passed, receiver: client, origin };
}

/** Made by an extension of Bedrock's client; those of other providers' clients have the same names. */
function isModel({ symbol, receiver }: InstanceValue): boolean {
  const name = lastName(symbol);
  return (CHAT.has(name) || EMBEDDING.has(name)) && receiver !== undefined && runtimeClientsOf(receiver).length > 0;
}

function draftOf(model: InstanceValue, options: ObjectValue | undefined, isStreaming = false): CallDraft {
  const isChat = CHAT.has(lastName(model.symbol));
  const settings = options ? mergeInto(withModelName(model.arguments), options) : withModelName(model.arguments);
  const written = readModel(settings, 'ModelId');
  return settingsDraft(settings, {
    sdk: 'microsoft-extensions-ai',
    operation: isChat ? (isStreaming ? 'ConverseStream' : 'Converse') : 'InvokeModel',
    isStreaming,
    model: written.state === 'absent' ? unknown('the model comes with each request') : written,
    region: regionOfDotNetClient(model.receiver),
    cap: isChat ? [['MaxOutputTokens']] : [],
    takesMaxTokens: isChat,
  });
}

/** The model stands first. */
function withModelName(passed: ObjectValue): ObjectValue {
  const field = passed.fields.get('0') ?? passed.fields.get('defaultModelId') ?? passed.fields.get('modelId');
  return {
    ...emptyObject(passed.origin),
    isOpen: passed.isOpen,
    ...(field && { fields: new Map([['ModelId', field]]) }),
  };
}

const MAXIMUM_STEPS = 30;

/** The models at the end of a chain of builders and agents, and what these put before all that they are asked. */
interface Chain {
  readonly models: readonly InstanceValue[];
  readonly through: readonly InstanceValue[];
  readonly instructions: Value | undefined;
  readonly tools: Value | undefined;
}

function chainOf(object: InstanceValue, depth = 0): Chain {
  if (isModel(object)) return { models: [object], through: [], instructions: undefined, tools: undefined };
  const nothing: Chain = { models: [], through: [], instructions: undefined, tools: undefined };
  if (depth > MAXIMUM_STEPS || object.class) return nothing;
  const passed = object.arguments;
  const inner = WRAPPERS.test(lastName(object.symbol))
    ? argumentOf(passed, '0', 'chatClient', 'innerClient')
    : undefined;
  const before = inner
    ? objectsOf(inner).map((one) => chainOf(one, depth + 1))
    : object.receiver
      ? [chainOf(object.receiver, depth + 1)]
      : [];
  const [found] = before.filter(({ models }) => models.length > 0);
  if (found === undefined) return nothing;
  if (!AGENTS.test(lastName(object.symbol))) return { ...found, through: [...found.through, object] };
  const options = argumentOf(passed, 'options', '1', '0');
  const given = options?.kind === 'object' ? options : emptyObject(object.origin);
  const first = object.receiver ? argumentOf(passed, '0') : argumentOf(passed, '1');
  const said = first && optionsOf(first).some(({ kind }) => kind === 'text') ? first : undefined;
  return {
    models: found.models,
    through: [...found.through, object],
    instructions: argumentOf(passed, 'instructions') ?? argumentOf(given, 'Instructions') ?? said,
    tools: argumentOf(passed, 'tools') ?? argumentOf(given, 'Tools'),
  };
}

const WRAPPERS = /^(?:ChatClientBuilder|ChatClientAgent|\w+ChatClient|\w+EmbeddingGenerator)$/;
const AGENTS = /^(?:ChatClientAgent|CreateAIAgent|AsAIAgent)$/;

function sendingsOf(object: InstanceValue, { method, passed, spot }: Asked): readonly Sending[] {
  const { models, through, instructions, tools } = chainOf(object);
  const isStreaming = method.includes('Streaming');
  const options = [...passed.fields.values()].map(({ value }) => value).find(isOptions);
  const own = options?.kind === 'object' ? options : undefined;
  const prompt = argumentOf(passed, '0', 'messages', 'message', 'chatMessage', 'prompt', 'values', 'value');
  const system = (own && argumentOf(own, 'Instructions')) ?? instructions;
  const given = (own && argumentOf(own, 'Tools')) ?? tools;
  return models.map((site) => ({
    site,
    settings: draftOf(site, own, isStreaming),
    messages: messagesOf(system, prompt && asMessages(prompt), spot),
    isStreaming,
    through,
    ...(given && { tools: given }),
  }));
}

/** `ChatOptions`, by its type or by what it sets. */
function isOptions(value: Value): boolean {
  if (value.kind !== 'object') return false;
  return (value.type ?? '').endsWith('Options') || value.fields.has('MaxOutputTokens') || value.fields.has('ModelId');
}

/** `new ChatMessage(ChatRole.User, "…")` as `{role, content}`. */
function asMessages(value: Value): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map(asMessages) };
  const [option] = optionsOf(value);
  if (option?.kind === 'instance' && lastName(option.symbol) === 'ChatMessage') return message(option.arguments, value);
  if (option?.kind === 'object' && option.fields.has('Role')) return message(option, value);
  return value;
}

function message(given: ObjectValue, otherwise: Value): Value {
  const role = argumentOf(given, 'Role', 'role', '0');
  const content =
    given.fields.get('Text') ?? given.fields.get('Contents') ?? given.fields.get('content') ?? given.fields.get('1');
  const name = role?.kind === 'symbol' ? /\bChatRole\.(\w+)$/.exec(role.symbol)?.[1]?.toLowerCase() : undefined;
  if (content === undefined || !role || name === undefined) return otherwise;
  const roleField: ObjectField = {
    ...content,
    value: textOf(name, { from: 'literal', uri: content.uri, range: content.range }),
  };
  const textField: ObjectField = { ...content, value: contentOf(content.value) };
  return {
    ...emptyObject(given.origin),
    fields: new Map([
      ['role', roleField],
      ['content', textField],
    ]),
  };
}

/** `[new TextContent("…")]`. */
function contentOf(value: Value): Value {
  if (value.kind !== 'list') return value;
  const items = value.items.map((item) => {
    const [option] = optionsOf(item);
    const text =
      option?.kind === 'instance' && lastName(option.symbol) === 'TextContent'
        ? argumentOf(option.arguments, '0')
        : undefined;
    return text
      ? { ...emptyObject({ from: 'literal', ...spotOf(item) }), fields: new Map([['text', fieldFrom(text, item)]]) }
      : item;
  });
  return { ...value, items };
}

function spotOf(value: Value): {
  readonly uri: string;
  readonly range: { readonly start: number; readonly end: number };
} {
  if (value.kind === 'choice') return { uri: '', range: { start: 0, end: 0 } };
  return value.kind === 'unknown' ? { uri: value.uri, range: value.range } : value.origin;
}

function fieldFrom(value: Value, at: Value): ObjectField {
  const { uri, range } = spotOf(at);
  return { value, uri, range, valueRange: range };
}
