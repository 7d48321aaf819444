/**
 * LangChain4j, also through Quarkus. A model object is the call, and what is sent through it, by itself or by an AI service
 * that is made of it, its uses. Source: `langchain4j-bedrock` 0.36 to 1.x, `quarkus-langchain4j-bedrock` 1.x.
 */
import type { CallExpression, Expression, FunctionNode } from '../domain/program.ts';
import { unknown } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk, UseDraft } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { ClassValue, InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject, mergeInto, staticText, textOf } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { readCap } from '../requests/cap.ts';
import { NO_CONTENT } from '../requests/content.ts';
import type { RequestContent } from '../requests/content.ts';
import { callDraft, requestReading } from '../requests/draft.ts';
import { readModel, readText } from '../requests/fields.ts';
import { lastName, methodName, receiverOf, splitSymbol } from './matching.ts';
import { argumentOf, hole, listOf } from '../domain/writtenValues.ts';
import { contentOf, isMadeBy, messageOf, objectsOf, requestThrough } from './modelObjects.ts';

const PACKAGE = 'dev.langchain4j';
const BEDROCK = `${PACKAGE}.model.bedrock`;

/** Model objects that the program makes, and what is sent through them. */
export const langChain4j: Sdk = {
  id: 'langchain4j',
  languages: ['java', 'kotlin'],
  marks: [BEDROCK],
  packages: [PACKAGE],
  match(call, context) {
    if (methodName(call) !== 'build' && !call.isConstruction) return undefined;
    const [model] = objectsOf(context.evaluate(call)).filter((object) => isMade(object) && isMadeBy(object, call));
    return model && draftOf(model);
  },
  uses: {
    names: new Set(['()']),
    match(call, context): UseDraft | undefined {
      const name = methodName(call);
      const receiver = receiverOf(call);
      if (name === undefined || receiver === undefined || name === 'build') return undefined;
      const spot = { uri: context.uri, range: call.range };
      for (const object of objectsOf(context.evaluate(receiver))) {
        if (isMade(object)) {
          if (!SENDING.has(name)) return undefined;
          const content = contentOfMessages(messagesOf(passedTo(call, context), spot), spot);
          return { requests: [useOf(object, content)], through: [] };
        }
        const models = modelsOfService(object);
        if (models.length === 0) continue;
        const content = contentOfMessages(messagesOfService(object, name, passedTo(call, context), spot), spot);
        return { requests: models.map((model) => useOf(model, content)), through: [object.origin] };
      }
      return undefined;
    },
  },
};

/** Models that Quarkus makes, of what the application's settings say. */
export const langChain4jInjected: Sdk = {
  id: 'langchain4j',
  languages: ['java', 'kotlin'],
  marks: [`${PACKAGE}.model.chat`, `${PACKAGE}.model.embedding`],
  packages: [PACKAGE],
  match(call, context) {
    const name = methodName(call);
    const receiver = receiverOf(call);
    if (name === undefined || receiver === undefined || !SENDING.has(name)) return undefined;
    const [model] = objectsOf(context.evaluate(receiver)).filter(isInjected);
    const settings = model && settingsOf(kindOf(model), context);
    if (model === undefined || settings === undefined) return undefined;
    const spot = { uri: context.uri, range: call.range };
    const content = contentOfMessages(messagesOf(passedTo(call, context), spot), spot);
    return draft(settings, kindOf(model), isStreaming(model), { ...content, hasUnseenInput: true });
  },
};

/** Methods of models that send. */
const SENDING: ReadonlySet<string> = new Set([...['chat', 'generate', 'doChat', 'stream', 'embed', 'embedAll']]);

type Kind = 'chat' | 'embedding';

function isMade(object: InstanceValue): boolean {
  const [module, path] = splitSymbol(object.symbol);
  const isModel = object.class === undefined && /^Bedrock\w+Model$/.test(path) && (module === BEDROCK || module === '');
  return isModel && object.isBuilder !== true && !object.arguments.isOpen;
}

function isInjected({ symbol, class: owner, arguments: passed }: InstanceValue): boolean {
  const [module, path] = splitSymbol(symbol);
  const isInterface = /^(?:Streaming)?Chat(?:Language)?Model$|^EmbeddingModel$/.test(path);
  return owner === undefined && passed.isOpen && module.startsWith(`${PACKAGE}.model`) && isInterface;
}

