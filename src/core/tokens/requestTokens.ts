import { addTokens, type AmountRange, type TokenEstimate } from '../domain/estimates.ts';
import type { BodyBlock, BodyDocument, BodyMessage, RequestBody } from '../domain/requestBody.ts';
import { FAMILY_CALIBRATIONS } from './families/familyCalibrations.ts';
import { methodNamed } from './families/familyCalibration.ts';
import { frameParts, type RequestShape } from './requestFrame.ts';
import type { TokenEstimator } from './tokenEstimator.ts';
import type { TokenFamily } from '../domain/tokenFamily.ts';
import { constantRange, wholeTokens } from './tokenRange.ts';
import { serializeJson, serializeTool, toToolForm } from './toolText.ts';

/** One line of where the tokens of a request are. */
export interface RequestPart {
  readonly kind: 'system' | 'user' | 'assistant' | 'tools' | 'image' | 'document' | 'video' | 'frame';
  /** "message 2, image 800×600" */
  readonly what: string;
  readonly tokens: TokenEstimate;
}

export interface RequestTokens {
  readonly inputTokens: TokenEstimate;
  /** In the order in which the model reads them; what the service adds comes last. */
  readonly parts: readonly RequestPart[];
}

/** Who counts: the estimator, and the model as far as it is known. */
export interface RequestModel {
  readonly tokens: TokenEstimator;
  readonly family: TokenFamily;
  readonly baseModelId?: string;
}

/** All tokens of a request as the service bills them: texts, attachments, and what it adds around them. */
export function requestTokens(body: RequestBody, model: RequestModel): RequestTokens {
  const messages = body.messages.map((message, index) => sentMessage(message, index, body.messages, model));
  const sent = { ...body, messages };
  const parts = [
    ...toolParts(sent, model),
    ...systemParts(sent, model),
    ...(body.prompt === undefined ? [] : [promptPart(body.prompt, model)]),
    ...messages.flatMap((message, index) => messageParts(message, index, model)),
    ...schemaParts(sent, model),
  ].filter(({ tokens }) => tokens.high > 0);
  const shape = shapeOf(sent, model);
  const frame = frameParts(shape)
    .map(({ what, tokens }): RequestPart => ({ kind: 'frame', what, tokens }))
    .filter(({ tokens }) => tokens.high > 0);
  // The frame as a whole: what a part takes away shows only in the sum.
  const inputTokens = addTokens([...parts.map(({ tokens }) => tokens), model.tokens.estimateFrame(shape)]);
  return { inputTokens, parts: [...parts, ...frame] };
}

function toolParts({ tools }: RequestBody, model: RequestModel): readonly RequestPart[] {
  return tools.flatMap((tool) => {
    if (tool.schema === undefined)
      return [{ kind: 'tools', what: `tool ${tool.name} of the service`, tokens: SERVICE_TOOL }];
    const text = serializeTool(tool, toToolForm(FAMILY_CALIBRATIONS[model.family].tools));
    return [textPart('tools', `tool ${tool.name}`, text, model)];
  });
}

/** Tools that the provider defines bring instructions that nobody sees: 1,000 to 4,800 tokens in a dozen recorded requests. */
const SERVICE_TOOL: TokenEstimate = { low: 100, likely: 1700, high: 5000, method: 'assumed' };

function systemParts({ system }: RequestBody, model: RequestModel): readonly RequestPart[] {
  const texts = system.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
  const others = system.filter(({ kind }) => kind !== 'text');
  return [
    ...(texts.length > 0 ? [textPart('system', 'system', texts.join('\n'), model)] : []),
    ...others.map((block) => blockPart(block, 'user', 'system', model)),
  ];
}

function promptPart(prompt: string, model: RequestModel): RequestPart {
  if (FAMILY_CALIBRATIONS[model.family].hasControlTokens !== true) return textPart('user', 'prompt', prompt, model);
  const texts = prompt.split(CONTROL_TOKEN);
  const controls = constantRange([1], texts.length - 1);
  const counts = texts.map((text) => model.tokens.estimateText(text, model.family));
  return { kind: 'user', what: 'prompt', tokens: addTokens([...counts, { ...controls, method: 'exact' }]) };
}

