/**
 * Bodies of `InvokeModel`, one dialect a model family. Source of each cap field: the family's page under
 * "Inference request parameters and response fields for foundation models" in the Amazon Bedrock user guide.
 */
import type { ObjectValue } from '../domain/value.ts';
import { readCap } from './cap.ts';
import { joinContent, readMessages, readPrompt, readSystem, readTools } from './content.ts';
import type { RequestReading } from './draft.ts';
import { readCohereChat, isRawPrompt, readDocuments } from './cohere.ts';
import { isField, readField, readPath } from './fields.ts';
import type { Reading } from './fields.ts';
import { readAnthropicMessages } from './messages.ts';
import { readChatCompletions } from './openAi.ts';
import { readSettings } from './settings.ts';

export interface BodyDialect {
  readonly name: string;
  /** Starts of the base model ids that take this body. */
  readonly models: readonly string[];
  /** Fields that only this dialect has, to tell it when the model is not known. */
  readonly marks: readonly string[];
  /** Where it has its cap, the documented place first; absent where that is not known, or no place is wrong. */
  readonly caps?: readonly (readonly string[])[];
  /** For a person; absent where bodies of the family are not told apart from others. */
  readonly title?: string;
  /** False for bodies whose answer is no text: embeddings, images. */
  readonly takesMaxTokens: boolean;
  read(
    body: ObjectValue,
  ): Pick<RequestReading, 'maxTokens' | 'setMaxTokens' | 'thinkingTokens' | 'content' | 'settings'>;
}

function promptBody(cap: readonly string[], prompt: readonly string[] = ['prompt']): BodyDialect['read'] {
  return (body) => ({
    ...readCap(body, cap),
    content: readPrompt(readPath(body, prompt)),
    settings: readSettings(body, 'InvokeModel'),
  });
}

function readClaudeText(body: ObjectValue): ReturnType<BodyDialect['read']> {
  return promptBody(['max_tokens_to_sample'])(body);
}

const EMBEDDING: Pick<BodyDialect, 'takesMaxTokens' | 'read'> = {
  takesMaxTokens: false,
  read: (body) => ({
    ...NO_CAP,
    content: joinContent(
      readPrompt(embeddedText(body)),
      readMessages(readField(body, 'inputs'), 'none'),
      readDocuments(readField(body, 'documents')),
    ),
  }),
};

function embeddedText(body: ObjectValue): Reading {
  const texts = EMBEDDED_TEXTS.map((path) => readPath(body, path));
  return texts.find(isField) ?? readField(body, 'inputText');
}

/** Where the text stands: Titan, Marengo 2.7; Cohere; Marengo 3.0; rerank; Nova, at once and in segments. */
const EMBEDDED_TEXTS: readonly (readonly string[])[] = [
  ['inputText'],
  ['texts'],
  ['text', 'inputText'],
  ['text'],
  ['query'],
  ['singleEmbeddingParams', 'text', 'value'],
  ['segmentedEmbeddingParams', 'text', 'value'],
];

const NO_CAP = { maxTokens: { state: 'absent' } } as const;

const IMAGE: Pick<BodyDialect, 'takesMaxTokens' | 'read'> = {
  takesMaxTokens: false,
  read: (body) => ({ ...NO_CAP, content: readPrompt(drawnText(body)) }),
};

function drawnText(body: ObjectValue): Reading {
  const texts = DRAWN_TEXTS.map((path) => readPath(body, path));
  return texts.find(isField) ?? texts[0] ?? 'absent';
}

/** Where it stands what to draw: Titan and Nova Canvas, Nova Reel, Stability AI and Luma. */
const DRAWN_TEXTS: readonly (readonly string[])[] = [
  ['textToImageParams', 'text'],
  ['textToVideoParams', 'text'],
  ['multiShotAutomatedParams', 'text'],
  ['imageVariationParams', 'text'],
  ['inPaintingParams', 'text'],
  ['outPaintingParams', 'text'],
  ['prompt'],
];

