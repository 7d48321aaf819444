import type { CallExpression } from '../domain/program.ts';
import type { Resolved } from '../domain/resolved.ts';
import { ABSENT, unknown } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject, staticText, textOf } from '../domain/valueOperations.ts';
import { callDraft, requestReading } from '../requests/draft.ts';
import { readPrompt } from '../requests/content.ts';
import { asObject, readModel } from '../requests/fields.ts';
import { isBedrockId, onlyBedrockIds } from '../requests/modelId.ts';
import { calledSymbols, methodName, splitSymbol } from './matching.ts';
import { argumentOf, fieldOf, listOf } from '../domain/writtenValues.ts';
import { settingsDraft } from './objectLibrary.ts';
import { messagesOf, usesOfSendingObjects } from './sendingObjects.ts';
import type { Asked, Sending } from './sendingObjects.ts';

/**
 * Bedrock's ids by the library's own names. Source: `aliases.json` of ruby_llm 1.16.0; other versions have other names, which
 * stay unknown.
 */
const NAMED_MODELS: ReadonlyMap<string, string> = new Map([
  ['claude-3-haiku', 'anthropic.claude-3-haiku-20240307-v1:0'],
  ['claude-haiku-4-5', 'anthropic.claude-haiku-4-5-20251001-v1:0'],
  ['claude-opus-4-1', 'anthropic.claude-opus-4-1-20250805-v1:0'],
  ['claude-opus-4-5', 'anthropic.claude-opus-4-5-20251101-v1:0'],
  ['claude-opus-4-6', 'anthropic.claude-opus-4-6-v1'],
  ['claude-opus-4-7', 'anthropic.claude-opus-4-7'],
  ['claude-opus-4-8', 'anthropic.claude-opus-4-8'],
  ['claude-sonnet-4-5', 'anthropic.claude-sonnet-4-5-20250929-v1:0'],
  ['claude-sonnet-4-6', 'anthropic.claude-sonnet-4-6'],
]);

const CONFIGURATION = [
  'config/initializers/ruby_llm.rb',
  'config/initializers/rubyllm.rb',
  'config/initializers/llm.rb',
];

/**
 * RubyLLM: `RubyLLM.chat(model: id, provider: :bedrock)`, asked with `ask`, and `RubyLLM.embed`. Without a provider, an id as only
 * Bedrock has them is Bedrock's. What caps the answer where the program does not is the library's matter, and its versions differ:
 * 1.9 sends the most that the model can, 1.16 nothing.
 */
export const rubyLlm: Sdk = {
  id: 'ruby-llm',
  languages: ['ruby'],
  marks: ['RubyLLM'],
  packages: ['RubyLLM'],
  match(call, context) {
    const name = methodName(call);
    return name === 'chat' || name === 'embed' ? matchModule(call, name, context) : undefined;
  },
  uses: usesOfSendingObjects({
    methods: new Set(['ask', 'say', 'complete', 'generate']),
    sendings: sendingsOf,
  }),
};

function matchModule(call: CallExpression, name: string, context: MatchContext): CallDraft | undefined {
  const isOurs = calledSymbols(context.evaluate(call.callee)).some((symbol) => symbol.endsWith(`#RubyLLM.${name}`));
  if (!isOurs) return undefined;
  const settings = asObject(context.evaluateArguments(call));
  return name === 'chat' ? chatDraft(settings, context) : embeddingDraft(settings, context);
}

type Provider = 'bedrock' | 'other' | 'any';

function providerOf(settings: ObjectValue): Provider {
  const value = argumentOf(settings, 'provider');
  if (value === undefined || value.kind === 'null') return 'any';
  const names = optionsOf(value).map(staticText);
  if (names.includes('bedrock')) return 'bedrock';
  return names.includes(undefined) ? 'any' : 'other';
}

/** Undefined for a model that is surely, or likelier, another provider's. */
function modelOf(settings: ObjectValue, fallback: string, context: MatchContext): Resolved<string> | undefined {
  const provider = providerOf(settings);
  if (provider === 'other') return undefined;
  const configured = settings.fields.has('model') ? settings : configuredModel(fallback, settings, context);
  const isOurs = provider === 'bedrock' || isOnlyProvider(context);
  const model = readModel(named(configured), 'model');
  if (isOurs) return model.state === 'absent' ? unknown('the library has a default that its versions choose') : model;
  const ours = onlyBedrockIds(model);
  return ours.state === 'known' && isBedrockId(ours.value) ? ours : undefined;
}

/** With the library's own names as Bedrock's ids. */
function named(settings: ObjectValue): ObjectValue {
  const field = settings.fields.get('model');
  if (field === undefined) return settings;
  const options = optionsOf(field.value).map((option): Value => {
    const id = NAMED_MODELS.get(staticText(option) ?? '');
    return id !== undefined && 'origin' in option ? textOf(id, option.origin) : option;
  });
  const [only] = options;
  const value: Value = only && options.length === 1 ? only : { kind: 'choice', options };
  return withField(settings, 'model', { ...field, value });
}

function withField(settings: ObjectValue, key: string, field: ObjectField): ObjectValue {
  return { ...settings, fields: new Map([...settings.fields, [key, field]]) };
}

