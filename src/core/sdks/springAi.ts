/**
 * Spring AI. Its clients are mostly made by Spring itself, of what the application's settings say: then the call is where
 * something is sent, and the settings hold its model. A model object that the program builds is the call, as in other frameworks.
 * Source: `spring-ai-bedrock-converse`, `spring-ai-bedrock` and their auto-configurations, versions 1.0 to 2.0.
 */
import type { CallExpression, Expression } from '../domain/program.ts';
import { ABSENT, unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk, UseDraft } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject, mergeInto, staticText } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { readCap, readThinking } from '../requests/cap.ts';
import { NO_CONTENT } from '../requests/content.ts';
import type { RequestContent } from '../requests/content.ts';
import { callDraft, requestReading } from '../requests/draft.ts';
import { readModel, readText } from '../requests/fields.ts';
import { lastName, methodName, receiverOf, splitSymbol } from './matching.ts';
import { listOf } from '../domain/writtenValues.ts';
import { contentOf, isMadeBy, messageOf, objectsOf, requestThrough } from './modelObjects.ts';

const PACKAGE = 'org.springframework.ai';

/** Calls through clients that Spring makes. */
export const springAi: Sdk = {
  id: 'spring-ai',
  languages: ['java', 'kotlin'],
  marks: [`${PACKAGE}.chat`, `${PACKAGE}.embedding`, `${PACKAGE}.bedrock`],
  packages: [PACKAGE],
  match(call, context) {
    const sending = sendingOf(call, context);
    if (sending === undefined || sending.models.some(isBuilt)) return undefined;
    const provider = providerOf(sending, context);
    if (provider === undefined) return undefined;
    const settings = mergeInto(provider.settings, sending.options);
    const content = contentOfSending(sending, { uri: context.uri, range: call.range });
    return draftOf(settings, sending, provider, content, regionOfSettings(context));
  },
};

/** Model objects that the program builds, and what is sent through them. */
export const springAiModels: Sdk = {
  id: 'spring-ai',
  languages: ['java', 'kotlin'],
  marks: [`${PACKAGE}.bedrock`],
  packages: [PACKAGE],
  match(call, context) {
    const name = methodName(call);
    if (name !== 'build' && !call.isConstruction) return undefined;
    const [model] = objectsOf(context.evaluate(call)).filter((object) => isBuilt(object) && isMadeBy(object, call));
    return model && builtDraft(model, undefined);
  },
  uses: {
    names: new Set(['call', 'stream', 'embed', 'embedForResponse']),
    match(call, context): UseDraft | undefined {
      const sending = sendingOf(call, context);
      const models = sending?.models.filter(isBuilt) ?? [];
      if (sending === undefined || models.length === 0) return undefined;
      const spot = { uri: context.uri, range: call.range };
      const content = contentOfSending(sending, spot);
      return {
        requests: models.map((model) => {
          const settings = builtDraft(model, sending);
          return { madeAt: model.origin, request: requestThrough(settings, content, sending.isStreaming) };
        }),
        through: [],
      };
    },
  },
};

type Kind = 'chat' | 'embedding';

interface Sending {
  readonly kind: Kind;
  readonly isStreaming: boolean;
  /** Name of the variable that holds the client. */
  readonly name: string;
  /** The model objects that the client can send through, as far as the code shows them. */
  readonly models: readonly InstanceValue[];
  /** Options of the call, over those that the client was built with. */
  readonly options: ObjectValue;
  readonly system: Value | undefined;
  readonly user: Value | undefined;
}

const CLIENT = /#ChatClient(?:\.create)?$/;
const CHAT_MODEL = /#(?:Streaming)?(?:ChatModel|ChatClient)$|#Bedrock\w*Chat(?:Model|Client)$/;
const EMBEDDING_MODEL = /#(?:EmbeddingModel|Bedrock\w*EmbeddingModel|EmbeddingClient)$/;
const EMBEDDING_METHODS: ReadonlySet<string> = new Set(['embed', 'embedForResponse', 'call']);

function sendingOf(call: CallExpression, context: MatchContext): Sending | undefined {
  const name = methodName(call);
  const receiver = receiverOf(call);
  if (receiver === undefined || name === undefined) return undefined;
  if (name !== 'call' && name !== 'stream' && !EMBEDDING_METHODS.has(name)) return undefined;
  const isStreaming = name === 'stream';
  for (const object of objectsOf(context.evaluate(receiver))) {
    const { root, steps } = chainOf(object);
    if (root.class !== undefined || !splitSymbol(root.symbol)[0].startsWith(PACKAGE)) continue;
    const variable = variableOf(receiver);
    if (steps.length === 0) return ofModel(call, root, name, variable, context);
    const isAsked = CLIENT.test(root.symbol) && steps[0]?.method === 'prompt' && !EMBEDDING_METHODS_ONLY.has(name);
    if (isAsked) return { ...ofClient(root, steps, context), kind: 'chat', isStreaming, name: variable };
  }
  return undefined;
}

