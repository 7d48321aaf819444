import type { CallDraft, Sdk } from '../domain/sdk.ts';
import type { ObjectValue, Value } from '../domain/value.ts';
import { concatenate } from '../domain/valueOperations.ts';
import { LITELLM_PREFIX, operationOf, regionOf } from './litellm.ts';
import { argumentOf, fieldOf, textValue } from '../domain/writtenValues.ts';
import { readSystem } from '../requests/content.ts';
import { isTrue, objectSdk, settingsDraft } from './objectLibrary.ts';
import type { SendingClass } from './objectLibrary.ts';
import { providerModelAsWritten, isText, readProviderModel } from './providerModel.ts';
import type { ProviderModel } from './providerModel.ts';
import { asObject, readModel } from '../requests/fields.ts';

/**
 * `aws/` is another name of the provider. The native class asks `Converse`; ids that it does not know go through LiteLLM.
 * Source: `LLM.__new__` of `crewai/llm.py` and `crewai/llms/providers/bedrock/completion.py` of crewai 1.15; before 1.0 all
 * went through LiteLLM.
 */
const PREFIX = {
  ...LITELLM_PREFIX,
  prefix: new RegExp(LITELLM_PREFIX.prefix.source.replace('bedrock', '(?:bedrock|aws)')),
};

function modelIn(settings: ObjectValue, key: string): ProviderModel | undefined {
  const found = readProviderModel(settings.fields.get(key), PREFIX);
  const provider = argumentOf(settings, 'provider');
  if (found || !isText(provider, 'bedrock')) return found;
  return providerModelAsWritten(readModel(settings, key));
}

function draft(settings: ObjectValue, key: string, cap: readonly (readonly string[])[]): CallDraft | undefined {
  const found = modelIn(settings, key);
  const isStreaming = isTrue(settings, 'stream');
  const operation = found && operationOf(found.route, isStreaming);
  if (found === undefined || operation === undefined) return undefined;
  const { model, region } = found;
  return settingsDraft(settings, {
    sdk: 'crewai',
    operation,
    isStreaming,
    model,
    region: regionOf(settings, region),
    cap,
    takesMaxTokens: true,
  });
}

const MODEL: SendingClass = {
  positions: ['model'],
  draft: (settings) => draft(settings, 'model', [['max_tokens'], ['max_completion_tokens']]),
};

/** An agent takes a model object or the name of a model, which it has no cap for. */
const AGENT: SendingClass = {
  draft: (settings) => draft(settings, 'llm', []),
  inner: ['llm', 'function_calling_llm'],
  // What to do with the tools and how to answer stands behind it.
  frame: (settings) => ({ system: whoItIs(settings), tools: argumentOf(settings, 'tools'), addsMore: true }),
};

/** Source: `role_playing` of `crewai/translations/en.json`, the same in crewai 0.80 and 1.15. */
const INTRODUCTION = [
  ['role', 'You are '],
  ['backstory', '. '],
  ['goal', '\nYour personal goal is: '],
] as const;

/** Who an agent is stands at the head of all that it sends. */
function whoItIs(settings: ObjectValue): Value | undefined {
  const fields = INTRODUCTION.flatMap(([key, before]) => {
    const field = settings.fields.get(key);
    return field ? [{ field, before }] : [];
  });
  const first = fields[0]?.field;
  if (first === undefined) return undefined;
  const spot = { uri: first.uri, range: first.range };
  const pieces = fields.flatMap(({ field, before }) => [
    { value: textValue(before, spot), name: 'agent', spot },
    { value: field.value, name: 'agent', spot },
  ]);
  return concatenate(pieces, { from: 'literal', ...spot });
}

/** Source: `task` and `expected_output` of `crewai/translations/en.json`; the words around them are not seen. */
function whatToDo(settings: ObjectValue): Value | undefined {
  const fields = ['description', 'expected_output'].flatMap((key) => settings.fields.get(key) ?? []);
  const [first] = fields;
  if (first === undefined || fields.length === 1) return first?.value;
  const spot = { uri: first.uri, range: first.range };
  const pieces = fields.flatMap(({ value }, index) => [
    ...(index === 0 ? [] : [{ value: textValue('\n', spot), name: 'task', spot }]),
    { value, name: 'task', spot },
  ]);
  return concatenate(pieces, { from: 'literal', ...spot });
}

const TASK: SendingClass = {
  inner: ['agent'],
  frame: (settings) => ({ prompt: whatToDo(settings), addsMore: true }),
  isSender: false,
};

const CREW: SendingClass = { inner: ['tasks', 'agents', 'manager_llm', 'manager_agent'], prompt: () => undefined };

/**
 * CrewAI: agents with a role, the model that they ask, and the tasks that a crew gives them. Source: `agent/core.py`,
 * `task.py`, `crew.py` and `lite_agent.py` of crewai 1.15.
 */
export const crewAi = objectSdk({
  id: 'crewai',
  languages: ['python'],
  marks: ['crewai'],
  packages: ['crewai'],
  servesManyProviders: true,
  modules: /^crewai\b/,
  classes: new Map([
    ['LLM', MODEL],
    ['BedrockCompletion', MODEL],
    ['Agent', AGENT],
    ['LiteAgent', AGENT],
    ['Task', TASK],
    ['Crew', CREW],
  ]),
  methods: [
    'call',
    'acall',
    'kickoff',
    'kickoff_async',
    'akickoff',
    'kickoff_for_each',
    'kickoff_for_each_async',
    'akickoff_for_each',
  ],
});

/** Agents of a crew's settings file, `config/agents.yaml`, that name their model there. */
export const crewAiAgents: Sdk = {
  id: 'crewai',
  languages: ['yaml'],
  marks: ['bedrock/', 'aws/'],
  packages: [],
  match(call, context) {
    if (call.callee.kind !== 'name' || call.callee.name !== 'crewai.Agent') return undefined;
    const settings = asObject(context.evaluateArguments(call)).fields.get('0');
    if (settings === undefined) return undefined;
    const agent = asObject(settings.value);
    const own = draft(agent, 'llm', []);
    const system = whoItIs(agent);
    if (own === undefined || system === undefined) return own;
    const { segments } = readSystem(fieldOf(system, settings), 'none');
    return { ...own, segments: [...own.segments, ...segments] };
  },
};
