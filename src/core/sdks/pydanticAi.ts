import { ABSENT } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { CallDraft } from '../domain/sdk.ts';
import type { ObjectValue, Value } from '../domain/value.ts';
import { mergeInto } from '../domain/valueOperations.ts';
import { asObject, readField, readModel, readText } from '../requests/fields.ts';
import { argumentOf, listOf, objectOf } from '../domain/writtenValues.ts';
import { fieldsTogether, messageOf, objectsOf } from './modelObjects.ts';
import { objectSdk, settingsDraft } from './objectLibrary.ts';
import type { SendingClass } from './objectLibrary.ts';
import { readProviderModel } from './providerModel.ts';

const PREFIX = { prefix: /^(?:gateway\/)?bedrock:/ };

/** `ModelSettings(max_tokens=…)` is a dictionary of settings, as is one that is written out. */
function withModelSettings(settings: ObjectValue, key: string): ObjectValue {
  const given = argumentOf(settings, key);
  if (given === undefined) return settings;
  const inner = given.kind === 'instance' ? given.arguments : asObject(given);
  return mergeInto(settings, inner);
}

function capOf(settings: ObjectValue, key: string): { settings: ObjectValue; cap: readonly (readonly string[])[] } {
  const given = argumentOf(settings, key);
  // A cap that the object holds can be replaced where it stands; a new one is written as a dictionary.
  if (given === undefined || given.kind === 'object') return { settings, cap: [[key, 'max_tokens'], ['max_tokens']] };
  return { settings: { ...withModelSettings(settings, key) }, cap: [['max_tokens']] };
}

function draft(settings: ObjectValue, model: Resolved<string>, key: string): CallDraft {
  const { settings: read, cap } = capOf(settings, key);
  return settingsDraft(read, { sdk: 'pydantic-ai', operation: 'Converse', model, region: regionOf(settings), cap });
}

/** `provider=BedrockProvider(region_name="…")`. */
function regionOf(settings: ObjectValue): Resolved<string> {
  const provider = argumentOf(settings, 'provider');
  const [object] = provider ? objectsOf(provider) : [];
  return object ? readText(readField(object.arguments, 'region_name')) : ABSENT;
}

const MODEL: SendingClass = {
  positions: ['model_name'],
  draft: (settings) => draft(settings, readModel(settings, 'model_name'), 'settings'),
  isSender: false,
};

const AGENT: SendingClass = {
  positions: ['model'],
  draft: (settings) => {
    const found = readProviderModel(settings.fields.get('model'), PREFIX);
    return found && draft(settings, found.model, 'model_settings');
  },
  inner: ['model'],
  frame: (settings) => ({
    system: systemOf(settings),
    tools: argumentOf(settings, 'tools'),
    schema: argumentOf(settings, 'output_type', 'result_type'),
    settings: argumentOf(settings, 'model_settings'),
  }),
  prompt: ({ passed }) => argumentOf(passed, 'user_prompt', '0'),
};

/** Both are sent, instructions last; a setting puts a checkpoint behind them. */
function systemOf(settings: ObjectValue): Value | undefined {
  const system = fieldsTogether(settings, 'system_prompt', 'instructions');
  const given = argumentOf(settings, 'model_settings');
  const cached = given && (given.kind === 'instance' ? given.arguments : asObject(given)).fields.get(CACHE_SETTING);
  if (system === undefined || cached === undefined || isOff(cached.value)) return system;
  const items = system.kind === 'list' ? system.items : [system];
  const last = items.at(-1);
  if (last === undefined) return system;
  const { uri, valueRange: range } = cached;
  const marked = objectOf({ text: last, cachePoint: objectOf({}, { uri, range }) }, { uri, range });
  return listOf([...items.slice(0, -1), messageOf('system', listOf([marked], cached, false), cached)], cached, false);
}

const CACHE_SETTING = 'bedrock_cache_instructions';

function isOff(value: Value): boolean {
  return value.kind === 'null' || (value.kind === 'boolean' && !value.value);
}

/** A model that others stand by for. */
const FALLBACK: SendingClass = {
  inner: ['0', '1', '2', '3', '4', 'default_model', 'fallback_models'],
  isSender: false,
};

/** Pydantic AI: agents with the id of a model, or with a model object. Source: `pydantic_ai.agent` and `models.bedrock`. */
export const pydanticAi = objectSdk({
  id: 'pydantic-ai',
  languages: ['python'],
  marks: ['pydantic_ai'],
  packages: ['pydantic_ai'],
  servesManyProviders: true,
  modules: /^pydantic_ai\b/,
  classes: new Map([
    ['Agent', AGENT],
    ['BedrockConverseModel', MODEL],
    ['FallbackModel', FALLBACK],
    ['InstrumentedModel', FALLBACK],
  ]),
  methods: ['run', 'run_sync', 'run_stream', 'run_stream_sync', 'run_stream_events', 'iter', 'to_cli', 'to_cli_sync'],
});
