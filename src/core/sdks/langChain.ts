import type { Operation } from '../domain/callSite.ts';
import type { CallDraft, Sdk } from '../domain/sdk.ts';
import { knownValue, knownValues } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { ObjectValue } from '../domain/value.ts';
import { mergeInto } from '../domain/valueOperations.ts';
import { readCap, readThinking } from '../requests/cap.ts';
import { joinContent, NO_CONTENT, readSystem } from '../requests/content.ts';
import { callDraft, requestReading } from '../requests/draft.ts';
import { asObject, fieldValue, isField, readBoolean, readField, readModel, readText } from '../requests/fields.ts';
import type { Reading } from '../requests/fields.ts';
import { dialectOfModel } from '../requests/modelBodies.ts';
import { langChainUses } from './langChainUses.ts';
import { classSymbols, lastName, mayMakeObject, splitSymbol, symbolsOfObject } from './matching.ts';

interface ModelClass {
  readonly operation: Operation;
  readonly takesMaxTokens: boolean;
  /** What the library writes where the program sets no cap. */
  /** Model that the library takes where none is given. */
  readonly defaultModel?: string;
  readonly defaultCap?: { readonly tokens: number; readonly models: 'claude' | 'all' };
}

const CONVERSE: ModelClass = { operation: 'Converse', takesMaxTokens: true };
/**
 * Source of the default: `model_id` of `BedrockEmbeddings` in `langchain_community`, in `langchain_aws` from its first
 * version to 1.7.3, and `model` in `@langchain/community` and `@langchain/aws` 1.4.5.
 */
const EMBEDDINGS: ModelClass = {
  operation: 'InvokeModel',
  takesMaxTokens: false,
  defaultModel: 'amazon.titan-embed-text-v1',
};

/** Source: `LLMInputOutputAdapter.prepare_input` of `langchain_aws`, the same in `langchain_community`. */
const INVOKE: ModelClass = {
  operation: 'InvokeModel',
  takesMaxTokens: true,
  defaultCap: { tokens: 1024, models: 'claude' },
};

/** Source: `BedrockLLMInputOutputAdapter` of `@langchain/community`. */
const INVOKE_CHAT_JS: ModelClass = { ...INVOKE, defaultCap: { tokens: 1024, models: 'all' } };
const INVOKE_TEXT_JS: ModelClass = { ...INVOKE, defaultCap: { tokens: 50, models: 'all' } };

/** Source: `_default_max_tokens_for` of `langchain_anthropic`, whose table knows no id of Bedrock. */
const ANTHROPIC: ModelClass = {
  operation: 'Messages',
  takesMaxTokens: true,
  defaultCap: { tokens: 4096, models: 'all' },
};

const PYTHON_CLASSES: ReadonlyMap<string, ModelClass> = new Map([
  ['ChatBedrock', INVOKE],
  ['ChatBedrockConverse', CONVERSE],
  ['BedrockChat', INVOKE],
  ['BedrockLLM', INVOKE],
  ['Bedrock', INVOKE],
  ['BedrockEmbeddings', EMBEDDINGS],
  ['ChatAnthropicBedrock', ANTHROPIC],
]);

/** Providers of `init_chat_model`, as `_SUPPORTED_PROVIDERS` of `langchain.chat_models` names them. */
const PYTHON_PROVIDERS: ReadonlyMap<string, ModelClass> = new Map([
  ['bedrock', INVOKE],
  ['bedrock_converse', CONVERSE],
  ['anthropic_bedrock', ANTHROPIC],
]);

const JAVASCRIPT_CLASSES: ReadonlyMap<string, ModelClass> = new Map([
  ['ChatBedrockConverse', CONVERSE],
  ['ChatBedrock', INVOKE_CHAT_JS],
  ['BedrockChat', INVOKE_CHAT_JS],
  ['Bedrock', INVOKE_TEXT_JS],
  ['BedrockEmbeddings', EMBEDDINGS],
]);

const PYTHON_PACKAGES = ['langchain_aws', 'langchain_community', 'langchain'];
const JAVASCRIPT_PACKAGES = ['@langchain/aws', '@langchain/community', 'langchain'];

