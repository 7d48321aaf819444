import type { CallExpression } from '../domain/program.ts';
import { ABSENT } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { textOf } from '../domain/valueOperations.ts';
import { readCap } from '../requests/cap.ts';
import {
  joinContent,
  oneMessage,
  readBlocks,
  readMessages,
  readPrompt,
  readSystem,
  readTools,
} from '../requests/content.ts';
import type { RequestContent } from '../requests/content.ts';
import { callDraft, requestReading } from '../requests/draft.ts';
import { asObject, isField, readField, readModel, readText } from '../requests/fields.ts';
import { NAMED_MODELS } from './genkitModels.ts';
import { instancesOf, lastName, methodName, receiverOf, splitSymbol, textArgument } from './matching.ts';
import { argumentOf, objectOf } from '../domain/writtenValues.ts';
import { readProviderModel } from './providerModel.ts';

const PLUGINS: ReadonlySet<string> = new Set(['genkitx-aws-bedrock', '@genkit-ai/aws-bedrock']);
/** Models are registered as `aws-bedrock/ID`. */
const PREFIX = { prefix: /^aws-bedrock\// };

type Kind = 'text' | 'stream' | 'embedding';

const METHODS: ReadonlyMap<string, Kind> = new Map([
  ['generate', 'text'],
  ['generateStream', 'stream'],
  ['definePrompt', 'text'],
  ['embed', 'embedding'],
  ['embedMany', 'embedding'],
]);

/**
 * Genkit for TypeScript with its Bedrock plugin, which asks `Converse`: the model stands in the call, or where Genkit is set up. Source:
 * `js/genkit/src/genkit.ts` and `js/ai/src/generate.ts` of genkit, `src/aws_bedrock_llms.ts` of genkitx-aws-bedrock.
 */
export const genkitJs: Sdk = {
  id: 'genkit',
  languages: ['typescript', 'javascript'],
  marks: [...METHODS.keys()].map((name) => `.${name}(`),
  packages: ['genkit', 'genkitx-aws-bedrock', '@genkit-ai/aws-bedrock'],
  servesManyProviders: true,
  match(call, context) {
    const kind = METHODS.get(methodName(call) ?? '');
    const genkit = kind && genkitOf(call, context);
    if (kind === undefined || genkit === undefined) return undefined;
    const request = requestOf(asObject(context.evaluateArguments(call)));
    const key = kind === 'embedding' ? 'embedder' : 'model';
    const model = request.fields.has(key) ? modelOf(request, key) : modelOf(genkit, 'model');
    if (model === undefined) return undefined;
    return kind === 'embedding'
      ? embedding(request, model, regionOf(genkit))
      : generation(request, model, regionOf(genkit), kind === 'stream');
  },
};

/** What `genkit({ plugins, model })` was given. */
function genkitOf(call: CallExpression, context: MatchContext): ObjectValue | undefined {
  const receiver = receiverOf(call);
  const made = receiver && instancesOf(context.evaluate(receiver)).find(({ symbol }) => symbol === 'genkit#genkit');
  return made && asObject(made.arguments.fields.get('0')?.value ?? made.arguments);
}

/** A prompt alone, or an object with more. */
function requestOf(passed: ObjectValue): ObjectValue {
  const first = passed.fields.get('0');
  if (first === undefined) return passed;
  const isPrompt = optionsOf(first.value).every(({ kind }) => kind === 'text' || kind === 'list');
  return isPrompt ? { ...objectOf({}, first), fields: new Map([['prompt', first]]) } : asObject(first.value);
}

/** Undefined for a model that is another provider's. */
function modelOf(settings: ObjectValue, key: string): Resolved<string> | undefined {
  const field = settings.fields.get(key);
  if (field === undefined) return undefined;
  const named = optionsOf(field.value).flatMap((option) => namedModel(option) ?? []);
  const [first] = named;
  if (first === undefined) return readProviderModel(field, PREFIX)?.model;
  const value = named.length === 1 ? first : ({ kind: 'choice', options: named } as const);
  return readModel({ ...settings, fields: new Map([[key, { ...field, value }]]) }, key);
}

function namedModel(option: Value): Value | undefined {
  if (option.kind !== 'symbol' && option.kind !== 'instance') return undefined;
  if (!PLUGINS.has(splitSymbol(option.symbol)[0])) return undefined;
  if (
    option.kind === 'instance' &&
    /(?:^|\.)(?:defineAwsBedrockModel|model|embedder)$/.test(splitSymbol(option.symbol)[1])
  )
    return argumentOf(option.arguments, '0');
  const id = NAMED_MODELS.get(lastName(option.symbol));
  if (id === undefined) return undefined;
  const geography = option.kind === 'instance' ? `${textArgument(option.arguments, '0') ?? 'us'}.` : '';
  return textOf(`${geography}${id}`, { ...option.origin, from: 'constant' });
}

function regionOf(genkit: ObjectValue): Resolved<string> {
  const plugins = argumentOf(genkit, 'plugins');
  const made = plugins?.kind === 'list' ? plugins.items.flatMap(instancesOf) : [];
  const own = made.find(({ symbol }) => PLUGINS.has(splitSymbol(symbol)[0]));
  const settings = own?.arguments.fields.get('0');
  return settings ? readText(readField(asObject(settings.value), 'region')) : ABSENT;
}

function generation(
  request: ObjectValue,
  model: Resolved<string>,
  region: Resolved<string>,
  isStreaming: boolean,
): CallDraft {
  const reading = requestReading({
    model,
    ...readCap(request, ['config', 'maxOutputTokens']),
    content: joinContent(
      readTools(readField(request, 'tools'), 'none'),
      readSystem(readField(request, 'system'), 'none'),
      inputOf(request),
    ),
  });
  const operation = isStreaming ? 'ConverseStream' : 'Converse';
  return callDraft(reading, { sdk: 'genkit', operation, isStreaming, region });
}

/** A prompt comes behind the messages. */
function inputOf(request: ObjectValue): RequestContent {
  const messages = readMessages(readField(request, 'messages', 'docs'), 'none');
  const prompt = readField(request, 'prompt');
  return isField(prompt) ? joinContent(messages, promptContent(prompt)) : messages;
}

function promptContent(prompt: ObjectField): RequestContent {
  return prompt.value.kind === 'list'
    ? oneMessage(readBlocks(prompt.value, 'user', prompt, 'none'))
    : readPrompt(prompt);
}

function embedding(request: ObjectValue, model: Resolved<string>, region: Resolved<string>): CallDraft {
  const reading = requestReading({ model, takesMaxTokens: false, content: contentOf(request) });
  return callDraft(reading, { sdk: 'genkit', operation: 'InvokeModel', isStreaming: false, region });
}

function contentOf(request: ObjectValue): RequestContent {
  const given = readField(request, 'content');
  return isField(given) ? promptContent(given) : { ...joinContent(), hasUnseenInput: true };
}