/** The first whose models or marks fit; embeddings and images of a provider stand before its text models. */
export const BODY_DIALECTS: readonly BodyDialect[] = [
  {
    name: 'titan-embedding',
    models: ['amazon.titan-embed', 'amazon.nova-2-multimodal-embeddings', 'amazon.nova-multimodal-embeddings'],
    marks: ['embeddingConfig', 'embeddingTypes', 'dimensions'],
    ...EMBEDDING,
  },
  { name: 'cohere-embedding', models: ['cohere.embed'], marks: ['input_type'], ...EMBEDDING },
  { name: 'rerank', models: ['cohere.rerank', 'amazon.rerank'], marks: ['documents'], ...EMBEDDING },
  {
    name: 'pegasus',
    models: ['twelvelabs.pegasus'],
    marks: ['inputPrompt'],
    takesMaxTokens: true,
    read: promptBody(['maxOutputTokens'], ['inputPrompt']),
  },
  { name: 'marengo', models: ['twelvelabs.'], marks: ['mediaSource'], ...EMBEDDING },
  {
    name: 'amazon-image',
    models: ['amazon.titan-image', 'amazon.nova-canvas', 'amazon.nova-reel'],
    marks: ['taskType', 'imageGenerationConfig', 'textToImageParams', 'textToVideoParams'],
    ...IMAGE,
  },
  {
    name: 'stability',
    models: ['stability.', 'luma.'],
    marks: ['text_prompts', 'cfg_scale', 'aspect_ratio'],
    ...IMAGE,
  },
  { name: 'speech', models: ['amazon.nova-sonic', 'amazon.nova-2-sonic'], marks: [], ...IMAGE },
  {
    name: 'claude-text',
    title: "Claude's older text completions",
    models: ['anthropic.claude-v', 'anthropic.claude-instant'],
    marks: ['max_tokens_to_sample'],
    takesMaxTokens: true,
    read: (body) => (body.fields.has('messages') ? readAnthropicMessages(body) : readClaudeText(body)),
  },
  {
    name: 'claude-messages',
    caps: [['max_tokens']],
    title: "Claude's Messages",
    models: ['anthropic.'],
    marks: ['anthropic_version', 'anthropic_beta'],
    takesMaxTokens: true,
    read: (body) =>
      body.fields.has('prompt') && !body.fields.has('messages') ? readClaudeText(body) : readAnthropicMessages(body),
  },
  {
    name: 'nova',
    caps: [
      ['inferenceConfig', 'maxTokens'],
      ['inferenceConfig', 'max_new_tokens'],
    ],
    title: 'Nova',
    models: ['amazon.nova'],
    marks: ['schemaVersion', 'inferenceConfig'],
    takesMaxTokens: true,
    read: (body) => ({
      ...readCap(body, ['inferenceConfig', 'maxTokens'], ['inferenceConfig', 'max_new_tokens']),
      settings: readSettings(body, 'Converse'),
      content: joinContent(
        readTools(readPath(body, ['toolConfig', 'tools']), 'none'),
        readSystem(readField(body, 'system'), 'cachePoint-field'),
        readMessages(readField(body, 'messages'), 'cachePoint-field'),
      ),
    }),
  },
  {
    name: 'titan-text',
    caps: [['textGenerationConfig', 'maxTokenCount']],
    title: 'Titan Text',
    models: ['amazon.titan'],
    marks: ['textGenerationConfig'],
    takesMaxTokens: true,
    read: promptBody(['textGenerationConfig', 'maxTokenCount'], ['inputText']),
  },
  {
    name: 'llama',
    caps: [['max_gen_len']],
    title: 'Llama',
    models: ['meta.'],
    marks: ['max_gen_len'],
    takesMaxTokens: true,
    read: promptBody(['max_gen_len']),
  },
  {
    name: 'jurassic',
    title: 'Jurassic-2',
    models: ['ai21.j2'],
    marks: ['maxTokens'],
    takesMaxTokens: true,
    read: promptBody(['maxTokens']),
  },
  {
    name: 'cohere-text',
    title: 'Cohere Command',
    models: ['cohere.command'],
    marks: ['chat_history', 'preamble', 'message'],
    takesMaxTokens: true,
    read: (body) =>
      isRawPrompt(body)
        ? promptBody(['max_tokens'], [body.fields.has('message') ? 'message' : 'prompt'])(body)
        : {
            ...readCap(body, ['max_tokens']),
            content: readCohereChat(body),
            settings: readSettings(body, 'ChatCompletions'),
          },
  },
  {
    name: 'openai-like',
    title: 'Chat Completions',
    models: [
      'mistral.',
      'ai21.',
      'openai.',
      'qwen.',
      'deepseek.',
      'moonshot',
      'minimax.',
      'zai.',
      'google.',
      'nvidia.',
      'writer.',
      'xai.',
    ],
    marks: ['max_completion_tokens'],
    takesMaxTokens: true,
    read: (body) => {
      const { content: chat, settings } = readChatCompletions(body);
      const cap = readCap(body, ['max_tokens'], ['max_completion_tokens']);
      if (!body.fields.has('prompt')) return { ...cap, content: chat, ...(settings && { settings }) };
      const content = joinContent(chat, readPrompt(readField(body, 'prompt')));
      return { ...cap, content, settings: readSettings(body, 'InvokeModel') };
    },
  },
];

