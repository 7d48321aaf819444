import { ABSENT, knownValue, unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { CallExpression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk, UseDraft } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ListValue, Value } from '../domain/value.ts';
import { emptyObject, textOf } from '../domain/valueOperations.ts';
import { readCap } from '../requests/cap.ts';
import { callDraft, requestReading } from '../requests/draft.ts';
import { readField, readModel, readText } from '../requests/fields.ts';
import { dialectOfModel } from '../requests/modelBodies.ts';
import { argumentsIn, objectWith, optionNamed, optionsIn, optionValue, passedTo } from './goValues.ts';
import { withoutEdits } from './requestValues.ts';
import { calledSymbols, instancesOf, lastName, methodName } from './matching.ts';
import { listOf } from '../domain/writtenValues.ts';
import { contentOf, messageOf, requestThrough } from './modelObjects.ts';

/** The library and a fork of it that is in wide use. */
const MODULES = ['github.com/tmc/langchaingo', 'github.com/vxcontrol/langchaingo'];
const MAKERS: ReadonlySet<string> = new Set(['New', 'NewWithContext']);

/**
 * LangChain for Go: `bedrock.New(bedrock.WithModel(id))`, whose model is asked with `GenerateContent`, `Call` or
 * `llms.GenerateFromSinglePrompt`. Source: `llms/bedrock/bedrockllm.go` and its options; `llms/llms.go`, `llms/generatecontent.go`.
 */
export const langChainGo: Sdk = {
  id: 'langchaingo',
  languages: ['go'],
  marks: ['langchaingo/llms/bedrock'],
  packages: MODULES,
  match(call, context) {
    const name = methodName(call);
    if (name === undefined || !MAKERS.has(name)) return undefined;
    const isMaker = calledSymbols(context.evaluate(call.callee)).some((symbol) => isBedrock(symbol));
    return isMaker ? draftOf(passedTo(call, context), call, context) : undefined;
  },
  uses: {
    names: new Set(['Call', 'GenerateContent', 'GenerateFromSinglePrompt']),
    match: (call, context) => useOf(call, context),
  },
};

function isBedrock(symbol: string): boolean {
  return MODULES.some((module) => symbol.startsWith(`${module}/llms/bedrock#`)) && MAKERS.has(lastName(symbol));
}

/** Without a model the library takes its own default, which changes between versions. */
function draftOf(
  options: readonly Value[],
  { range }: Pick<CallExpression, 'range'>,
  { uri }: Pick<MatchContext, 'uri'>,
  asked: readonly Value[] = [],
): CallDraft {
  const origin = { from: 'literal', uri, range } as const;
  const model = optionValue(optionNamed(asked, 'WithModel')) ?? optionValue(optionNamed(options, 'WithModel'));
  const cap = optionValue(optionNamed(asked, 'WithMaxTokens'));
  const request = objectWith({ modelId: model && idOf(model), max_tokens: cap }, emptyObject(origin));
  const modelId = model
    ? readModel(request, 'modelId')
    : unknown('it is left to langchaingo, whose default changes between versions');
  const reading = withoutEdits(requestReading({ model: modelId, ...readCap(request, ['max_tokens']) }));
  const library = reading.maxTokens.state === 'absent' ? libraryCap(modelId) : undefined;
  return callDraft(
    { ...reading, ...(library !== undefined && { libraryMaxTokens: library }) },
    { sdk: 'langchaingo', operation: 'InvokeModel', isStreaming: false, region: regionOf(options) },
  );
}

