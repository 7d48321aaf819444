import type { CallExpression, Expression } from '../domain/program.ts';
import { unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue, Value } from '../domain/value.ts';
import { attributeKey, emptyObject, textOf } from '../domain/valueOperations.ts';
import { callDraft } from '../requests/draft.ts';
import type { RequestReading } from '../requests/draft.ts';
import { readChatCompletions, readResponses } from '../requests/openAi.ts';
import {
  argumentsIn,
  capOfStruct,
  objectWith,
  optionNamed,
  optionValue,
  passedTo,
  sentValue,
  structIn,
} from './goValues.ts';
import { withoutEdits } from './requestValues.ts';
import { instancesOf, methodName, receiverOf, splitSymbol } from './matching.ts';

const OFFICIAL = 'github.com/openai/openai-go';
const COMMUNITY = 'github.com/sashabaranov/go-openai';

interface Api {
  readonly operation: 'ChatCompletions' | 'Responses';
  readonly isStreaming: boolean;
  read(request: ObjectValue): RequestReading;
}

const CHAT: Api = { operation: 'ChatCompletions', isStreaming: false, read: readChatCompletions };

/** Methods of go-openai's client. */
const METHODS: ReadonlyMap<string, Api> = new Map([
  ['CreateChatCompletion', CHAT],
  ['CreateChatCompletionStream', { ...CHAT, isStreaming: true }],
]);

/**
 * OpenAI's SDK for Go, and go-openai, where their base URL is a Bedrock endpoint. Source: `client.go` and `option/requestoption.go` of
 * openai-go; `client.go`, `config.go` and `chat.go` of go-openai.
 */
export const openAiGo: Sdk = {
  id: 'openai',
  languages: ['go'],
  marks: [OFFICIAL, COMMUNITY],
  packages: [OFFICIAL, COMMUNITY],
  servesManyProviders: true,
  match(call, context) {
    const found = apiOf(call);
    const client =
      found && instancesOf(context.evaluate(found.client)).find((one) => BEDROCK_HOST.test(baseUrlOf(one)));
    return found && client && draftOf(call, context, found.api, client);
  },
};

const BEDROCK_HOST = /bedrock-(?:mantle|runtime)/;

function apiOf(call: CallExpression): { readonly api: Api; readonly client: Expression } | undefined {
  const name = methodName(call);
  const receiver = receiverOf(call);
  if (name === undefined || receiver === undefined) return undefined;
  const method = METHODS.get(name);
  if (method) return { api: method, client: receiver };
  if ((name !== 'New' && name !== 'NewStreaming') || receiver.kind !== 'member') return undefined;
  const isStreaming = name === 'NewStreaming';
  if (receiver.property === 'Responses') {
    return { api: { operation: 'Responses', isStreaming, read: readResponses }, client: receiver.object };
  }
  const chat = receiver.property === 'Completions' ? receiver.object : undefined;
  return chat?.kind === 'member' && chat.property === 'Chat'
    ? { api: { ...CHAT, isStreaming }, client: chat.object }
    : undefined;
}

/** Of an option, or written into the configuration that the client is made with; what is put in at run time leaves a gap. */
function baseUrlOf(client: InstanceValue): string {
  const passed = argumentsIn(client.arguments);
  const option = optionValue(optionNamed(passed, 'WithBaseURL'));
  const written = passed.flatMap(optionsOf).flatMap((one): readonly Value[] => {
    if (one.kind === 'object') return [one.fields.get('BaseURL')?.value ?? []].flat();
    return one.kind === 'instance' ? [one.arguments.fields.get(attributeKey('BaseURL'))?.value ?? []].flat() : [];
  });
  const urls = [...(option ? [option] : []), ...written].flatMap(optionsOf);
  const texts = urls.flatMap((url) =>
    url.kind === 'text' ? [url.parts.map((part) => (part.kind === 'text' ? part.text : '\0')).join('')] : [],
  );
  return texts.find((text) => BEDROCK_HOST.test(text)) ?? '';
}

function draftOf(call: CallExpression, context: MatchContext, api: Api, client: InstanceValue): CallDraft {
  const request = passedTo(call, context)
    .flatMap((value) => optionsOf(sentValue(value, sent)))
    .find((value): value is ObjectValue => value.kind === 'object');
  const open = { ...emptyObject({ from: 'literal', uri: context.uri, range: call.range }), isOpen: true };
  return callDraft(
    { ...withoutEdits(api.read(request ?? open)), ...capIn(call, context, api) },
    {
      sdk: 'openai',
      operation: api.operation,
      isStreaming: api.isStreaming,
      region: regionIn(baseUrlOf(client), client),
    },
  );
}

/** Optional numbers of the official SDK are made by a function, those of go-openai are plain; a cap that is there stays in its field. */
function capIn(call: CallExpression, context: MatchContext, { operation }: Api): ReturnType<typeof capOfStruct> {
  const struct = structIn(passedTo(call, context));
  const isCommunity = METHODS.has(methodName(call) ?? '');
  if (isCommunity) return capOfStruct(struct, struct?.fields.has('MaxTokens') ? 'MaxTokens' : 'MaxCompletionTokens');
  const field = operation === 'Responses' ? 'MaxOutputTokens' : 'MaxCompletionTokens';
  if (struct?.fields.has('MaxTokens') === true || struct?.type === undefined) return {};
  const [module] = splitSymbol(struct.type);
  const symbol = `${module.replace(/\/responses$/, '')}#Int`;
  return capOfStruct(struct, field, (maxTokens) => ({ symbol, from: maxTokens }));
}

function regionIn(url: string, { origin }: InstanceValue): Resolved<string> {
  const region = /bedrock-(?:mantle|runtime)(?:-fips)?\.([a-z]{2}(?:-[a-z]+){1,2}-\d)\./.exec(url)?.[1];
  return region === undefined
    ? unknown('the Region in the base URL is not known')
    : { state: 'known', value: region, from: 'literal', uri: origin.uri, range: origin.range };
}

/** `openai.SystemMessage("…")` and the constants of go-openai. */
function sent(made: InstanceValue, name: string): Value | undefined {
  const role = /^(System|User|Assistant|Developer|Tool)Message$/.exec(name)?.[1]?.toLowerCase();
  if (role === undefined || !made.symbol.includes('openai')) return undefined;
  return objectWith({ role: textOf(role, made.origin), content: argumentsIn(made.arguments)[0] }, made);
}
