import type {
  BodyBlock,
  BodyDocument,
  BodyMessage,
  BodyTool,
  JsonData,
  JsonObject,
  RequestBody,
  RequestSettings,
} from '../domain/requestBody.ts';
import { isJsonList, isJsonObject } from '../domain/requestBody.ts';
import { decodeBase64 } from '../util/base64.ts';
import { readImageSize } from './imageSize.ts';
import { readPdf } from './pdf/readPdf.ts';
import { readVideoSeconds } from './videoSeconds.ts';

/** APIs whose request bodies can be told apart and read. */
export const BODY_APIS = ['Converse', 'Messages', 'InvokeModel', 'ChatCompletions', 'Responses'] as const;
export type BodyApi = (typeof BODY_APIS)[number];

/**
 * A request as JSON → what is sent. Without an API the body's own form decides, and between Messages and Chat Completions,
 * which can look alike, the model's maker. Undefined when it is no request that is known.
 */
export function readRequestBody(
  data: unknown,
  known: { api?: BodyApi; provider?: string } = {},
): RequestBody | undefined {
  const body = unwrapRequest(data);
  if (body === undefined) return undefined;
  const form = formOf(body, known);
  const read = form && READERS[form](body);
  return read && { ...read, api: known.api ?? form, ...modelOf(body) };
}

/** What of a request is no content, from a body whose messages and tools can be missing. */
export function readRequestSettings(body: JsonObject, form: BodyApi): RequestSettings {
  const { toolChoice, isThinking, outputSchema, furtherTools } = READERS[form](body);
  return {
    api: form,
    ...(toolChoice !== undefined && { toolChoice }),
    isThinking,
    ...(outputSchema !== undefined && { outputSchema }),
    ...(furtherTools !== undefined && { furtherTools }),
  };
}

type Read = Omit<RequestBody, 'api' | 'model'>;

/** The request itself: those of `CountTokens` hold the one that is counted. */
export function unwrapRequest(data: unknown): JsonObject | undefined {
  if (!isJsonObject(data)) return undefined;
  const input = objectAt(data, 'input');
  const inner = objectAt(input, 'converse') ?? objectAt(input, 'invokeModel');
  if (inner === undefined) return data;
  const body = inner['body'];
  return typeof body === 'string' ? (parsed(body) ?? parsed(textOfBase64(body))) : inner;
}

function formOf(body: JsonObject, { api, provider }: { api?: BodyApi; provider?: string }): BodyApi | undefined {
  if (api !== undefined && api !== 'InvokeModel') return api;
  if (!isJsonList(body['messages'])) {
    if (promptOf(body) !== undefined || embeddedInputs(body).length > 0) return 'InvokeModel';
    return 'input' in body ? 'Responses' : undefined;
  }
  if ('anthropic_version' in body || 'anthropic_beta' in body) return 'Messages';
  const blocks = listAt(body, 'messages').flatMap((message) => listAt(message, 'content'));
  if (blocks.length > 0 && !blocks.some((block) => isJsonObject(block) && 'type' in block)) return 'Converse';
  if ('inferenceConfig' in body || 'toolConfig' in body || 'schemaVersion' in body) return 'Converse';
  const tools = listAt(body, 'tools');
  if (tools.some((tool) => isJsonObject(tool) && 'input_schema' in tool)) return 'Messages';
  if (tools.some((tool) => isJsonObject(tool) && 'function' in tool)) return 'ChatCompletions';
  return provider === 'anthropic' || 'system' in body ? 'Messages' : 'ChatCompletions';
}

/**
 * Where the whole prompt stands, by model: Claude 2, Llama and Mistral; Titan and Marengo; Cohere with a raw prompt; Cohere
 * Embed; Marengo 3.0; Pegasus; Nova's embeddings, at once and in segments.
 */