/** Ids behind the library's names for models. Source: `llms/bedrock/models_list.go`. */
const MODELS: ReadonlyMap<string, string> = new Map([
  ['ModelAi21J2UltraV1', 'ai21.j2-ultra-v1'],
  ['ModelAi21J2MidV1', 'ai21.j2-mid-v1'],
  ['ModelAmazonTitanTextLiteV1', 'amazon.titan-text-lite-v1'],
  ['ModelAmazonTitanTextExpressV1', 'amazon.titan-text-express-v1'],
  ['ModelAmazonNovaMicroV1', 'us.amazon.nova-micro-v1:0'],
  ['ModelAmazonNovaLiteV1', 'us.amazon.nova-lite-v1:0'],
  ['ModelAmazonNovaProV1', 'us.amazon.nova-pro-v1:0'],
  ['ModelAnthropicClaudeV3Sonnet', 'anthropic.claude-3-sonnet-20240229-v1:0'],
  ['ModelAnthropicClaudeV3Haiku', 'anthropic.claude-3-haiku-20240307-v1:0'],
  ['ModelAnthropicClaudeV21', 'anthropic.claude-v2:1'],
  ['ModelAnthropicClaudeV2', 'anthropic.claude-v2'],
  ['ModelAnthropicClaudeInstantV1', 'anthropic.claude-instant-v1'],
  ['ModelCohereCommandTextV14', 'cohere.command-text-v14'],
  ['ModelCohereCommandLightTextV14', 'cohere.command-light-text-v14'],
  ['ModelMetaLlama213bChatV1', 'meta.llama2-13b-chat-v1'],
  ['ModelMetaLlama270bChatV1', 'meta.llama2-70b-chat-v1'],
  ['ModelMetaLlama38bInstructV1', 'meta.llama3-8b-instruct-v1:0'],
  ['ModelMetaLlama370bInstructV1', 'meta.llama3-70b-instruct-v1:0'],
]);

function idOf(model: Value): Value {
  if (model.kind === 'choice') return { kind: 'choice', options: model.options.map((option) => idOf(option)) };
  if (model.kind !== 'symbol') return model;
  const id = MODULES.some((module) => model.symbol.startsWith(`${module}/llms/bedrock#`))
    ? MODELS.get(lastName(model.symbol))
    : undefined;
  return id === undefined ? model : textOf(id, model.origin);
}

/** What the library writes for a provider's models where the program sets no cap. Source: `llms/bedrock/internal/bedrockclient`. */
const LIBRARY_CAPS: readonly (readonly [provider: RegExp, tokens: number])[] = [
  [/(?:^|[./])anthropic\./, 2048],
  [/(?:^|[./])ai21\./, 2048],
  [/(?:^|[./])amazon\.titan/, 512],
  [/(?:^|[./])meta\./, 512],
  [/(?:^|[./])cohere\./, 20],
];

function libraryCap(model: Resolved<string>): number | 'unknown' | undefined {
  const id = knownValue(model);
  if (id === undefined) return 'unknown';
  if (id.includes('amazon.nova')) return undefined;
  return LIBRARY_CAPS.find(([provider]) => provider.test(id))?.[1] ?? (dialectOfModel(id) ? 'unknown' : undefined);
}

function regionOf(options: readonly Value[]): Resolved<string> {
  const client = optionNamed(options, 'WithClient');
  if (client === undefined) return ABSENT;
  const made = optionsIn(argumentsIn(client.arguments).flatMap(optionsOf));
  const settings = optionsIn(made.flatMap(({ arguments: passed }) => argumentsIn(passed)));
  const region = optionNamed(
    settings.flatMap(({ arguments: passed }) => argumentsIn(passed)),
    'WithRegion',
  );
  return region
    ? readText(readField(region.arguments, '0'))
    : unknown('the client is made where it cannot be followed');
}