/** LangChain for Python: the model's settings stand in the constructor of the model class. */
export const langChain: Sdk = {
  id: 'langchain',
  languages: ['python'],
  marks: [
    'ChatBedrock',
    'BedrockChat',
    'BedrockLLM',
    'BedrockEmbeddings',
    'import Bedrock',
    'init_chat_model',
    'ChatAnthropicBedrock',
  ],
  packages: PYTHON_PACKAGES,
  match(call, context) {
    if (!mayMakeObject(call)) return undefined;
    const symbols = classSymbols(context.evaluate(call.callee), context);
    return readPython(symbols, () => asObject(context.evaluateArguments(call)));
  },
  uses: langChainUses(
    (object, context) => isPythonModel(symbolsOfObject(object, context)),
    (model, bound, context) =>
      readPython(symbolsOfObject(model, context), () => withBound(context.baseArguments(model), bound)),
  ),
};

function readPython(symbols: readonly string[], settings: () => ObjectValue): CallDraft | undefined {
  const found = modelClass(symbols, PYTHON_CLASSES, PYTHON_PACKAGES);
  if (found) return draft(found, settings(), 'langchain');
  return symbols.some(isFactory) ? matchFactory(settings()) : undefined;
}

function isPythonModel(symbols: readonly string[]): boolean {
  return modelClass(symbols, PYTHON_CLASSES, PYTHON_PACKAGES) !== undefined || symbols.some(isFactory);
}

/** What was bound to a model counts before what it was made with. */
function withBound(settings: ObjectValue, bound: ObjectValue | undefined): ObjectValue {
  return bound ? mergeInto(settings, bound) : settings;
}

/** LangChain for JavaScript. */
export const langChainJs: Sdk = {
  id: 'langchain-js',
  languages: ['typescript', 'javascript'],
  marks: ['ChatBedrock', 'BedrockChat', 'BedrockEmbeddings', '/bedrock'],
  packages: JAVASCRIPT_PACKAGES,
  match(call, context) {
    if (!call.isConstruction) return undefined;
    const symbols = classSymbols(context.evaluate(call.callee), context);
    return readJavaScript(symbols, () => asObject(context.evaluateArguments(call)));
  },
  uses: langChainUses(
    (object, context) =>
      modelClass(symbolsOfObject(object, context), JAVASCRIPT_CLASSES, JAVASCRIPT_PACKAGES) !== undefined,
    (model, bound, context) =>
      readJavaScript(symbolsOfObject(model, context), () => context.baseArguments(model), bound),
  ),
};

function readJavaScript(
  symbols: readonly string[],
  passed: () => ObjectValue,
  bound?: ObjectValue,
): CallDraft | undefined {
  const found = modelClass(symbols, JAVASCRIPT_CLASSES, JAVASCRIPT_PACKAGES);
  if (found === undefined) return undefined;
  const given = passed();
  return draft(found, withBound(asObject(given.fields.get('0')?.value ?? given), bound), 'langchain-js');
}

function isFactory(symbol: string): boolean {
  return splitSymbol(symbol)[0].startsWith('langchain') && lastName(symbol) === 'init_chat_model';
}

/** `init_chat_model("ID", model_provider="bedrock_converse")`, or the provider before the id: `"bedrock_converse:ID"`. */
function matchFactory(passed: ObjectValue): CallDraft | undefined {
  const whole = readModel(passed, 'model', '0');
  const [prefix] = splitProvider(knownValue(whole) ?? '');
  const named = knownValue(readText(readField(passed, 'model_provider')));
  const found = PYTHON_PROVIDERS.get(named ?? prefix ?? '');
  if (found === undefined) return undefined;
  const withoutProvider = (model: string): string => splitProvider(model)[1];
  const model: Resolved<string> =
    named !== undefined || whole.state !== 'known'
      ? whole
      : {
          ...whole,
          value: withoutProvider(whole.value),
          ...(whole.alternatives && { alternatives: whole.alternatives.map(withoutProvider) }),
        };
  return draft(found, passed, 'langchain', model);
}

function splitProvider(model: string): readonly [provider: string | undefined, id: string] {
  const colon = model.indexOf(':');
  const provider = colon < 0 ? undefined : model.slice(0, colon);
  return provider !== undefined && PYTHON_PROVIDERS.has(provider)
    ? [provider, model.slice(colon + 1)]
    : [undefined, model];
}