const PROMPT_PATHS: readonly (readonly [string, ...string[]])[] = [
  ['prompt'],
  ['inputText'],
  ['message'],
  ['texts'],
  ['text', 'inputText'],
  ['inputPrompt'],
  ['singleEmbeddingParams', 'text', 'value'],
  ['segmentedEmbeddingParams', 'text', 'value'],
];

function promptOf(body: JsonObject): JsonData | undefined {
  for (const path of PROMPT_PATHS) {
    let value: JsonData | undefined = body;
    for (const key of path) value = isJsonObject(value) ? value[key] : undefined;
    if (textsOf(value).length > 0) return value;
  }
  // What else has a query is no request.
  return 'documents' in body ? body['query'] : undefined;
}

/** Cohere Embed 4 takes texts and pictures together. */
function embeddedInputs(body: JsonObject): readonly JsonData[] {
  return listAt(body, 'inputs').filter((input) => isJsonList(isJsonObject(input) ? input['content'] : undefined));
}

function isCohereChat(body: JsonObject): boolean {
  return typeof body['message'] === 'string' && body['raw_prompting'] !== true;
}

const NOTHING: Read = { system: [], messages: [], tools: [], isThinking: false };

const READERS: Readonly<Record<BodyApi, (body: JsonObject) => Read>> = {
  Converse: readConverseBody,
  Messages: readMessagesBody,
  ChatCompletions: readChatBody,
  Responses: readResponsesBody,
  InvokeModel: readModelBody,
};

function readModelBody(body: JsonObject): Read {
  if (isCohereChat(body)) return readCohereChatBody(body);
  const inputs = embeddedInputs(body);
  if (inputs.length > 0) return { ...NOTHING, messages: messagesOf(inputs) };
  return { ...NOTHING, prompt: [...textsOf(promptOf(body)), ...documentsOf(body)].join('\n') };
}

function readCohereChatBody(body: JsonObject): Read {
  const { system, messages } = splitSystem(listAt(body, 'chat_history'));
  const documents = documentsOf(body).map((text): BodyBlock => ({ kind: 'text', text }));
  const results = listAt(body, 'tool_results').flatMap(readCohereToolResult);
  const blocks = [...results, ...documents, ...blocksOf(body['message'])];
  return {
    ...NOTHING,
    system: [...blocksOf(body['preamble']), ...system],
    messages: [...messages, { role: 'user', blocks }],
    tools: listAt(body, 'tools').flatMap(readBodyTool),
  };
}

function documentsOf(body: JsonObject): readonly string[] {
  return listAt(body, 'documents').map(readCohereDocument);
}

/** To answer from, or to be ranked: a text, or an object of texts, of which the names of the fields are read, too. */
export function readCohereDocument(document: JsonData): string {
  return typeof document === 'string' ? document : JSON.stringify(document);
}

/** `{call: {name, parameters}, outputs}`: the call stands in no other message. */
export function readCohereToolResult(item: JsonData): readonly BodyBlock[] {
  const call = objectAt(item, 'call');
  const outputs = listAt(item, 'outputs');
  return [
    ...(call === undefined
      ? []
      : [{ kind: 'tool-use', name: textAt(call, 'name'), input: call['parameters'] ?? {} } as const]),
    { kind: 'tool-result', blocks: [{ kind: 'text', text: JSON.stringify(outputs) }] },
  ];
}

function readConverseBody(body: JsonObject): Read {
  const toolConfig = objectAt(body, 'toolConfig');
  const more = objectAt(body, 'additionalModelRequestFields') ?? {};
  const thinking = objectAt(more, 'thinking');
  const further = listAt(more, 'tools').flatMap(readBodyTool);
  const schema = objectAt(objectAt(objectAt(objectAt(body, 'outputConfig'), 'textFormat'), 'structure'), 'jsonSchema');
  return {
    ...NOTHING,
    system: blocksOf(body['system']),
    messages: messagesOf(listAt(body, 'messages')),
    tools: listAt(toolConfig, 'tools').flatMap(readBodyTool),
    ...choiceOf(toolConfig?.['toolChoice']),
    isThinking: thinking?.['type'] === 'enabled' || 'reasoning_config' in more,
    ...outputSchemaOf(schema?.['schema']),
    ...(further.length > 0 && { furtherTools: further }),
  };
}