/** `config.default_model = "id"` of the initializer. */
function configuredModel(key: string, settings: ObjectValue, context: MatchContext): ObjectValue {
  const text = context.fileText(CONFIGURATION) ?? '';
  const id = new RegExp(`^[^#\\n]*\\.${key}\\s*=\\s*["']([^"'\\n]+)["']`, 'm').exec(text)?.[1];
  if (id === undefined) return settings;
  return withField(settings, 'model', fieldOf(textOf(id, { ...settings.origin, from: 'other-file' }), settings.origin));
}

/** True where the initializer sets up Bedrock and no other provider. */
function isOnlyProvider(context: MatchContext): boolean {
  const text = context.fileText(CONFIGURATION) ?? '';
  const keys = Array.from(
    text.matchAll(/^[^#\r\n\u2028\u2029]*\.(\w+?)_(?:api_key|secret_key|region|api_base)\s*=/gm),
    ([, name]) => name,
  );
  return keys.length > 0 && keys.every((name) => name === 'bedrock');
}

const CAPS = [['max_tokens'], ['maxTokens'], ['max_output_tokens'], ['inferenceConfig', 'maxTokens']] as const;

function chatDraft(settings: ObjectValue, context: MatchContext): CallDraft | undefined {
  const model = modelOf(settings, 'default_model', context);
  if (model === undefined) return undefined;
  return settingsDraft(settings, {
    sdk: 'ruby-llm',
    operation: 'Converse',
    model,
    region: unknown('the Region stands in the configuration of the library'),
    cap: CAPS,
    libraryMaxTokens: 'unknown',
  });
}

function embeddingDraft(settings: ObjectValue, context: MatchContext): CallDraft | undefined {
  const model = modelOf(settings, 'default_embedding_model', context);
  if (model === undefined) return undefined;
  const text = settings.fields.get('0');
  const content = readPrompt(text ?? unknown('the text is not seen'));
  const reading = requestReading({ model, takesMaxTokens: false, content });
  return callDraft(reading, { sdk: 'ruby-llm', operation: 'InvokeModel', isStreaming: false, region: ABSENT });
}

// ---- uses

const MAXIMUM_CHAIN = 20;

interface Chain {
  readonly site: InstanceValue;
  readonly settings: ObjectValue;
  readonly systems: readonly Value[];
  readonly tools: readonly Value[];
}

/** `RubyLLM.chat(…).with_instructions(…).with_tool(…)`, from the last call to the first. */
function chainOf(object: InstanceValue): Chain | undefined {
  const systems: Value[] = [];
  const tools: Value[] = [];
  const settings: ObjectValue[] = [];
  let current: InstanceValue | undefined = object;
  for (let steps = 0; current && steps < MAXIMUM_CHAIN; steps++) {
    const { symbol, arguments: passed } = current;
    const [, path] = splitSymbol(symbol);
    if (path === 'RubyLLM.chat') {
      const together = settings.reduce(
        (merged, one) => ({ ...merged, fields: new Map([...one.fields, ...merged.fields]) }),
        emptyObject(passed.origin),
      );
      const own = { ...passed, fields: new Map([...passed.fields, ...together.fields]) };
      return { site: current, settings: own, systems: systems.reverse(), tools };
    }
    const first = argumentOf(passed, '0');
    switch (path.slice(path.lastIndexOf('.') + 1)) {
      case 'with_instructions':
        if (first) systems.push(first);
        break;
      case 'with_params':
      case 'with_provider_options':
        settings.push(passed);
        break;
      case 'with_max_output_tokens':
        if (first)
          settings.push(withField(emptyObject(passed.origin), 'max_output_tokens', fieldOf(first, passed.origin)));
        break;
      case 'with_model':
        if (first) settings.push(withField(passed, 'model', fieldOf(first, passed.origin)));
        break;
      case 'with_tool':
      case 'with_tools':
        tools.push(...[...passed.fields].flatMap(([key, { value }]) => (/^\d+$/.test(key) ? [value] : [])));
    }
    current = current.receiver;
  }
  return undefined;
}

function sendingsOf(object: InstanceValue, asked: Asked | undefined, context: MatchContext): readonly Sending[] {
  const chain = chainOf(object);
  const settings = chain && chatDraft(chain.settings, context);
  if (chain === undefined || settings === undefined) return [];
  const spot = asked?.spot ?? chain.site.origin;
  const [system] = chain.systems;
  const together = chain.systems.length > 1 ? listOf(chain.systems, spot, false) : system;
  const passed = asked && argumentOf(asked.passed, '0');
  const prompt = passed?.kind === 'function' ? undefined : passed;
  return [
    {
      site: chain.site,
      settings: { ...settings, segments: [] },
      messages: messagesOf(together, prompt, spot),
      ...(chain.tools.length > 0 && { tools: listOf(chain.tools, spot, false) }),
      isStreaming: asked !== undefined && hasBlock(asked.passed),
      hasMore: true,
    },
  ];
}

/** A block is handed the pieces of the answer. */
function hasBlock({ fields }: ObjectValue): boolean {
  return [...fields].some(([key, { value }]) => /^\d+$/.test(key) && value.kind === 'function');
}
