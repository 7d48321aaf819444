import { unknown } from '../domain/resolved.ts';
import type { CallDraft } from '../domain/sdk.ts';
import type { ObjectValue, Value } from '../domain/value.ts';
import { isField, readField, readModel, readText } from '../requests/fields.ts';
import { argumentOf } from '../domain/writtenValues.ts';
import { objectSdk, settingsDraft } from './objectLibrary.ts';
import type { SendingClass } from './objectLibrary.ts';
import type { Asked } from './sendingObjects.ts';

interface Component {
  readonly operation: 'Converse' | 'InvokeModel' | 'Rerank';
  readonly cap: readonly (readonly string[])[];
  readonly libraryMaxTokens?: 'unknown';
  /** True where the model can be left to the library. */
  readonly hasModel?: true;
}

/**
 * `maxTokens` is the cap of `Converse`; what it does not know goes to the model as it is. Up to version 1 it asked
 * `InvokeModel` with `max_tokens`. Source: `chat/chat_generator.py` of amazon-bedrock-haystack 1.1, 2.0 and 6.17.
 */
const CHAT: Component = {
  operation: 'Converse',
  cap: [
    ['generation_kwargs', 'maxTokens'],
    ['generation_kwargs', 'max_tokens'],
  ],
};

/**
 * Models have names of their own for `max_length`, which can be given instead. It is 100 up to version 2, none later. Source: `generator.py` and
 * `adapters.py` of amazon-bedrock-haystack 1.0, 2.0, 3.0 and 6.17.
 */
const TEXT: Component = {
  operation: 'InvokeModel',
  cap: [
    ...[['max_length'], ['max_tokens'], ['max_tokens_to_sample'], ['max_gen_len'], ['maxTokenCount'], ['maxTokens']],
    ['generation_kwargs', 'max_tokens'],
  ],
  libraryMaxTokens: 'unknown',
};

const EMBEDDER: Component = { operation: 'InvokeModel', cap: [] };

const RANKER: Component = { operation: 'Rerank', cap: [], hasModel: true };

const STREAMED = { Converse: 'ConverseStream', InvokeModel: 'InvokeModelWithResponseStream', Rerank: 'Rerank' };

function draft(settings: ObjectValue, { operation, cap, libraryMaxTokens, hasModel }: Component): CallDraft {
  const isStreaming = cap.length > 0 && isField(readField(settings, 'streaming_callback'));
  const model = readModel(settings, 'model', 'model_name');
  return settingsDraft(settings, {
    sdk: 'haystack',
    operation: isStreaming ? STREAMED[operation] : operation,
    isStreaming,
    model: hasModel && model.state === 'absent' ? unknown('it is left to Haystack') : model,
    region: readText(readField(settings, 'aws_region_name')),
    cap,
    ...(libraryMaxTokens && { libraryMaxTokens }),
    thinking: ['generation_kwargs'],
  });
}

function component(what: Component): SendingClass {
  return {
    positions: ['model'],
    draft: (settings) => draft(settings, what),
    frame: (settings) => ({ tools: argumentOf(settings, 'tools') }),
    prompt: asked,
  };
}

const asked = ({ passed }: Asked): Value | undefined => argumentOf(passed, 'messages', 'prompt', 'text', 'query', '0');

/** Source: `haystack/components/agents/agent.py` of haystack 3.2. */
const AGENT: SendingClass = {
  inner: ['chat_generator'],
  frame: (settings) => ({
    system: argumentOf(settings, 'system_prompt'),
    tools: argumentOf(settings, 'tools'),
    prompt: argumentOf(settings, 'user_prompt'),
  }),
  prompt: asked,
};

/** Haystack: generators, embedders and rankers, which are asked themselves or by a pipeline. Source: amazon-bedrock-haystack 6.17. */
export const haystack = objectSdk({
  id: 'haystack',
  languages: ['python'],
  marks: ['AmazonBedrock', 'BedrockRanker'],
  packages: ['haystack_integrations', 'haystack'],
  modules: /^haystack(?:_integrations)?\b/,
  classes: new Map([
    ['AmazonBedrockChatGenerator', component(CHAT)],
    ['AmazonBedrockGenerator', component(TEXT)],
    ['AmazonBedrockTextEmbedder', component(EMBEDDER)],
    ['AmazonBedrockDocumentEmbedder', component(EMBEDDER)],
    ['AmazonBedrockDocumentImageEmbedder', component(EMBEDDER)],
    ['AmazonBedrockRanker', component(RANKER)],
    ['BedrockRanker', component(RANKER)],
    ['Agent', AGENT],
  ]),
  methods: ['run', 'run_async'],
});