function readMessagesBody(body: JsonObject): Read {
  const format = objectAt(body, 'output_format') ?? objectAt(objectAt(body, 'output_config'), 'format');
  return {
    ...NOTHING,
    system: blocksOf(body['system']),
    messages: messagesOf(listAt(body, 'messages')),
    tools: listAt(body, 'tools').flatMap(readBodyTool),
    ...choiceOf(body['tool_choice']),
    isThinking: objectAt(body, 'thinking')?.['type'] === 'enabled',
    ...outputSchemaOf(format?.['schema']),
  };
}

function readChatBody(body: JsonObject): Read {
  const { system, messages } = splitSystem(listAt(body, 'messages'));
  const format = objectAt(objectAt(body, 'response_format'), 'json_schema');
  return {
    ...NOTHING,
    system,
    messages,
    tools: listAt(body, 'tools').flatMap(readBodyTool),
    ...choiceOf(body['tool_choice']),
    ...outputSchemaOf(format?.['schema']),
  };
}

function readResponsesBody(body: JsonObject): Read {
  const input = body['input'];
  const items = typeof input === 'string' ? [{ role: 'user', content: input }] : listAt(body, 'input');
  const { system, messages } = splitSystem(items);
  const format = objectAt(objectAt(body, 'text'), 'format');
  return {
    ...NOTHING,
    system: [...blocksOf(body['instructions']), ...system],
    messages,
    tools: listAt(body, 'tools').flatMap(readBodyTool),
    ...choiceOf(body['tool_choice']),
    ...outputSchemaOf(format?.['schema']),
  };
}

/** Chat Completions and Responses keep the system prompt among the messages. */
function splitSystem(items: readonly JsonData[]): Pick<Read, 'system' | 'messages'> {
  const isSystem = (item: JsonData): boolean =>
    isJsonObject(item) && /^(?:system|developer)$/i.test(textAt(item, 'role'));
  return {
    system: items.filter(isSystem).flatMap((item) => (isJsonObject(item) ? blocksOf(contentOf(item)) : [])),
    messages: messagesOf(items.filter((item) => !isSystem(item))),
  };
}

function messagesOf(items: readonly JsonData[]): readonly BodyMessage[] {
  return items.flatMap((item): BodyMessage[] => (isJsonObject(item) ? [readBodyMessage(item)] : []));
}

export function readBodyMessage(item: JsonObject): BodyMessage {
  const role = textAt(item, 'role');
  // Items of Responses that are no messages.
  if (item['type'] === 'function_call') return { role: 'assistant', blocks: [functionCall(item)] };
  if (item['type'] === 'function_call_output') return toolMessage(item['output']);
  if (role === 'tool') return toolMessage(item['content']);
  const calls = listAt(item, 'tool_calls').map((call) => functionCall(objectAt(call, 'function') ?? {}));
  const isAssistant = role === 'assistant' || role === 'model' || role === 'CHATBOT';
  return { role: isAssistant ? 'assistant' : 'user', blocks: [...blocksOf(contentOf(item)), ...calls] };
}

/** Cohere's messages have a `message`. */
function contentOf(message: JsonObject): JsonData | undefined {
  return message['content'] ?? message['message'];
}

function toolMessage(content: JsonData | undefined): BodyMessage {
  return { role: 'user', blocks: [{ kind: 'tool-result', blocks: blocksOf(content) }] };
}

function functionCall(call: JsonObject): BodyBlock {
  const written = call['arguments'];
  const input = typeof written === 'string' ? (parsed(written) ?? written) : (written ?? {});
  return { kind: 'tool-use', name: textAt(call, 'name'), input };
}

