import type { CallDraft } from '../domain/sdk.ts';
import type { ObjectValue, Value } from '../domain/value.ts';
import { optionsOf } from '../domain/value.ts';
import { textOf } from '../domain/valueOperations.ts';
import { readField, readModel, readText } from '../requests/fields.ts';
import { NAMED_MODELS } from './llamaIndexModels.ts';
import { argumentOf, listOf } from '../domain/writtenValues.ts';
import { objectSdk, settingsDraft } from './objectLibrary.ts';
import type { SendingClass } from './objectLibrary.ts';
import type { Asked } from './sendingObjects.ts';

/**
 * The cap of both classes unless it is set. Source: `llama_index/llms/bedrock_converse/base.py` and
 * `llama_index/llms/bedrock/base.py`, in all of several versions of the repository.
 */
const LIBRARY_CAP = 512;

function model(operation: 'Converse' | 'InvokeModel'): SendingClass {
  return {
    positions: ['model', 'temperature', 'max_tokens'],
    draft: (settings) => draft(settings, operation, [['max_tokens']]),
    frame: (settings) => ({ system: argumentOf(settings, 'system_prompt') }),
    prompt: promptOf,
    tools: toolsIn,
  };
}

/** Methods whose first argument is what the answer must look like, or the tools. */
const PROMPT_SECOND = /^(?:a|stream_|astream_)?(?:structured_predict|chat_with_tools|predict_and_call)$/;

function promptOf({ method, passed }: Asked): Value | undefined {
  const named = argumentOf(passed, 'user_msg', 'prompt', 'messages', 'message', 'query', 'input');
  return named ?? argumentOf(passed, PROMPT_SECOND.test(method) ? '1' : '0');
}

function toolsIn({ method, passed }: Asked): Value | undefined {
  if (!PROMPT_SECOND.test(method)) return undefined;
  const first = argumentOf(passed, 'tools', 'output_cls', '0');
  return first?.kind === 'class' ? listOf([first], first.origin, false) : first;
}

function draft(settings: ObjectValue, operation: string, cap: readonly (readonly string[])[]): CallDraft {
  return settingsDraft(settings, {
    sdk: 'llamaindex',
    operation,
    model: readModel(settings, 'model', 'model_name'),
    region: readText(readField(settings, 'region_name', 'aws_region_name', 'aws_region')),
    cap,
    libraryMaxTokens: LIBRARY_CAP,
    thinking: [],
  });
}

/** Source: `llama_index/embeddings/bedrock/base.py`; its default model is one of Titan. */
const EMBEDDING: SendingClass = {
  positions: ['model_name'],
  draft: (settings) => draft(settings, 'InvokeModel', []),
};

/** Agents and engines that are made with a model; most write prompts of their own, or put in what they found. */
function agent(addsMore: boolean): SendingClass {
  return {
    inner: ['llm', 'agents', 'agent_worker', 'response_synthesizer', 'root_agent'],
    frame: (settings) => ({
      system: argumentOf(settings, 'system_prompt', 'context_prompt'),
      tools: argumentOf(settings, 'tools'),
      addsMore,
    }),
    prompt: promptOf,
  };
}

const AGENT = agent(true);

/** LlamaIndex for Python: models by their own methods, and what is made with them. */
export const llamaIndex = objectSdk({
  id: 'llamaindex',
  languages: ['python'],
  marks: ['llama_index'],
  packages: ['llama_index'],
  servesManyProviders: true,
  modules: /^llama_index\b/,
  classes: new Map([
    ['BedrockConverse', model('Converse')],
    ['Bedrock', model('InvokeModel')],
    ['BedrockEmbedding', EMBEDDING],
    ['FunctionAgent', agent(false)],
    ...['ReActAgent', 'FunctionCallingAgent', 'CodeActAgent', 'AgentWorkflow', 'AgentRunner'].map(
      (name) => [name, AGENT] as const,
    ),
    ...['SimpleChatEngine', 'CondensePlusContextChatEngine', 'ContextChatEngine', 'RetrieverQueryEngine'].map(
      (name) => [name, AGENT] as const,
    ),
    ...['from_tools', 'from_defaults', 'from_args', 'from_tools_or_functions'].map((name) => [name, AGENT] as const),
    ...['as_query_engine', 'as_chat_engine'].map((name) => [`().${name}`, AGENT] as const),
  ]),
  methods: [
    ...['complete', 'acomplete', 'stream_complete', 'astream_complete', 'chat', 'achat', 'stream_chat', 'astream_chat'],
    ...['predict', 'apredict', 'stream', 'astream', 'query', 'aquery', 'run'],
    ...['', 'a', 'stream_', 'astream_'].flatMap((prefix) =>
      ['structured_predict', 'chat_with_tools'].map((name) => `${prefix}${name}`),
    ),
    ...['predict_and_call', 'apredict_and_call'],
    ...['', 'a'].flatMap((prefix) =>
      ['get_text_embedding', 'get_query_embedding', 'get_text_embedding_batch'].map((name) => `${prefix}${name}`),
    ),
  ],
});