function useOf(call: CallExpression, context: MatchContext): UseDraft | undefined {
  const { callee } = call;
  if (callee.kind !== 'member') return undefined;
  const isFunction = callee.property === 'GenerateFromSinglePrompt';
  const passed = passedTo(call, context);
  const [, second] = passed;
  const model = isFunction ? second : context.evaluate(callee.object);
  const objects = model ? instancesOf(model).filter(({ symbol }) => isBedrock(symbol)) : [];
  if (objects.length === 0) return undefined;
  const spot = { uri: context.uri, range: call.range };
  const prompt = isFunction ? passed[2] : second;
  const messages = callee.property === 'GenerateContent' ? messagesOf(prompt, spot) : textMessage(prompt, spot);
  const tools = optionValue(optionNamed(passed, 'WithTools'));
  const isStreaming = optionNamed(passed, 'WithStreamingFunc') !== undefined;
  const requests = objects.map((object) => {
    const { uri, range } = object.origin;
    const settings = draftOf(argumentsIn(object.arguments), { range }, { uri }, passed);
    const content = contentOf(messages, tools, spot);
    return { madeAt: { uri, range }, request: requestThrough(settings, content, isStreaming) };
  });
  return { requests, through: [] };
}

type Spot = Pick<InstanceValue['origin'], 'uri' | 'range'>;

function textMessage(prompt: Value | undefined, spot: Spot): ListValue {
  return listOf(prompt ? [messageOf('user', prompt, spot)] : [], spot, prompt === undefined);
}

const ROLES: Readonly<Record<string, string>> = {
  ChatMessageTypeHuman: 'user',
  ChatMessageTypeGeneric: 'user',
  ChatMessageTypeTool: 'user',
  ChatMessageTypeFunction: 'user',
  ChatMessageTypeSystem: 'system',
  ChatMessageTypeAI: 'assistant',
};

function messagesOf(list: Value | undefined, spot: Spot): ListValue {
  const found = optionsOf(list ?? { kind: 'null', origin: { from: 'literal', ...spot } }).find(
    ({ kind }) => kind === 'list',
  );
  if (found?.kind !== 'list') return listOf([], spot, true);
  const messages = found.items.flatMap((item) => optionsOf(item).flatMap((option) => messageFrom(option)));
  return listOf(
    messages,
    { uri: found.origin.uri, range: found.origin.range },
    found.isOpen || messages.length < found.items.length,
  );
}

/** `llms.TextParts(llms.ChatMessageTypeHuman, "…")`, `llms.MessageContent{Role: …, Parts: …}`. */
function messageFrom(message: Value): readonly Value[] {
  if (message.kind === 'instance' && lastName(message.symbol) === 'TextParts') {
    const [role, ...texts] = argumentsIn(message.arguments);
    const spot = { uri: message.origin.uri, range: message.origin.range };
    return [
      messageOf(
        roleOf(role),
        listOf(
          texts.map((text) => objectWith({ text }, message)),
          spot,
          false,
        ),
        spot,
      ),
    ];
  }
  if (message.kind !== 'object') return [];
  const role = message.fields.get('Role')?.value;
  const parts = message.fields.get('Parts');
  const items = parts?.value.kind === 'list' ? parts.value.items.flatMap(optionsOf).flatMap(partFrom) : [];
  const spot = { uri: message.origin.uri, range: message.origin.range };
  const isOpen = parts?.value.kind !== 'list' || parts.value.isOpen;
  return [messageOf(roleOf(role), listOf(items, spot, isOpen), spot)];
}

function partFrom(part: Value): readonly Value[] {
  if (part.kind === 'object') {
    const text = part.fields.get('Text')?.value;
    return text ? [objectWith({ text }, part)] : [];
  }
  if (part.kind !== 'instance') return [];
  const [first, second] = argumentsIn(part.arguments);
  if (lastName(part.symbol) === 'TextPart') return first ? [objectWith({ text: first }, part)] : [];
  if (!/^(?:Binary|ImageURL\w*)Part$/.test(lastName(part.symbol))) return [];
  return [objectWith({ image: objectWith({ source: objectWith({ bytes: second ?? first }, part) }, part) }, part)];
}

function roleOf(role: Value | undefined): string {
  const symbol = role && optionsOf(role).find(({ kind }) => kind === 'symbol');
  return (symbol?.kind === 'symbol' && ROLES[lastName(symbol.symbol)]) || 'user';
}