/** A text, or a list of content blocks. */
function blocksOf(content: JsonData | undefined): readonly BodyBlock[] {
  if (typeof content === 'string') return content === '' ? [] : [{ kind: 'text', text: content }];
  if (!isJsonList(content)) return [];
  return content.flatMap((block) => (isJsonObject(block) ? readBodyBlock(block) : blocksOf(block)));
}

export function readBodyBlock(block: JsonObject): readonly BodyBlock[] {
  const type = textAt(block, 'type');
  const image = objectAt(block, 'image') ?? (IMAGE_TYPES.has(type) ? block : undefined);
  if (image !== undefined) return [{ kind: 'image', size: imageSizeOf(image) }];
  const document =
    objectAt(block, 'document') ?? (DOCUMENT_TYPES.has(type) ? (objectAt(block, 'file') ?? block) : undefined);
  if (document !== undefined) return [documentOf(document)];
  const video = objectAt(block, 'video');
  if (video !== undefined) return [{ kind: 'video', seconds: readVideoSeconds(bytesOf(video) ?? NO_BYTES) }];
  const use = objectAt(block, 'toolUse') ?? (type === 'tool_use' ? block : undefined);
  if (use !== undefined) return [{ kind: 'tool-use', name: textAt(use, 'name'), input: use['input'] ?? {} }];
  const result = objectAt(block, 'toolResult') ?? (type === 'tool_result' ? block : undefined);
  if (result !== undefined) return [{ kind: 'tool-result', blocks: blocksOf(result['content']) }];
  const reasoning = objectAt(objectAt(block, 'reasoningContent'), 'reasoningText');
  if (reasoning !== undefined || type === 'thinking') {
    return [{ kind: 'reasoning', text: textAt(reasoning ?? block, type === 'thinking' ? 'thinking' : 'text') }];
  }
  const cited = objectAt(block, 'citationsContent');
  if (cited !== undefined) return blocksOf(cited['content']);
  if ('json' in block) return [{ kind: 'text', text: JSON.stringify(block['json']) }];
  return blocksOf(textAt(block, 'text'));
}

const IMAGE_TYPES = new Set(['image', 'image_url', 'input_image']);
const DOCUMENT_TYPES = new Set(['document', 'file', 'input_file']);
const NO_BYTES = new Uint8Array(0);
/** Enough for the size behind the metadata of a photograph. */
const HEADER_BYTES = 500_000;

function imageSizeOf(image: JsonObject): ReturnType<typeof readImageSize> {
  return readImageSize(bytesOf(image, HEADER_BYTES) ?? NO_BYTES);
}

function documentOf(document: JsonObject): BodyDocument {
  const source = objectAt(document, 'source');
  const hasCitations = objectAt(document, 'citations')?.['enabled'] === true;
  const title = textAt(document, 'name') || textAt(document, 'title');
  const written = textAt(source, 'text') || (source?.['type'] === 'text' ? textAt(source, 'data') : '');
  const extra = [title, textAt(document, 'context')].filter((text) => text !== '');
  const blocks = blocksOf(source?.['content']).flatMap((block) => (block.kind === 'text' ? [block.text] : []));
  const texts = written === '' ? blocks : [written];
  if (texts.length > 0)
    return { kind: 'document', text: [...extra, ...texts].join('\n'), pdf: undefined, hasCitations };
  const bytes = bytesOf(document);
  const isText = TEXT_FORMATS.has(textAt(document, 'format'));
  if (bytes === undefined || !isText)
    return { kind: 'document', text: undefined, pdf: bytes && readPdf(bytes), hasCitations };
  return { kind: 'document', text: [...extra, textOfUtf8(bytes)].join('\n'), pdf: undefined, hasCitations };
}

const TEXT_FORMATS = new Set(['txt', 'md', 'csv', 'html']);