/** By the base model id, without a profile's prefix; `id` may also be an ARN. */
export function dialectOfModel(id: string): BodyDialect | undefined {
  const base = baseIdOf(id);
  return BODY_DIALECTS.find((dialect) => dialect.models.some((start) => base.startsWith(start)));
}

/** By fields that only one dialect has; of several that fit, one whose answer is text. */
export function dialectOfBody(body: ObjectValue): BodyDialect | undefined {
  const fitting = BODY_DIALECTS.filter((dialect) => dialect.marks.some((mark) => body.fields.has(mark)));
  return fitting.find((dialect) => dialect.takesMaxTokens) ?? fitting[0];
}

/**
 * Of a body that by its shape asks for no text, whatever the model: an embedding, a ranking, an image. Titan's text models
 * also take an `inputText`, but nobody who calls them leaves their settings out.
 */
export function wordlessDialect(body: ObjectValue): BodyDialect | undefined {
  const has = (...keys: readonly string[]): boolean => keys.some((key) => body.fields.has(key));
  if (has('messages', 'message', 'textGenerationConfig', 'max_tokens', 'inputPrompt')) return undefined;
  if (has('singleEmbeddingParams', 'segmentedEmbeddingParams', 'embeddingConfig', 'inputImage'))
    return named('titan-embedding');
  if (has('query') && has('documents')) return named('rerank');
  if (has('texts', 'input_type')) return named('cohere-embedding');
  if (IMAGE_TASKS.some((key) => has(key))) return named('amazon-image');
  if (has('text_prompts') || (has('prompt') && IMAGE_SETTINGS.some((key) => has(key)))) return named('stability');
  return has('inputText') ? named('titan-embedding') : undefined;
}

/** Source: Titan Image Generator, Nova Canvas and Nova Reel, "Inference request parameters" in the Amazon Bedrock user guide. */
const IMAGE_TASKS: readonly string[] = [
  'textToImageParams',
  'imageVariationParams',
  'inPaintingParams',
  'outPaintingParams',
  'colorGuidedGenerationParams',
  'backgroundRemovalParams',
  'imageGenerationConfig',
  'textToVideoParams',
  'videoGenerationConfig',
];

/** Source: Stability AI and Luma, in the same guide. */
const IMAGE_SETTINGS: readonly string[] = [
  'aspect_ratio',
  'negative_prompt',
  'style_preset',
  'output_format',
  'cfg_scale',
  'control_strength',
  'resolution',
];

function named(name: string): BodyDialect | undefined {
  return BODY_DIALECTS.find((dialect) => dialect.name === name);
}

function baseIdOf(id: string): string {
  const resource = id.startsWith('arn:') ? id.slice(id.lastIndexOf('/') + 1) : id;
  return resource.replace(/^\{[^}]*\}\.?/, '').replace(/^(?:us-gov|us|eu|apac|jp|au|ca|in|global)\./, '');
}