const CONTROL_TOKEN = /<\|[a-z0-9_]{1,40}\|>/;

function messageParts(message: BodyMessage, index: number, model: RequestModel): readonly RequestPart[] {
  const where = `message ${index + 1}`;
  return message.blocks.flatMap((block) =>
    block.kind === 'tool-result'
      ? block.blocks.map((inner) => blockPart(inner, message.role, `${where}, tool result`, model))
      : [blockPart(block, message.role, where, model)],
  );
}

/** What of a message reaches the model: the thinking of finished turns is dropped. */
function sentMessage(
  message: BodyMessage,
  index: number,
  messages: readonly BodyMessage[],
  { family, baseModelId = '' }: RequestModel,
): BodyMessage {
  const { dropsThinking, keepsThinkingIn } = FAMILY_CALIBRATIONS[family];
  const isKept = dropsThinking === undefined || keepsThinkingIn?.some((part) => baseModelId.includes(part)) === true;
  if (message.role !== 'assistant' || isKept) return message;
  if (dropsThinking === 'tagged') return { ...message, blocks: withoutTaggedThinking(message.blocks) };
  const isUnfinished = messages
    .slice(index + 1)
    .every(({ role, blocks }) => role === 'assistant' || blocks.some(({ kind }) => kind === 'tool-result'));
  return isUnfinished ? message : { ...message, blocks: message.blocks.filter(({ kind }) => kind !== 'reasoning') };
}

const END_OF_THINKING = '</think>';

/** The chat templates of DeepSeek R1 and Qwen 3 drop an answer up to the end of its thinking. */
function withoutTaggedThinking(blocks: readonly BodyBlock[]): readonly BodyBlock[] {
  const last = blocks.findLastIndex((block) => block.kind === 'text' && block.text.includes(END_OF_THINKING));
  const block = blocks[last];
  const shown = blocks.slice(last + 1).filter(({ kind }) => kind !== 'reasoning');
  if (block?.kind !== 'text') return shown;
  const text = block.text.slice(block.text.lastIndexOf(END_OF_THINKING) + END_OF_THINKING.length).trimStart();
  return text === '' ? shown : [{ kind: 'text', text }, ...shown];
}

function blockPart(block: BodyBlock, role: BodyMessage['role'], where: string, model: RequestModel): RequestPart {
  switch (block.kind) {
    case 'text':
      return textPart(role, where, block.text, model);
    case 'reasoning':
      return textPart(role, `${where}, thinking`, block.text, model);
    case 'tool-use':
      return textPart(role, `${where}, use of ${block.name}`, `${block.name}\n${serializeJson(block.input)}`, model);
    case 'tool-result':
      return {
        kind: role,
        what: where,
        tokens: addTokens(block.blocks.map((inner) => blockPart(inner, role, where, model).tokens)),
      };
    case 'image':
      return imagePart(block, where, model);
    case 'document':
      return documentPart(block, where, model);
    case 'video':
      return { kind: 'video', what: `${where}, video`, tokens: videoTokens(block.seconds, model) };
  }
}

function textPart(kind: RequestPart['kind'], what: string, text: string, model: RequestModel): RequestPart {
  return { kind, what, tokens: model.tokens.estimateText(text, model.family) };
}

function imagePart({ size }: Extract<BodyBlock, { kind: 'image' }>, where: string, model: RequestModel): RequestPart {
  const tokens = model.tokens.estimateImage(model.family, size?.widthPixels ?? 0, size?.heightPixels ?? 0);
  const what = size === undefined ? 'of unknown size' : `${size.widthPixels}×${size.heightPixels}`;
  return { kind: 'image', what: `${where}, image ${what}`, tokens };
}