const EMBEDDING_METHODS_ONLY: ReadonlySet<string> = new Set(['embed', 'embedForResponse']);

/** `chatModel.call(prompt)`, `embeddingModel.embed(text)`. */
function ofModel(
  call: CallExpression,
  model: InstanceValue,
  method: string,
  name: string,
  context: MatchContext,
): Sending | undefined {
  const isEmbedding = EMBEDDING_MODEL.test(model.symbol);
  if (isEmbedding ? !EMBEDDING_METHODS.has(method) : !CHAT_MODEL.test(model.symbol) || method.startsWith('embed')) {
    return undefined;
  }
  const [first] = call.arguments;
  if (first === undefined) return undefined;
  const passed = promptOf(context.evaluate(first.value));
  return {
    kind: isEmbedding ? 'embedding' : 'chat',
    isStreaming: method === 'stream',
    name,
    models: [model],
    options: passed.options ?? emptyObject(model.origin),
    system: undefined,
    user: passed.text,
  };
}

interface Step {
  readonly method: string;
  readonly arguments: ObjectValue;
}

/** The calls that lead to an object, the first one first, and what they began with. */
function chainOf(object: InstanceValue): { readonly root: InstanceValue; readonly steps: readonly Step[] } {
  const steps: Step[] = [];
  let root = object;
  while (root.receiver) {
    steps.unshift({ method: lastName(root.symbol), arguments: root.arguments });
    root = root.receiver;
  }
  return { root, steps };
}

/** The variable at the head of a chain. */
function variableOf(expression: Expression): string {
  let current = expression;
  while (current.kind === 'call' || (current.kind === 'member' && current.object.kind === 'call')) {
    current = current.kind === 'call' ? current.callee : current.object;
    if (current.kind === 'member' && current.object.kind !== 'receiver') current = current.object;
  }
  if (current.kind === 'member') return current.property;
  return current.kind === 'name' ? current.name : '';
}

type Asked = Pick<Sending, 'models' | 'options' | 'system' | 'user'>;

function ofClient(root: InstanceValue, steps: readonly Step[], context: MatchContext): Asked {
  const models = argument(root.arguments, '0');
  let options = optionsOfValue(argument(root.arguments, 'defaultOptions')) ?? emptyObject(root.origin);
  let system = textOfSpec(argument(root.arguments, 'defaultSystem'), context);
  let user = textOfSpec(argument(root.arguments, 'defaultUser'), context);
  for (const { method, arguments: passed } of steps) {
    const value = argument(passed, '0');
    if (method === 'options')
      options = mergeInto(options, optionsOfValue(value) ?? { ...emptyObject(root.origin), isOpen: true });
    if (method === 'system') system = textOfSpec(value, context) ?? system;
    if (method === 'user') user = textOfSpec(value, context) ?? user;
    if (method === 'messages') user = value ?? user;
    if (method === 'prompt' && value) {
      const given = promptOf(value);
      user = given.text ?? user;
      if (given.options) options = mergeInto(options, given.options);
    }
  }
  return { models: models ? objectsOf(models) : [], options, system, user };
}

function argument(passed: ObjectValue, name: string): Value | undefined {
  return passed.fields.get(name)?.value;
}

/** A text, or a function that sets one: `user -> user.text("…")`. */
function textOfSpec(value: Value | undefined, context: MatchContext): Value | undefined {
  if (value?.kind !== 'function') return value;
  const built = context.built(value);
  return built.kind === 'instance' ? argument(built.arguments, 'text') : built;
}

/** Of `new Prompt(messages, options)`, which is also written as what it holds. */
function promptOf(value: Value): { readonly text: Value | undefined; readonly options?: ObjectValue } {
  const prompt = objectsOf(value).find(({ symbol }) => lastName(symbol) === 'Prompt');
  if (prompt === undefined) return { text: value };
  const text =
    argument(prompt.arguments, '0') ?? argument(prompt.arguments, 'messages') ?? argument(prompt.arguments, 'content');
  const options = optionsOfValue(argument(prompt.arguments, '1') ?? argument(prompt.arguments, 'chatOptions'));
  return { text, ...(options && { options }) };
}

/** What a builder of options sets; undefined for what is no such object. */
function optionsOfValue(value: Value | undefined): ObjectValue | undefined {
  const [options] = value ? objectsOf(value).filter(({ symbol }) => lastName(symbol).endsWith('Options')) : [];
  return options?.arguments;
}