function kindOf({ symbol }: InstanceValue): Kind {
  return symbol.includes('Embedding') ? 'embedding' : 'chat';
}

function isStreaming({ symbol }: InstanceValue): boolean {
  return symbol.includes('Streaming');
}

/** Settings of a request stand among those of the model, or in the parameters that all its requests have. */
function draftOf(model: InstanceValue): CallDraft {
  const given = argumentOf(model.arguments, 'defaultRequestParameters');
  const [parameters] = given ? objectsOf(given) : [];
  const byDefault = parameters?.arguments ?? { ...emptyObject(model.origin), isOpen: given !== undefined };
  const settings = mergeInto(byDefault, model.arguments);
  const kind = kindOf(model);
  const isConverse = /^Bedrock(?:Streaming)?ChatModel$/.test(lastName(model.symbol));
  const content = { ...NO_CONTENT, hasUnseenInput: true };
  return draft(named(settings, model.symbol), kind, isStreaming(model), content, isConverse);
}

/** `new BedrockChatModel("id")` has the model first. */
function named(settings: ObjectValue, symbol: string): ObjectValue {
  const entries = [...settings.fields].map(([key, field]): readonly [string, ObjectField] => {
    const isId = key === 'model' || key === 'modelId' || key === 'modelName' || key === '0';
    return [key === '0' ? 'modelId' : key, isId ? { ...field, value: idOf(field.value, symbol) } : field];
  });
  return { ...settings, fields: new Map(entries) };
}

/** `Types.AnthropicClaudeV2.getValue()` and the like: members of the library's enumerations. */
function idOf(value: Value, symbol: string): Value {
  const ids = optionsOf(value).map((option): Value => {
    const written = option.kind === 'instance' || option.kind === 'symbol' ? option.symbol : '';
    const name =
      written
        .replace(/\.getValue$/, '')
        .split('.')
        .at(-1) ?? '';
    const id = MODEL_IDS.get(name);
    return id !== undefined && 'origin' in option && written !== symbol ? textOf(id, option.origin) : option;
  });
  return ids.length === 1 && ids[0] ? ids[0] : { kind: 'choice', options: ids };
}

/** Source: the enumerations `Types` and `Model` of `dev.langchain4j.model.bedrock`. */
const MODEL_IDS: ReadonlyMap<string, string> = new Map([
  ['J2MidV2', 'ai21.j2-mid-v1'],
  ['J2UltraV1', 'ai21.j2-ultra-v1'],
  ['AnthropicClaudeInstantV1', 'anthropic.claude-instant-v1'],
  ['AnthropicClaudeV1', 'anthropic.claude-v1'],
  ['AnthropicClaudeV2', 'anthropic.claude-v2'],
  ['AnthropicClaudeV2_1', 'anthropic.claude-v2:1'],
  ['AnthropicClaude3SonnetV1', 'anthropic.claude-3-sonnet-20240229-v1:0'],
  ['AnthropicClaude3_5SonnetV1', 'anthropic.claude-3-5-sonnet-20240620-v1:0'],
  ['AnthropicClaude3HaikuV1', 'anthropic.claude-3-haiku-20240307-v1:0'],
  ['CommandTextV14', 'cohere.command-text-v14'],
  ['COHERE_EMBED_ENGLISH_V3', 'cohere.embed-english-v3'],
  ['COHERE_EMBED_MULTILINGUAL_V3', 'cohere.embed-multilingual-v3'],
  ['META_LLAMA3_2_1B_INSTRUCT_V1_0', 'meta.llama3-2-1b-instruct-v1:0'],
  ['META_LLAMA3_2_3B_INSTRUCT_V1_0', 'meta.llama3-2-3b-instruct-v1:0'],
  ['META_LLAMA3_2_11B_INSTRUCT_V1_0', 'meta.llama3-2-11b-instruct-v1:0'],
  ['META_LLAMA3_2_90B_INSTRUCT_V1_0', 'meta.llama3-2-90b-instruct-v1:0'],
  ['META_LLAMA3_1_70B_INSTRUCT_V1_0', 'meta.llama3-1-70b-instruct-v1:0'],
  ['META_LLAMA3_1_8B_INSTRUCT_V1_0', 'meta.llama3-1-8b-instruct-v1:0'],
  ['META_LLAMA3_8B_INSTRUCT_V1_0', 'meta.llama3-8b-instruct-v1:0'],
  ['META_LLAMA3_70B_INSTRUCT_V1_0', 'meta.llama3-70b-instruct-v1:0'],
  ['Mistral7bInstructV0_2', 'mistral.mistral-7b-instruct-v0:2'],
  ['MistralMixtral8x7bInstructV0_1', 'mistral.mixtral-8x7b-instruct-v0:1'],
  ['StableDiffuseXlV0', 'stability.stable-diffusion-xl-v0'],
  ['StableDiffuseXlV1', 'stability.stable-diffusion-xl-v1'],
  ['TitanTg1Large', 'amazon.titan-tg1-large'],
  ['TitanTextExpressV1', 'amazon.titan-text-express-v1'],
  ['TitanEmbedTextV1', 'amazon.titan-embed-text-v1'],
  ['TitanEmbedTextV2', 'amazon.titan-embed-text-v2:0'],
  ['TitanEmbedImageV1', 'amazon.titan-embed-image-v1'],
]);

