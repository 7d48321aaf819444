/** Model objects of the AI SDK that are Bedrock's, also wrapped ones and those that a registry hands out. */
import { ABSENT } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { choose, staticText, unknownValue } from '../domain/valueOperations.ts';
import { asObject, readField, readModel, readText } from '../requests/fields.ts';
import { lastName, splitSymbol } from './matching.ts';
import { argumentOf, objectOf } from '../domain/writtenValues.ts';

export interface AiSdkModel {
  readonly kind: 'language' | 'embedding' | 'image' | 'reranking';
  /** What of Bedrock is asked; for others than language models it says nothing. */
  readonly api: 'converse' | 'messages' | 'chat' | 'responses';
  readonly model: Resolved<string>;
  readonly region: Resolved<string>;
}

/** The models that a value can be; what they share is that of the first. Undefined where none is seen to be Bedrock's. */
export function modelsOf(value: Value | undefined): AiSdkModel | undefined {
  if (value === undefined) return undefined;
  const options = optionsOf(value);
  const found = options.flatMap((option) => modelIn(option, 0) ?? []);
  const [first] = found;
  if (first === undefined) return undefined;
  const isOpen = options.some(({ kind }) => kind === 'unknown');
  const { id } = first;
  const others = isOpen ? [unknownValue('another model may be put in', { uri: id.uri, range: id.valueRange })] : [];
  const ids = choose([...found.map((one) => one.id.value), ...others], { uri: id.uri, range: id.valueRange });
  const holder: ObjectValue = { ...objectOf({}, id), fields: new Map([['id', { ...id, value: ids }]]) };
  return { kind: first.kind, api: first.api, region: first.region, model: readModel(holder, 'id') };
}

type Found = Pick<AiSdkModel, 'kind' | 'api' | 'region'> & { readonly id: ObjectField };

const MAXIMUM_DEPTH = 5;

const WRAPPERS = new Set([
  'wrapLanguageModel',
  'experimental_wrapLanguageModel',
  'wrapEmbeddingModel',
  'wrapImageModel',
]);

function modelIn(value: Value, depth: number): Found | undefined {
  if (value.kind !== 'instance' || depth > MAXIMUM_DEPTH) return undefined;
  const [module] = splitSymbol(value.symbol);
  if (module === 'ai') return modelOfCore(value, depth);
  const provider = providerOf(value.symbol);
  return provider && modelOfProvider(value, provider);
}

/** `wrapLanguageModel({ model })`, `customProvider({ languageModels })`, `createProviderRegistry({ bedrock })`. */
function modelOfCore(object: InstanceValue, depth: number): Found | undefined {
  const name = lastName(object.symbol);
  const first = object.arguments.fields.get('0')?.value;
  if (WRAPPERS.has(name)) {
    const inner = first && argumentOf(asObject(first), 'model');
    return inner && firstModelIn(inner, depth);
  }
  const { receiver } = object;
  const kind = METHODS.get(name);
  if (receiver === undefined || kind === undefined || first === undefined) return undefined;
  const given = receiver.arguments.fields.get('0')?.value;
  return given && fromRegistry(asObject(given), kind, first, object, depth);
}

function firstModelIn(value: Value, depth: number): Found | undefined {
  for (const option of optionsOf(value)) {
    const found = modelIn(option, depth + 1);
    if (found) return found;
  }
  return undefined;
}

const LISTS: Readonly<Record<AiSdkModel['kind'], readonly string[]>> = {
  language: ['languageModels'],
  embedding: ['embeddingModels', 'textEmbeddingModels'],
  image: ['imageModels'],
  reranking: ['rerankingModels'],
};