function documentPart(document: BodyDocument, where: string, model: RequestModel): RequestPart {
  const calibration = FAMILY_CALIBRATIONS[model.family];
  const { text, pages, hasCitations } = document;
  if (text !== undefined) return { ...textPart('document', `${where}, document`, text, model), kind: 'document' };
  const perPage = calibration.pdfPage?.[hasCitations ? 'withCitations' : 'converse'] ?? ANY_PAGE;
  const range = pages === undefined ? UNKNOWN_PAGES : constantRange([1, 1, 1], pages);
  const page = constantRange(perPage, 1);
  const tokens = { low: page.low * range.low, likely: page.likely * range.likely, high: page.high * range.high };
  const what = `document of ${pages === undefined ? 'unknown length' : pages === 1 ? '1 page' : `${pages} pages`}`;
  return { kind: 'document', what: `${where}, ${what}`, tokens: wholeTokens(tokens, 'assumed') };
}

/** A page of text, or text with a picture of it. */
const ANY_PAGE = [300, 800, 3000];
const UNKNOWN_PAGES: AmountRange = { low: 1, likely: 5, high: 100 };

function videoTokens(seconds: number | undefined, { family }: RequestModel): TokenEstimate {
  const video = FAMILY_CALIBRATIONS[family].video;
  if (video === undefined) return wholeTokens({ low: 0, likely: 3000, high: 276_480 }, 'assumed');
  const { framesPerSecond, tokensPerFrame, maximumFrames } = video;
  const tokensOf = (length: number): number =>
    tokensPerFrame * Math.min(maximumFrames, Math.max(1, Math.floor(length * framesPerSecond)));
  const likely = tokensOf(seconds ?? 60);
  const high = seconds === undefined ? tokensPerFrame * maximumFrames : likely + SHORT_VIDEO;
  return wholeTokens({ low: seconds === undefined ? tokensPerFrame : likely / 2, likely, high }, 'assumed');
}

/** Two recorded videos of 1 and 10 seconds were both billed about 1,600 tokens. */
const SHORT_VIDEO = 1700;

/** Models of which the service asks the schema in words; for the others it restricts what they can write, at no tokens. */
function schemaParts({ outputSchema }: RequestBody, model: RequestModel): readonly RequestPart[] {
  const rule = FAMILY_CALIBRATIONS[model.family].outputSchema;
  if (outputSchema === undefined || rule === undefined) return [];
  const text = textPart('frame', 'schema of the answer', outputSchema, model);
  return [text, { kind: 'frame', what: 'words around the schema', tokens: schemaWords(model.family) }];
}

/** What asks for an answer by a JSON schema, without the schema. */
export function schemaWords(family: TokenFamily): TokenEstimate {
  const rule = FAMILY_CALIBRATIONS[family].outputSchema;
  return wholeTokens(constantRange(rule?.words, 1), rule === undefined ? 'exact' : methodNamed(rule.method));
}

function shapeOf(body: RequestBody, { family, baseModelId }: RequestModel): RequestShape {
  const blocks = body.messages.flatMap((message) => message.blocks);
  const uses = blocks.flatMap((block) => (block.kind === 'tool-use' ? [block] : []));
  const results = blocks.filter(({ kind }) => kind === 'tool-result').length;
  return {
    family,
    ...(baseModelId !== undefined && { baseModelId }),
    api: body.prompt === undefined ? body.api.replace('InvokeModel', 'Messages') : 'InvokeModel',
    messageCount: Math.max(1, body.messages.length),
    hasSystem: body.system.length > 0,
    toolCount: body.tools.length,
    ...(body.toolChoice !== undefined && { toolChoice: body.toolChoice }),
    toolResultCount: Math.max(results, uses.length),
    toolInputFieldCount: uses.reduce((sum, { input }) => sum + fieldCount(input), 0),
    isThinking: body.isThinking,
    reasoningCount: blocks.filter(({ kind }) => kind === 'reasoning').length,
    hasCitations: blocks.some((block) => block.kind === 'document' && block.hasCitations),
  };
}

function fieldCount(input: unknown): number {
  return typeof input === 'object' && input !== null ? Object.keys(input).length : 0;
}