function draft(
  settings: ObjectValue,
  kind: Kind,
  streams: boolean,
  content: RequestContent,
  isConverse = true,
): CallDraft {
  const takesMaxTokens = kind === 'chat';
  const { setMaxTokens, ...cap } = readCap(settings, ['maxOutputTokens'], ['maxTokens']);
  const model = readModel(settings, 'modelId', 'model', 'modelName');
  const reading = requestReading({
    model: model.state === 'absent' ? unknown(LEFT_TO_LIBRARY) : model,
    ...(takesMaxTokens ? { ...cap, ...(settings.site && setMaxTokens && { setMaxTokens }) } : {}),
    serviceTier: readText('absent'),
    takesMaxTokens,
    content,
  });
  const operations =
    isConverse && takesMaxTokens ? ['Converse', 'ConverseStream'] : ['InvokeModel', 'InvokeModelWithResponseStream'];
  const operation = operations[streams ? 1 : 0] ?? 'Converse';
  return callDraft(reading, { sdk: 'langchain4j', operation, isStreaming: streams, region: unknown(REGION) });
}

const LEFT_TO_LIBRARY = 'it is left to LangChain4j, whose default model changes between versions';
const REGION = 'the Region of the model object is not followed';

function useOf(model: InstanceValue, content: RequestContent): UseDraft['requests'][number] {
  const settings = draftOf(model);
  return { madeAt: model.origin, request: requestThrough(settings, content, settings.isStreaming) };
}

