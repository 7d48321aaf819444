import type { CallDraft } from '../domain/sdk.ts';
import type { ObjectValue, Value } from '../domain/value.ts';
import { isField, readField, readModel, readText } from '../requests/fields.ts';
import { argumentOf } from './modelObjects.ts';
import { objectSdk, settingsDraft } from './objectLibrary.ts';
import type { SendingClass } from './objectLibrary.ts';
import type { Asked } from './sendingObjects.ts';

/** Names of the cap in what is passed on to the API. Source: `haystack_integrations.components.generators.amazon_bedrock`. */
const CHAT_CAP = [
  ['generation_kwargs', 'maxTokens'],
  ['generation_kwargs', 'max_tokens'],
];

const TEXT_CAP = [['max_tokens'], ['max_length'], ['maxTokenCount'], ['max_tokens_to_sample'], ['max_gen_len']];

function draft(settings: ObjectValue, operation: string, cap: readonly (readonly string[])[]): CallDraft {
  const isStreaming = isField(readField(settings, 'streaming_callback')) && operation !== 'Rerank';
  return settingsDraft(settings, {
    sdk: 'haystack',
    operation: isStreaming ? (STREAMED[operation] ?? operation) : operation,
    isStreaming,
    model: readModel(settings, 'model', 'model_name'),
    region: readText(readField(settings, 'aws_region_name')),
    cap,
  });
}

const STREAMED: Readonly<Record<string, string>> = {
  Converse: 'ConverseStream',
  InvokeModel: 'InvokeModelWithResponseStream',
};

function component(operation: string, cap: readonly (readonly string[])[]): SendingClass {
  return { positions: ['model'], draft: (settings) => draft(settings, operation, cap), prompt: asked };
}

const asked = ({ passed }: Asked): Value | undefined => argumentOf(passed, 'messages', 'prompt', 'text', 'query', '0');

const AGENT: SendingClass = {
  inner: ['chat_generator'],
  frame: (settings) => ({ system: argumentOf(settings, 'system_prompt'), tools: argumentOf(settings, 'tools') }),
  prompt: asked,
};

/** Haystack: generators, embedders and rankers, which are asked themselves or by a pipeline. */
export const haystack = objectSdk({
  id: 'haystack',
  languages: ['python'],
  marks: ['AmazonBedrock'],
  packages: ['haystack_integrations', 'haystack'],
  modules: /^haystack(?:_integrations)?\b/,
  classes: new Map([
    ['AmazonBedrockChatGenerator', component('Converse', CHAT_CAP)],
    ['AmazonBedrockGenerator', component('InvokeModel', TEXT_CAP)],
    ['AmazonBedrockTextEmbedder', component('InvokeModel', [])],
    ['AmazonBedrockDocumentEmbedder', component('InvokeModel', [])],
    ['AmazonBedrockDocumentImageEmbedder', component('InvokeModel', [])],
    ['AmazonBedrockRanker', component('Rerank', [])],
    ['Agent', AGENT],
  ]),
  methods: ['run', 'run_async'],
});
