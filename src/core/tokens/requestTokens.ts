import { addTokens, NO_TOKENS, type TokenEstimate } from '../domain/estimates.ts';
import type { BodyBlock, BodyMessage, BodyTool, RequestBody } from '../domain/requestBody.ts';
import { documentTokens, type DocumentPlace } from './documentTokens.ts';
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
  readonly tokens: Pick<TokenEstimator, 'estimateText' | 'estimateFrame' | 'estimateImage'>;
  readonly family: TokenFamily;
  readonly baseModelId?: string;
}

/** What takes tokens in a request: texts that are still to be counted, and what is known without. */
export interface RequestPiece extends Pick<RequestPart, 'kind' | 'what'> {
  readonly texts: readonly string[];
  readonly otherTokens: TokenEstimate;
  /** What of the body it comes from; absent for what the service adds. */
  readonly of?: BodyBlock | BodyTool | 'prompt';
}

/** A request taken apart: its pieces in the order in which the model reads them, and what decides the frame around them. */
export interface TakenApart {
  readonly pieces: readonly RequestPiece[];
  readonly shape: RequestShape;
}

/** All tokens of a request as the service bills them: texts, attachments, and what it adds around them. */
export function requestTokens(body: RequestBody, model: RequestModel): RequestTokens {
  const { pieces, shape } = takeApart(body, model);
  const parts = pieces
    .map((piece): RequestPart => ({ kind: piece.kind, what: piece.what, tokens: pieceTokens(piece, model) }))
    .filter(({ tokens }) => tokens.high > 0);
  const frame = frameParts(shape)
    .map(({ what, tokens }): RequestPart => ({ kind: 'frame', what, tokens }))
    .filter(({ tokens }) => tokens.high > 0);
  // The frame as a whole: what a part takes away shows only in the sum.
  const inputTokens = addTokens([...parts.map(({ tokens }) => tokens), model.tokens.estimateFrame(shape)]);
  return { inputTokens, parts: [...parts, ...frame] };
}

export function takeApart(body: RequestBody, model: RequestModel): TakenApart {
  const messages = body.messages.map((message, index) => sentMessage(message, index, body.messages, model));
  const pieces = [
    ...body.tools.map((tool) => ({ ...toolPiece(tool, model), of: tool })),
    ...(body.furtherTools ?? []).map((tool) => toolPiece(tool, model)),
    ...systemPieces(body.system, body.api === 'Converse', model),
    ...(body.prompt === undefined ? [] : [promptPiece(body.prompt, model)]),
    ...messages.flatMap((message, index) => messagePieces(message, index, body.api === 'Converse', model)),
    ...schemaPieces(body, model),
  ];
  return { pieces, shape: shapeOf(body, messages, model) };
}

function pieceTokens({ texts, otherTokens }: RequestPiece, { tokens, family }: RequestModel): TokenEstimate {
  return addTokens([...texts.map((text) => tokens.estimateText(text, family)), otherTokens]);
}

function toolPiece(tool: BodyTool, { family }: RequestModel): RequestPiece {
  if (tool.schema === undefined) {
    const otherTokens = providerTool(tool, family);
    return { kind: 'tools', what: `tool ${tool.name} of the service`, texts: [], otherTokens };
  }
  const text = serializeTool(tool, toToolForm(FAMILY_CALIBRATIONS[family].tools));
  return textPiece('tools', `tool ${tool.name}`, text);
}

/** A tool of which the request has only the kind: its definition is the provider's. */
function providerTool({ type = '' }: BodyTool, family: TokenFamily): TokenEstimate {
  const known = FAMILY_CALIBRATIONS[family].providerTools?.find(({ types }) =>
    types.some((start) => type.startsWith(start)),
  );
  return known === undefined ? SERVICE_TOOL : wholeTokens(constantRange(known.tokens, 1), methodNamed(known.method));
}

/** Tools that the provider defines bring instructions that nobody sees: 1,000 to 4,800 tokens in a dozen recorded requests. */
const SERVICE_TOOL: TokenEstimate = { low: 100, likely: 1700, high: 5000, method: 'assumed' };