function modelClass(
  symbols: readonly string[],
  classes: ReadonlyMap<string, ModelClass>,
  packages: readonly string[],
): ModelClass | undefined {
  for (const symbol of symbols) {
    const [module, path] = splitSymbol(symbol);
    if (path.includes('()')) continue;
    const isOfPackage = packages.some(
      (name) => module === name || module.startsWith(`${name}.`) || module.startsWith(`${name}/`),
    );
    const found = classes.get(lastName(symbol));
    if (found && isOfPackage) return found;
  }
  return undefined;
}

function draft(
  { operation, takesMaxTokens, defaultCap, defaultModel }: ModelClass,
  settings: ObjectValue,
  sdk: string,
  given = modelOf(settings),
): CallDraft {
  const model = withDefault(given, defaultModel, settings);
  const isStreaming = knownValue(readBoolean(readField(settings, 'streaming'))) === true;
  const isText = takesMaxTokens && dialectOfModel(knownValue(model) ?? '')?.takesMaxTokens !== false;
  const libraryMaxTokens = isText ? libraryCap(defaultCap, model) : undefined;
  const keys = sdk === 'langchain' ? ['max_tokens', 'maxTokens'] : ['maxTokens', 'max_tokens'];
  const paths = [...keys, ...CAP_KEYS].map((key) => [key]);
  const cap = isText ? readCap(withModelArguments(settings), ...paths) : undefined;
  const reading = requestReading({
    model,
    takesMaxTokens: isText,
    ...cap,
    ...readThinking(settings, ['additional_model_request_fields']),
    ...readThinking(settings, ['additionalModelRequestFields']),
    ...readThinking(withModelArguments(settings)),
    ...(libraryMaxTokens !== undefined && { libraryMaxTokens }),
    content: joinContent(readSystem(systemField(settings), 'none'), { ...NO_CONTENT, hasUnseenInput: true }),
  });
  const region = readText(readField(settings, 'region_name', 'region'));
  return callDraft(reading, { sdk, operation, isStreaming, region });
}

/** The library's own model, where the program surely names none. */
function withDefault(
  model: Resolved<string>,
  value: string | undefined,
  { isOpen, origin: { uri, range } }: ObjectValue,
): Resolved<string> {
  if (model.state !== 'absent' || value === undefined || isOpen) return model;
  return { state: 'known', value, from: 'parameter-default', uri, range };
}

/** `ChatBedrock(system="…")`, or `model_kwargs={"system": "…"}`, which goes into the body as it is. */
function systemField(settings: ObjectValue): Reading {
  return withModelArguments(settings).fields.get('system') ?? 'absent';
}

/** An application inference profile does not say its model, so the library takes it in a field of its own. */
function modelOf(settings: ObjectValue): Resolved<string> {
  const model = readModel(settings, 'model_id', 'model', 'modelId');
  if (!knownValues(model).some((id) => id.includes(':application-inference-profile/'))) return model;
  const base = readModel(settings, 'base_model_id', 'base_model');
  return base.state === 'known' ? base : model;
}

/** Undefined where the library surely leaves the cap out. */
function libraryCap(defaultCap: ModelClass['defaultCap'], model: Resolved<string>): number | undefined {
  if (defaultCap === undefined || defaultCap.models === 'all' || model.state === 'unknown') return defaultCap?.tokens;
  return knownValues(model).some((id) => id.includes('anthropic.')) ? defaultCap.tokens : undefined;
}

/** Names of the cap that `model_kwargs` passes to the model as they are. */
const CAP_KEYS = ['max_tokens_to_sample', 'max_gen_len', 'maxTokenCount', 'max_new_tokens'];

/** `model_kwargs={"max_tokens": …}` counts like an argument of its own; so do the fields of a nested configuration. */
function withModelArguments(settings: ObjectValue): ObjectValue {
  let merged: ObjectValue = settings;
  for (const key of ['model_kwargs', 'modelKwargs', 'provider_args']) {
    const inner = readField(settings, key);
    if (!isField(inner)) continue;
    merged = mergeInto(merged, fieldValue(inner) ?? inner.value);
  }
  for (const key of ['textGenerationConfig', 'inferenceConfig']) {
    const inner = merged.fields.get(key);
    if (inner) merged = mergeInto(merged, inner.value);
  }
  return settings.site ? { ...merged, site: settings.site } : merged;
}
