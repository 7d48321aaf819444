import { unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { CallDraft } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue, Value } from '../domain/value.ts';
import { concatenate, staticText, textOf } from '../domain/valueOperations.ts';
import { readModel } from '../requests/fields.ts';
import { NAMED_MODELS } from './koogModels.ts';
import { argumentOf } from '../domain/writtenValues.ts';
import { objectSdk, settingsDraft } from './objectLibrary.ts';
import type { SendingClass } from './objectLibrary.ts';

/** `BedrockModels.X`, `LLModel(provider = LLMProvider.Bedrock, id = "…")`; undefined for another provider's model. */
function modelOf(settings: ObjectValue, ...keys: readonly string[]): Resolved<string> | undefined {
  const field = keys.flatMap((key) => settings.fields.get(key) ?? [])[0];
  const found = field && optionsOf(field.value).flatMap((option) => idOf(option) ?? []);
  const [first] = found ?? [];
  if (field === undefined || found === undefined || first === undefined) return undefined;
  const value = found.length === 1 ? first : ({ kind: 'choice', options: found } as const);
  return readModel({ ...settings, fields: new Map([['model', { ...field, value }]]) }, 'model');
}

function idOf(option: Value): Value | undefined {
  if (option.kind === 'symbol') {
    const name = /\bBedrockModels\.(\w+)$/.exec(option.symbol)?.[1];
    const id = name === undefined ? undefined : NAMED_MODELS.get(name);
    return id === undefined ? undefined : textOf(id, { ...option.origin, from: 'constant' });
  }
  if (option.kind !== 'instance') return undefined;
  if (/\bBedrockModels\.\w+(?:\(\))?\.withInferenceProfile$/.test(option.symbol)) return withProfile(option);
  const { fields } = option.arguments;
  const provider = fields.get('provider') ?? fields.get('0');
  const isBedrock = provider?.value.kind === 'symbol' && provider.value.symbol.endsWith('LLMProvider.Bedrock');
  return isBedrock && option.symbol.endsWith('#LLModel') ? (fields.get('id') ?? fields.get('1'))?.value : undefined;
}

/** A geography stands before the id: `withInferenceProfile("eu")`. */
function withProfile(made: InstanceValue): Value | undefined {
  const name = /\bBedrockModels\.(\w+)/.exec(made.symbol)?.[1] ?? '';
  const id = NAMED_MODELS.get(name);
  const geography = argumentOf(made.arguments, '0', 'inferencePrefix');
  if (id === undefined || geography === undefined) return undefined;
  const written = staticText(geography) ?? prefixNamed(geography);
  if (written !== undefined) return textOf(`${written}.${id}`, { ...made.origin, from: 'constant' });
  const spot = { uri: made.origin.uri, range: made.origin.range };
  return concatenate(
    [
      { value: geography, name: 'geography', spot },
      { value: textOf(`.${id}`, made.origin), name: 'model', spot },
    ],
    made.origin,
  );
}

/** `BedrockInferencePrefixes.EU.prefix`. */
function prefixNamed(value: Value): string | undefined {
  const name = value.kind === 'symbol' ? /BedrockInferencePrefixes\.(\w+)/.exec(value.symbol)?.[1] : undefined;
  return name?.toLowerCase().replace('_', '-');
}

function draft(settings: ObjectValue, ...keys: readonly string[]): CallDraft | undefined {
  const model = modelOf(settings, ...keys);
  if (model === undefined) return undefined;
  const region = unknown('the executor is made where it cannot be followed');
  return settingsDraft(settings, {
    sdk: 'koog',
    operation: 'Converse',
    model,
    region,
    cap: [],
    takesMaxTokens: true,
    libraryMaxTokens: 'unknown',
  });
}

const AGENT: SendingClass = {
  positions: ['promptExecutor', 'llmModel', 'systemPrompt'],
  draft: (settings) => draft(settings, 'llmModel', 'model', 'systemPrompt'),
  frame: (settings) => ({
    system: argumentOf(settings, 'systemPrompt'),
    tools: argumentOf(settings, 'toolRegistry'),
    addsMore: true,
  }),
  prompt: ({ passed }) => argumentOf(passed, '0', 'agentInput'),
};

/** A prompt that an executor or client is handed with its model. */
const EXECUTED: SendingClass = {
  positions: ['prompt', 'model'],
  draft: (settings) => draft(settings, 'model'),
};

/**
 * Koog: agents with the model that they ask, and executors that are handed a prompt with its model. Source: `AIAgent.kt`,
 * `PromptExecutor.kt` and `BedrockLLMClient.kt` of JetBrains/koog 0.2 to 0.5.
 */
export const koog = objectSdk({
  id: 'koog',
  languages: ['kotlin'],
  marks: ['ai.koog'],
  packages: ['ai.koog'],
  servesManyProviders: true,
  modules: /^ai\.koog\b/,
  classes: new Map([
    ['AIAgent', AGENT],
    ['AIAgentConfig', AGENT],
    ['simpleChatAgent', AGENT],
    ['simpleSingleRunAgent', AGENT],
    ...['execute', 'executeStreaming', 'executeMultipleChoices'].map((name) => [`().${name}`, EXECUTED] as const),
  ]),
  methods: ['run', 'runAndGetResult'],
});