/** Texts stand on lines of their own. */
function systemPieces(
  system: RequestBody['system'],
  isConverse: boolean,
  model: RequestModel,
): readonly RequestPiece[] {
  const place = { where: 'system', isConverse, isToolResult: false };
  const lastText = system.findLastIndex(({ kind }) => kind === 'text');
  return system.map((block, index) => {
    if (block.kind !== 'text') return { ...blockPiece(block, 'user', place, model), of: block };
    const text = index < lastText ? `${block.text}\n` : block.text;
    return { ...textPiece('system', 'system', text), of: block };
  });
}

function promptPiece(prompt: string, { family }: RequestModel): RequestPiece {
  const piece = { ...textPiece('user', 'prompt', prompt), of: 'prompt' } as const;
  if (FAMILY_CALIBRATIONS[family].hasControlTokens !== true) return piece;
  const texts = prompt.split(CONTROL_TOKEN);
  return { ...piece, texts, otherTokens: { ...constantRange([1], texts.length - 1), method: 'exact' } };
}

const CONTROL_TOKEN = /<\|[a-z0-9_]{1,40}\|>/;

/** Where a block stands, in words and as far as it decides about tokens. */
interface Place extends DocumentPlace {
  readonly where: string;
}

function messagePieces(
  { role, blocks }: SentMessage,
  index: number,
  isConverse: boolean,
  model: RequestModel,
): readonly RequestPiece[] {
  const place: Place = { where: `message ${index + 1}`, isConverse, isToolResult: false };
  const result: Place = { where: `${place.where}, tool result`, isConverse, isToolResult: true };
  return blocks.flatMap(({ block, of }) =>
    block.kind === 'tool-result'
      ? block.blocks.map((inner) => ({ ...blockPiece(inner, role, result, model), of }))
      : [{ ...blockPiece(block, role, place, model), of }],
  );
}

/** What of a message reaches the model. */
interface SentMessage {
  readonly role: BodyMessage['role'];
  readonly blocks: readonly SentBlock[];
}

interface SentBlock {
  readonly block: BodyBlock;
  /** The block of the body that it is, or is a part of. */
  readonly of: BodyBlock;
}

/** The thinking of finished turns is dropped. */
function sentMessage(
  { role, blocks }: BodyMessage,
  index: number,
  messages: readonly BodyMessage[],
  { family, baseModelId = '' }: RequestModel,
): SentMessage {
  const sent = blocks.map((block) => ({ block, of: block }));
  const { dropsThinking, keepsThinkingIn } = FAMILY_CALIBRATIONS[family];
  const isKept = dropsThinking === undefined || keepsThinkingIn?.some((part) => baseModelId.includes(part)) === true;
  if (role !== 'assistant' || isKept) return { role, blocks: sent };
  if (dropsThinking === 'tagged') return { role, blocks: withoutTaggedThinking(sent) };
  const isUnfinished = messages
    .slice(index + 1)
    .every((later) => later.role === 'assistant' || later.blocks.some(({ kind }) => kind === 'tool-result'));
  return { role, blocks: isUnfinished ? sent : sent.filter(({ block }) => block.kind !== 'reasoning') };
}

const END_OF_THINKING = '</think>';

/** The chat templates of DeepSeek R1 and Qwen 3 drop an answer up to the end of its thinking. */
function withoutTaggedThinking(blocks: readonly SentBlock[]): readonly SentBlock[] {
  const last = blocks.findLastIndex(({ block }) => block.kind === 'text' && block.text.includes(END_OF_THINKING));
  const sent = blocks[last];
  const shown = blocks.slice(last + 1).filter(({ block }) => block.kind !== 'reasoning');
  if (sent?.block.kind !== 'text') return shown;
  const whole = sent.block.text;
  const text = whole.slice(whole.lastIndexOf(END_OF_THINKING) + END_OF_THINKING.length).trimStart();
  return text === '' ? shown : [{ block: { kind: 'text', text }, of: sent.of }, ...shown];
}