/** A model object that the program builds itself, with its settings. */
function isBuilt(model: InstanceValue): boolean {
  return (
    BEDROCK_MODEL.test(model.symbol) && !model.arguments.isOpen && splitSymbol(model.symbol)[0].startsWith(PACKAGE)
  );
}

const BEDROCK_MODEL = /#Bedrock\w*(?:Model|Client)$/;

/** What the builder was given, or the constructor, in whatever place. */
function optionsOfModel({ arguments: passed, origin }: InstanceValue): ObjectValue {
  const named = optionsOfValue(argument(passed, 'defaultOptions') ?? argument(passed, 'options'));
  if (named) return named;
  const positions = [...passed.fields].filter(([key]) => /^\d+$/.test(key));
  const [among] = positions.flatMap(([, { value }]) => optionsOfValue(value) ?? []);
  return among ?? { ...emptyObject(origin), isOpen: positions.length > 0 };
}

function builtDraft(model: InstanceValue, sending: Sending | undefined): CallDraft {
  const own = optionsOfModel(model);
  const settings = sending ? mergeInto(own, sending.options) : own;
  const isEmbedding = model.symbol.includes('Embedding');
  return draftOf(
    settings,
    { kind: isEmbedding ? 'embedding' : 'chat', isStreaming: sending?.isStreaming ?? false },
    { isConverse: /Proxy|Converse/.test(model.symbol) },
    { ...NO_CONTENT, hasUnseenInput: true },
    unknown('the client of the model says the Region'),
  );
}

function draftOf(
  settings: ObjectValue,
  { kind, isStreaming }: Pick<Sending, 'kind' | 'isStreaming'>,
  { isConverse }: Pick<Provider, 'isConverse'>,
  content: RequestContent,
  region: CallDraft['region'],
): CallDraft {
  const takesMaxTokens = kind === 'chat';
  const { setMaxTokens: _, ...cap } = readCap(settings, ['maxTokens']);
  const reading = requestReading({
    model: modelOf(settings),
    ...(takesMaxTokens ? cap : {}),
    ...readThinking(settings, ['additionalModelRequestFields']),
    takesMaxTokens,
    content,
  });
  const operation = isConverse && takesMaxTokens ? 'Converse' : 'InvokeModel';
  const streamed = operation === 'Converse' ? 'ConverseStream' : 'InvokeModelWithResponseStream';
  return callDraft(reading, {
    sdk: 'spring-ai',
    operation: isStreaming ? streamed : operation,
    isStreaming,
    region,
  });
}

/** What Spring AI takes where nothing is set changes between versions. */
function modelOf(settings: ObjectValue): Resolved<string> {
  const model = readModel(settings, 'model');
  return model.state === 'absent'
    ? unknown('it is left to Spring AI, whose default model changes between versions')
    : model;
}

function contentOfSending({ kind, system, user }: Sending, spot: Spot): RequestContent {
  const messages = [
    ...(system ? [messageOf('system', system, spot)] : []),
    ...(user === undefined ? [] : messagesOf(user, spot)),
  ];
  const content = contentOf(listOf(messages, spot, user === undefined), undefined, spot);
  return { ...content, hasUnseenInput: kind === 'chat' };
}

const ROLES: ReadonlyMap<string, string> = new Map([
  ['SystemMessage', 'system'],
  ['UserMessage', 'user'],
  ['AssistantMessage', 'assistant'],
]);

function messagesOf(value: Value, spot: Spot): readonly Value[] {
  if (value.kind === 'list') return value.items.flatMap((item) => messagesOf(item, spot));
  const [message] = optionsOf(value).flatMap((option) => {
    const role = option.kind === 'instance' ? ROLES.get(lastName(option.symbol)) : undefined;
    const text =
      option.kind === 'instance' ? (argument(option.arguments, '0') ?? argument(option.arguments, 'text')) : undefined;
    return role !== undefined && text ? [messageOf(role, text, spot)] : [];
  });
  return [message ?? messageOf('user', value, spot)];
}

interface Provider {
  readonly isConverse: boolean;
  /** What the settings files say of the model. */
  readonly settings: ObjectValue;
}

interface KeyForm {
  readonly prefix: string;
  readonly isConverse: boolean;
}

/** Where the settings of a model stand; up to version 1 below `options`. */
const FORMS: Readonly<Record<Kind, readonly KeyForm[]>> = {
  chat: [
    { prefix: 'spring.ai.bedrock.converse.chat', isConverse: true },
    ...[
      'anthropic3',
      'anthropic',
      'titan',
      'llama',
      'llama2',
      'cohere',
      'jurassic2',
      'jurassic',
      'mistral',
      'ai21',
    ].map((family) => ({ prefix: `spring.ai.bedrock.${family}.chat`, isConverse: false })),
  ],
  embedding: ['titan', 'cohere'].map((family) => ({
    prefix: `spring.ai.bedrock.${family}.embedding`,
    isConverse: false,
  })),
};

