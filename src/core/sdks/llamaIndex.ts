import type { CallDraft } from '../domain/sdk.ts';
import type { ObjectValue } from '../domain/value.ts';
import { optionsOf } from '../domain/value.ts';
import { textOf } from '../domain/valueOperations.ts';
import { readField, readModel, readText } from '../requests/fields.ts';
import { argumentOf } from './modelObjects.ts';
import { objectSdk, settingsDraft } from './objectLibrary.ts';
import type { SendingClass } from './objectLibrary.ts';

/** Source: the packages `llama-index-llms-bedrock-converse` and `llama-index-llms-bedrock`, whose cap is 512 unless it is set. */
const LIBRARY_CAP = 512;

function model(operation: 'Converse' | 'InvokeModel'): SendingClass {
  return {
    positions: ['model'],
    draft: (settings) => draft(settings, operation, [['max_tokens']]),
    frame: (settings) => ({ system: argumentOf(settings, 'system_prompt') }),
  };
}

function draft(settings: ObjectValue, operation: string, cap: readonly (readonly string[])[]): CallDraft {
  return settingsDraft(settings, {
    sdk: 'llamaindex',
    operation,
    model: readModel(settings, 'model', 'model_name'),
    region: readText(readField(settings, 'region_name', 'aws_region_name', 'aws_region')),
    cap,
    libraryMaxTokens: LIBRARY_CAP,
    thinking: ['additional_kwargs'],
  });
}

const EMBEDDING: SendingClass = {
  positions: ['model_name'],
  draft: (settings) => draft(settings, 'InvokeModel', []),
};

/** Agents and engines that are made with a model. */
const AGENT: SendingClass = {
  inner: ['llm', 'agents', 'agent_worker', 'response_synthesizer', 'root_agent'],
  frame: (settings) => ({
    system: argumentOf(settings, 'system_prompt', 'context_prompt'),
    tools: argumentOf(settings, 'tools'),
  }),
};

/** LlamaIndex for Python: models by their own methods, and what is made with them. */
export const llamaIndex = objectSdk({
  id: 'llamaindex',
  languages: ['python'],
  marks: ['llama_index'],
  packages: ['llama_index'],
  modules: /^llama_index\b/,
  classes: new Map([
    ['BedrockConverse', model('Converse')],
    ['Bedrock', model('InvokeModel')],
    ['BedrockEmbedding', EMBEDDING],
    ...['FunctionAgent', 'ReActAgent', 'FunctionCallingAgent', 'CodeActAgent', 'AgentWorkflow', 'AgentRunner'].map(
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
    ...[
      'predict',
      'apredict',
      'stream',
      'structured_predict',
      'predict_and_call',
      'chat_with_tools',
      'query',
      'aquery',
    ],
    ...['run', 'get_text_embedding', 'get_query_embedding', 'get_text_embedding_batch', 'aget_text_embedding'],
  ],
});

/** Names that LlamaIndex gives models: `BEDROCK_MODELS.ANTHROPIC_CLAUDE_3_HAIKU`. The catalogue knows an id also without its date. */
function withNamedModel(settings: ObjectValue): ObjectValue {
  const field = settings.fields.get('model');
  const [option] = field ? optionsOf(field.value) : [];
  const name = option?.kind === 'symbol' ? /\bBEDROCK_MODELS\.([A-Z]+)_(\w+)$/.exec(option.symbol) : null;
  if (field === undefined || option?.kind !== 'symbol' || name === null) return settings;
  // These say neither the date nor the version as an id does.
  if (/_V\d$|CLAUDE_(?:2|INSTANT)/.test(option.symbol)) return settings;
  const whole = `${name[1] ?? ''}.${name[2] ?? ''}`.toLowerCase().replaceAll('_', '-');
  const id = whole.replace(/^(amazon\.nova-[a-z]+)-1$/, '$1-v1:0');
  const value = textOf(id, { ...option.origin, from: 'constant' });
  return { ...settings, fields: new Map([...settings.fields, ['model', { ...field, value }]]) };
}

const MODEL_JS: SendingClass = {
  draft: (given) => {
    const settings = withNamedModel(given);
    return settingsDraft(settings, {
      sdk: 'llamaindex',
      operation: 'InvokeModel',
      model: readModel(settings, 'model'),
      region: readText(readField(settings, 'region')),
      cap: [['maxTokens']],
    });
  },
  prompt: ({ passed }) => {
    const first = argumentOf(passed, '0');
    return first?.kind === 'object' ? argumentOf(first, 'messages', 'prompt', 'message', 'query') : first;
  },
};

const AGENT_JS: SendingClass = {
  inner: ['llm', 'agents'],
  frame: (settings) => ({ system: argumentOf(settings, 'systemPrompt'), tools: argumentOf(settings, 'tools') }),
};

/** LlamaIndex for TypeScript. Source: `@llamaindex/aws`, in `@llamaindex/community` before. */
export const llamaIndexJs = objectSdk({
  id: 'llamaindex',
  languages: ['typescript', 'javascript'],
  marks: ['@llamaindex/', "'llamaindex'", '"llamaindex"'],
  packages: ['@llamaindex/aws', '@llamaindex/community', '@llamaindex/workflow', 'llamaindex'],
  modules: /^(?:@llamaindex\/|llamaindex\b)/,
  classes: new Map([
    ['Bedrock', MODEL_JS],
    ['bedrock', MODEL_JS],
    ['agent', AGENT_JS],
    ['multiAgent', AGENT_JS],
    ['LLMAgent', AGENT_JS],
    ['ReActAgent', AGENT_JS],
  ]),
  methods: ['chat', 'complete', 'run', 'runStream'],
});