/** `BEDROCK_MODELS.ANTHROPIC_CLAUDE_3_HAIKU`, and `INFERENCE_BEDROCK_MODELS.US_…` for the profile of a geography. */
function withNamedModel(settings: ObjectValue): ObjectValue {
  const field = settings.fields.get('model');
  const [option] = field ? optionsOf(field.value) : [];
  if (field === undefined || option?.kind !== 'symbol') return settings;
  const [, geography, name = ''] =
    /\b(?:INFERENCE_)?BEDROCK_MODELS\.(?:(US|EU|APAC)_)?(\w+)$/.exec(option.symbol) ?? [];
  const own = NAMED_MODELS.get(name.replace('LLAMA_', 'LLAMA'));
  if (own === undefined) return settings;
  const id = geography === undefined ? own : `${geography.toLowerCase()}.${own}`;
  const value = textOf(id, { ...option.origin, from: 'constant' });
  return { ...settings, fields: new Map([...settings.fields, ['model', { ...field, value }]]) };
}

/** Of `DEFAULT_BEDROCK_PARAMS`. */
const LIBRARY_CAP_JS = 1024;

const MODEL_JS: SendingClass = {
  draft: (given) => {
    const settings = withNamedModel(given);
    return settingsDraft(settings, {
      sdk: 'llamaindex',
      operation: 'InvokeModel',
      model: readModel(settings, 'model'),
      region: readText(readField(settings, 'region')),
      cap: [['maxTokens']],
      libraryMaxTokens: LIBRARY_CAP_JS,
    });
  },
  prompt: promptJs,
};

function promptJs({ passed }: Asked): Value | undefined {
  const first = argumentOf(passed, '0');
  return first?.kind === 'object' ? argumentOf(first, 'messages', 'prompt', 'message', 'query') : first;
}

function agentJs(addsMore: boolean): SendingClass {
  return {
    inner: ['llm', 'agents', 'rootAgent'],
    frame: (settings) => ({
      system: argumentOf(settings, 'systemPrompt'),
      tools: argumentOf(settings, 'tools'),
      addsMore,
    }),
    prompt: promptJs,
  };
}

/**
 * LlamaIndex for TypeScript. Source: `src/llm/bedrock/index.ts` of `@llamaindex/aws` 0.0.120, in `@llamaindex/community` before,
 * `src/agent` of `@llamaindex/workflow`, and the older agents of `@llamaindex/core` and `llamaindex`.
 */
export const llamaIndexJs = objectSdk({
  id: 'llamaindex',
  languages: ['typescript', 'javascript'],
  marks: ['@llamaindex/', "'llamaindex'", '"llamaindex"'],
  packages: ['@llamaindex/aws', '@llamaindex/community', '@llamaindex/workflow', 'llamaindex'],
  servesManyProviders: true,
  modules: /^(?:@llamaindex\/|llamaindex\b)/,
  classes: new Map([
    ['Bedrock', MODEL_JS],
    ...['agent', 'multiAgent', 'FunctionAgent', 'LLMAgent'].map((name) => [name, agentJs(false)] as const),
    ['ReActAgent', agentJs(true)],
  ]),
  methods: ['chat', 'complete', 'run', 'runStream'],
});