function blockPiece(block: BodyBlock, role: BodyMessage['role'], place: Place, model: RequestModel): RequestPiece {
  const { where } = place;
  switch (block.kind) {
    case 'text':
      return textPiece(role, where, block.text);
    case 'reasoning':
      return textPiece(role, `${where}, thinking`, block.text);
    case 'tool-use':
      return textPiece(role, `${where}, use of ${block.name}`, `${block.name}\n${serializeJson(block.input)}`);
    case 'tool-result': {
      const inner = block.blocks.map((part) => blockPiece(part, role, place, model));
      const otherTokens = addTokens(inner.map((piece) => piece.otherTokens));
      return { kind: role, what: where, texts: inner.flatMap(({ texts }) => texts), otherTokens };
    }
    case 'image':
      return imagePiece(block, where, model);
    case 'document': {
      const { what, ...rest } = documentTokens(block, place, model);
      return { kind: 'document', what: `${where}, ${what}`, ...rest };
    }
    case 'video':
      return { kind: 'video', what: `${where}, video`, texts: [], otherTokens: videoTokens(block.seconds, model) };
  }
}

function textPiece(kind: RequestPiece['kind'], what: string, text: string): RequestPiece {
  return { kind, what, texts: [text], otherTokens: NO_TOKENS };
}

function imagePiece(
  { size }: Extract<BodyBlock, { kind: 'image' }>,
  where: string,
  { tokens, family }: RequestModel,
): RequestPiece {
  const otherTokens = tokens.estimateImage(family, size?.widthPixels ?? 0, size?.heightPixels ?? 0);
  const what = size === undefined ? 'of unknown size' : `${size.widthPixels}×${size.heightPixels}`;
  return { kind: 'image', what: `${where}, image ${what}`, texts: [], otherTokens };
}

function videoTokens(seconds: number | undefined, { family }: RequestModel): TokenEstimate {
  const video = FAMILY_CALIBRATIONS[family].video;
  if (video === undefined) return wholeTokens({ low: 0, likely: 3000, high: 276_480 }, 'assumed');
  const { framesPerSecond, tokensPerFrame, minimumTokens, maximumFrames } = video;
  const tokensOf = (length: number): number =>
    Math.max(minimumTokens, tokensPerFrame * Math.min(maximumFrames, Math.floor(length * framesPerSecond)));
  const likely = tokensOf(seconds ?? 60);
  const high = seconds === undefined ? tokensPerFrame * maximumFrames : likely * 1.25;
  return wholeTokens({ low: seconds === undefined ? tokensPerFrame : likely / 2, likely, high }, 'assumed');
}

/** Models of which the service asks the schema in words; for the others it restricts what they can write, at no tokens. */
function schemaPieces({ outputSchema }: RequestBody, { family }: RequestModel): readonly RequestPiece[] {
  if (outputSchema === undefined || FAMILY_CALIBRATIONS[family].outputSchema === undefined) return [];
  return [
    textPiece('frame', 'schema of the answer', outputSchema),
    { kind: 'frame', what: 'words around the schema', texts: [], otherTokens: schemaWords(family) },
  ];
}

/** What asks for an answer by a JSON schema, without the schema. */
export function schemaWords(family: TokenFamily): TokenEstimate {
  const rule = FAMILY_CALIBRATIONS[family].outputSchema;
  return wholeTokens(constantRange(rule?.words, 1), rule === undefined ? 'exact' : methodNamed(rule.method));
}

function shapeOf(
  body: RequestBody,
  messages: readonly SentMessage[],
  { family, baseModelId }: RequestModel,
): RequestShape {
  const blocks = messages.flatMap((message) => message.blocks.map(({ block }) => block));
  const uses = blocks.flatMap((block) => (block.kind === 'tool-use' ? [block] : []));
  const results = blocks.filter(({ kind }) => kind === 'tool-result').length;
  return {
    family,
    ...(baseModelId !== undefined && { baseModelId }),
    api: body.prompt === undefined ? body.api.replace('InvokeModel', 'Messages') : 'InvokeModel',
    messageCount: Math.max(1, body.messages.length),
    hasSystem: body.system.length > 0,
    toolCount: body.tools.length + (body.furtherTools?.length ?? 0),
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