/** The part of Bedrock that Spring makes the client of; undefined where it is another provider's, or cannot be told. */
function providerOf(sending: Sending, context: MatchContext): Provider | undefined {
  const { kind, name, models } = sending;
  const isNamed = /bedrock/i.test(name) || models.some(({ symbol }) => BEDROCK_MODEL.test(symbol));
  if (!isNamed && (OTHERS.test(name) || models.some(({ symbol }) => isOther(symbol)))) return undefined;
  const chosen = textOfSetting(context, `spring.ai.model.${kind}`);
  if (chosen !== undefined && !chosen.startsWith('bedrock') && !isNamed) return undefined;
  const form = FORMS[kind].find(
    ({ prefix }) =>
      (kind === 'chat' || chosen === undefined || prefix.includes(chosen.replace('bedrock-', '.'))) &&
      settingOf(context, prefix, 'model') !== undefined,
  );
  const isSure = isNamed || chosen !== undefined;
  if (form && (isSure || !hasOtherProvider(kind, context))) return { ...form, settings: settingsOf(form, context) };
  if (isSure && chosen !== undefined)
    return { isConverse: chosen.includes('converse'), settings: settingsOf(undefined, context) };
  return isNamed || dependsOnBedrockAlone(kind, context)
    ? { isConverse: true, settings: settingsOf(undefined, context) }
    : undefined;
}

const OTHERS = /open_?ai|azure|ollama|gemini|vertex|mistral(?!.*bedrock)|anthropic|groq|deepseek|hugging|watson/i;

/** A model class of another provider, as opposed to the interfaces that all have. */
function isOther(symbol: string): boolean {
  const name = lastName(symbol);
  return /(?:ChatModel|EmbeddingModel)$/.test(name) && !/^(?:Streaming)?(?:ChatModel|EmbeddingModel)$/.test(name);
}

const OTHER_PROVIDERS = [
  'openai',
  'azure.openai',
  'anthropic',
  'ollama',
  'vertex.ai.gemini',
  'google.genai',
  'mistralai',
];

function hasOtherProvider(kind: Kind, context: MatchContext): boolean {
  return OTHER_PROVIDERS.some((provider) =>
    ['options.model', 'model'].some((key) => context.setting(`spring.ai.${provider}.${kind}.${key}`) !== undefined),
  );
}

const BUILD_FILES = ['pom.xml', 'build.gradle.kts', 'build.gradle'];
const OTHER_STARTERS =
  /spring-ai-(?:starter-model-)?(?:openai|azure-openai|anthropic|ollama|vertex-ai|google-genai|mistral-ai|deepseek|huggingface|minimax|zhipuai)/;

/** The project has Bedrock's models, and no other provider's. */
function dependsOnBedrockAlone(kind: Kind, context: MatchContext): boolean {
  const text = context.fileText(BUILD_FILES) ?? '';
  const own =
    kind === 'chat' ? /spring-ai-(?:starter-model-)?bedrock/ : /spring-ai-(?:starter-model-)?bedrock(?!-converse)/;
  return own.test(text) && !OTHER_STARTERS.test(text);
}

function settingOf(context: MatchContext, prefix: string, key: string): Value | undefined {
  return context.setting(`${prefix}.options.${key}`) ?? context.setting(`${prefix}.${key}`);
}

function regionOfSettings(context: MatchContext): CallDraft['region'] {
  const value = context.setting('spring.ai.bedrock.aws.region');
  const { uri, range } = value && 'origin' in value ? value.origin : { uri: context.uri, range: { start: 0, end: 0 } };
  return value ? readText({ value, uri, range, valueRange: range }) : ABSENT;
}

function textOfSetting(context: MatchContext, key: string): string | undefined {
  const value = context.setting(key);
  return value && staticText(optionsOf(value)[0] ?? value);
}

function settingsOf(form: KeyForm | undefined, context: MatchContext): ObjectValue {
  const origin = { from: 'other-file', uri: context.uri, range: { start: 0, end: 0 } } as const;
  const prefix = form?.prefix ?? 'spring.ai.bedrock.converse.chat';
  const fields = new Map<string, ObjectField>();
  for (const [key, name] of [
    ['model', 'model'],
    ['max-tokens', 'maxTokens'],
  ] as const) {
    const value = settingOf(context, prefix, key);
    if (value === undefined) continue;
    const place = optionsOf(value)[0] ?? value;
    const { uri, range } = 'origin' in place ? place.origin : { uri: context.uri, range: origin.range };
    fields.set(name, { value, uri, range, valueRange: range });
  }
  return { ...emptyObject(origin), fields };
}