function fromRegistry(
  given: ObjectValue,
  kind: AiSdkModel['kind'],
  asked: Value,
  object: InstanceValue,
  depth: number,
): Found | undefined {
  const text = staticText(asked);
  const list = argumentOf(given, ...LISTS[kind]);
  const named = list && text !== undefined ? argumentOf(asObject(list), text) : undefined;
  if (named) return firstModelIn(named, depth);
  const colon = text?.indexOf(':') ?? -1;
  const held = text === undefined || colon <= 0 ? undefined : argumentOf(given, text.slice(0, colon));
  const [provider] = held ? optionsOf(held).flatMap(providerIn) : [];
  const field = object.arguments.fields.get('0');
  if (provider === undefined || field?.value.kind !== 'text') return undefined;
  const [part] = field.value.parts;
  if (part?.kind !== 'text') return undefined;
  const value: Value = { ...field.value, parts: [{ ...part, text: part.text.slice(colon + 1) }] };
  return { kind, api: provider.api, region: provider.region, id: { ...field, value } };
}

/** A provider that is no model yet: `bedrock`, `createAmazonBedrock({…})`. */
function providerIn(value: Value): readonly Pick<Found, 'api' | 'region'>[] {
  if (value.kind !== 'symbol' && value.kind !== 'instance') return [];
  const provider = providerOf(value.symbol);
  if (provider?.rest !== '') return [];
  return [{ api: provider.api, region: value.kind === 'instance' ? regionOfProvider(value) : ABSENT }];
}

/** Methods of a provider, by the models that they make. Source: `AmazonBedrockProvider` of versions 1 to 4. */
const METHODS: ReadonlyMap<string, AiSdkModel['kind']> = new Map([
  ...['languageModel', 'chat', 'responses'].map((name) => [name, 'language'] as const),
  ...['embedding', 'embeddingModel', 'textEmbedding', 'textEmbeddingModel'].map((name) => [name, 'embedding'] as const),
  ...['image', 'imageModel'].map((name) => [name, 'image'] as const),
  ...['reranking', 'rerankingModel'].map((name) => [name, 'reranking'] as const),
]);

const PACKAGE = '@ai-sdk/amazon-bedrock';

const PROVIDERS: ReadonlyMap<string, AiSdkModel['api']> = new Map([
  ['bedrock', 'converse'],
  ['amazonBedrock', 'converse'],
  ['createAmazonBedrock', 'converse'],
  ['bedrockAnthropic', 'messages'],
  ['amazonBedrockAnthropic', 'messages'],
  ['createBedrockAnthropic', 'messages'],
  ['createAmazonBedrockAnthropic', 'messages'],
  ['bedrockMantle', 'chat'],
  ['createBedrockMantle', 'chat'],
]);

interface Provider {
  readonly api: AiSdkModel['api'];
  readonly isMade: boolean;
  /** What stands behind the provider's name in the symbol. */
  readonly rest: string;
}

function providerOf(symbol: string): Provider | undefined {
  const [module, path] = splitSymbol(symbol);
  if (module !== PACKAGE && !module.startsWith(`${PACKAGE}/`)) return undefined;
  const name = /^\w+/.exec(path)?.[0] ?? '';
  const api = PROVIDERS.get(name);
  return api && { api, isMade: name.startsWith('create'), rest: path.slice(name.length) };
}

/** `bedrock("ID")`, `bedrock.embedding("ID")`, the same of a provider that was made; not the making itself. */
function modelOfProvider(object: InstanceValue, { api, isMade, rest }: Provider): Found | undefined {
  const id = object.arguments.fields.get('0');
  const call = isMade ? '()' : '';
  if (id === undefined || !rest.startsWith(call)) return undefined;
  const region = object.receiver ? regionOfProvider(object.receiver) : ABSENT;
  const method = rest.slice(call.length);
  if (method === '') return { kind: 'language', api, region, id };
  const kind = METHODS.get(method.slice(1));
  return kind && { kind, api: method === '.responses' ? 'responses' : api, region, id };
}

function regionOfProvider({ arguments: passed }: InstanceValue): Resolved<string> {
  const settings = passed.fields.get('0')?.value;
  return settings ? readText(readField(asObject(settings), 'region')) : ABSENT;
}