/** What `AiServices` made, or is about to make, of the model objects that it was given. */
function modelsOfService({ symbol, arguments: passed }: InstanceValue): readonly InstanceValue[] {
  if (!/#AiServices(?:\.create)?$/.test(symbol)) return [];
  return [...passed.fields.values()].flatMap(({ value }) => objectsOf(value).filter(isMade));
}

function passedTo(call: CallExpression, context: MatchContext): readonly Value[] {
  return call.arguments.filter(({ spread }) => spread === undefined).map(({ value }) => context.evaluate(value));
}

const ROLES: ReadonlyMap<string, string> = new Map([
  ['SystemMessage', 'system'],
  ['UserMessage', 'user'],
  ['AiMessage', 'assistant'],
]);

const MAXIMUM_DEPTH = 8;

/** Texts, messages, lists of them, and requests that hold such. */
function messagesOf(passed: readonly Value[], spot: Spot, depth = 0): readonly Value[] {
  if (depth > MAXIMUM_DEPTH) return [];
  return passed.flatMap((value, index): readonly Value[] => {
    if (value.kind === 'list') return messagesOf(value.items, spot, depth + 1);
    const [object] = objectsOf(value).filter(({ symbol }) => symbol.startsWith(PACKAGE));
    if (object === undefined) {
      // Behind a text stands what its answer is handed to.
      const isText = (index === 0 || depth > 0) && value.kind !== 'function' && value.kind !== 'instance';
      return isText ? [messageOf('user', value, spot)] : [];
    }
    const name = splitSymbol(object.symbol)[1].split('.')[0] ?? '';
    const role = ROLES.get(name);
    if (role !== undefined)
      return [messageOf(role, argumentOf(object.arguments, '0', 'text') ?? hole(role, spot), spot)];
    const inner = argumentOf(object.arguments, 'messages', '0');
    return inner ? messagesOf([inner], spot, depth + 1) : [];
  });
}

function contentOfMessages(messages: readonly Value[], spot: Spot): RequestContent {
  return contentOf(listOf(messages, spot, false), undefined, spot);
}

/** Of an AI service: what the annotations of its method say, with what is passed to it. */
function messagesOfService(
  service: InstanceValue,
  method: string,
  passed: readonly Value[],
  spot: Spot,
): readonly Value[] {
  const [type] = [...service.arguments.fields.values()].flatMap(({ value }) =>
    optionsOf(value).flatMap((option) => (option.kind === 'class' ? [option] : [])),
  );
  const node = type && methodOf(type, method);
  const system = node && annotatedText(node, 'SystemMessage', type);
  const user = node && annotatedText(node, 'UserMessage', type);
  const given = passed.map((value) => messageOf('user', value, spot));
  return [
    ...(system ? [messageOf('system', system, spot)] : []),
    ...(user ? [messageOf('user', user, spot)] : given.slice(0, 1)),
  ];
}

function methodOf({ class: { body } }: ClassValue, name: string): FunctionNode | undefined {
  const found = body.find((statement) => statement.kind === 'function' && statement.function.name === name);
  return found?.kind === 'function' ? found.function : undefined;
}

function annotatedText({ decorators }: FunctionNode, name: string, { program }: ClassValue): Value | undefined {
  const annotation = decorators.find(
    (decorator) => decorator.kind === 'call' && decorator.callee.kind === 'name' && decorator.callee.name === name,
  );
  const [first] = annotation?.kind === 'call' ? annotation.arguments : [];
  return first && writtenText(first.value, program.uri);
}

/** Lines of a text can stand in a list. */
function writtenText(expression: Expression, uri: string): Value | undefined {
  const origin = { from: 'literal', uri, range: expression.range } as const;
  if (expression.kind === 'literal' && typeof expression.value === 'string') return textOf(expression.value, origin);
  const pieces = expression.kind === 'list' ? expression.items.map(({ value }) => value) : [];
  const texts = (expression.kind === 'concatenation' ? expression.operands : pieces).flatMap((piece) =>
    piece.kind === 'literal' ? [String(piece.value)] : [],
  );
  return texts.length > 0 ? textOf(texts.join(expression.kind === 'list' ? '\n' : ''), origin) : undefined;
}

const PREFIX = 'quarkus.langchain4j';

/** What the settings of Quarkus say of Bedrock's model; undefined where they say that it is another provider's, or nothing. */
function settingsOf(kind: Kind, context: MatchContext): ObjectValue | undefined {
  const model = context.setting(`${PREFIX}.bedrock.${kind}-model.model-id`);
  const provider = context.setting(`${PREFIX}.${kind}-model.provider`);
  const name = provider && staticText(provider);
  if (name !== undefined && name !== 'bedrock') return undefined;
  const dependencies = context.fileText(['pom.xml', 'build.gradle.kts', 'build.gradle']) ?? '';
  const isOnly = dependencies.includes('quarkus-langchain4j-bedrock') && !OTHERS.test(dependencies);
  if (model === undefined && name === undefined && !isOnly) return undefined;
  const origin = { from: 'other-file', uri: context.uri, range: { start: 0, end: 0 } } as const;
  const cap = context.setting(`${PREFIX}.bedrock.chat-model.max-tokens`);
  const fields = new Map<string, ObjectField>();
  for (const [key, value] of [
    ['modelId', model],
    ['maxTokens', cap],
  ] as const) {
    const place = value && 'origin' in value ? value.origin : origin;
    if (value) fields.set(key, { value, uri: place.uri, range: place.range, valueRange: place.range });
  }
  return { ...emptyObject(origin), fields };
}

const OTHERS =
  /quarkus-langchain4j-(?:openai|azure-openai|ollama|anthropic|mistral-ai|watsonx|hugging-face|vertex-ai|gemini)/;