/** Bytes of an attached file, where the request holds them: `source.bytes`, `source.data` or a data URL. */
function bytesOf(holder: JsonObject, maximumBytes = Infinity): Uint8Array | undefined {
  const source = objectAt(holder, 'source');
  const encoded = textAt(source, 'bytes') || textAt(source, 'data');
  if (encoded !== '') return decodeBase64(encoded, maximumBytes);
  const url =
    textAt(objectAt(holder, 'image_url'), 'url') || textAt(holder, 'image_url') || textAt(holder, 'file_data');
  const data = /^data:[^,]*;base64,/.exec(url);
  return data ? decodeBase64(url.slice(data[0].length), maximumBytes) : undefined;
}

/** A tool of any API; none for what stands among the tools and is none, such as a cache checkpoint. */
export function readBodyTool(item: JsonData): readonly BodyTool[] {
  if (!isJsonObject(item)) return [];
  const tool = objectAt(item, 'toolSpec') ?? objectAt(item, 'function') ?? item;
  // Deferred tools are sent when a search of the tools finds them.
  if (NO_TOOLS.some((key) => key in tool) || tool['defer_loading'] === true) return [];
  const { inputSchema } = tool;
  const schema =
    objectAt(tool, 'inputSchema')?.['json'] ??
    inputSchema ??
    tool['input_schema'] ??
    tool['parameters'] ??
    tool['parameter_definitions'];
  const description = textAt(tool, 'description');
  const named = { name: textAt(tool, 'name'), description: description === '' ? undefined : description, schema };
  const type = textAt(tool, 'type');
  return [schema === undefined && type !== '' ? { ...named, type } : named];
}

const NO_TOOLS = ['cachePoint', 'toolSpec', 'systemTool'];

/** A word, or an object with the choice as its `type` or its only key. */
function choiceOf(choice: JsonData | undefined): Pick<RequestBody, 'toolChoice'> {
  const word = isJsonObject(choice) ? textAt(choice, 'type') || Object.keys(choice)[0] : choice;
  switch (word) {
    case 'auto':
    case 'none':
    case 'any':
      return { toolChoice: word };
    case 'required':
      return { toolChoice: 'any' };
    case 'tool':
    case 'function':
      return { toolChoice: 'tool' };
    default:
      return {};
  }
}

function outputSchemaOf(schema: JsonData | undefined): Pick<RequestBody, 'outputSchema'> {
  if (schema === undefined || schema === null) return {};
  return { outputSchema: typeof schema === 'string' ? schema : JSON.stringify(schema) };
}

function modelOf(body: JsonObject): Pick<RequestBody, 'model'> {
  const model = textAt(body, 'modelId') || textAt(body, 'model');
  return model === '' ? {} : { model };
}

function parsed(json: string): JsonObject | undefined {
  try {
    const data = JSON.parse(json) as JsonData;
    return isJsonObject(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

function textOfBase64(text: string): string {
  return textOfUtf8(decodeBase64(text));
}

/** Bytes that are no UTF-8 are read as Latin-1, the first 100,000 of them. */
function textOfUtf8(bytes: Uint8Array): string {
  let encoded = '';
  for (const byte of bytes) encoded += `%${byte.toString(16).padStart(2, '0')}`;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return String.fromCharCode(...bytes.subarray(0, 100_000));
  }
}

function textsOf(value: JsonData | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return isJsonList(value) ? value.filter((item) => typeof item === 'string') : [];
}

function objectAt(holder: JsonData | undefined, key: string): JsonObject | undefined {
  const value = isJsonObject(holder) ? holder[key] : undefined;
  return isJsonObject(value) ? value : undefined;
}

function listAt(holder: JsonData | undefined, key: string): readonly JsonData[] {
  const value = isJsonObject(holder) ? holder[key] : undefined;
  return isJsonList(value) ? value : [];
}

function textAt(holder: JsonData | undefined, key: string): string {
  const value = isJsonObject(holder) ? holder[key] : undefined;
  return typeof value === 'string' ? value : '';
}
