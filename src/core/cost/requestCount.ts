import type { Model } from '../catalog/model.ts';
import { NO_TOKENS, addTokens } from '../domain/estimates.ts';
import type { TokenEstimate } from '../domain/estimates.ts';
import { textWithMarks } from '../domain/holes.ts';
import type { BodyBlock, BodyMessage, RequestBody } from '../domain/requestBody.ts';
import type { Segment } from '../domain/segment.ts';
import type { TextPart } from '../domain/value.ts';
import { takeApart } from '../tokens/requestTokens.ts';
import type { RequestPiece } from '../tokens/requestTokens.ts';
import type { EstimateSubject } from './callEstimate.ts';
import type { EstimateContext } from './estimateContext.ts';
import { countPieces } from './segmentTokens.ts';
import type { CountedSegment } from './segmentTokens.ts';

export interface RequestCount {
  /** In the order of the subject's segments. */
  readonly segments: readonly CountedSegment[];
  readonly frameTokens: TokenEstimate;
  /** As it is sent, with marks for its holes. */
  readonly body: RequestBody;
}

/** Counts a call as a request of which everything is known is counted (`requestTokens.ts`), with sizes for its holes. */
export function countCall(subject: EstimateSubject, model: Model | undefined, context: EstimateContext): RequestCount {
  const family = model?.family ?? 'other';
  const { body, segments } = bodyOf(subject);
  const counter = { tokens: context.tokens, family, ...(model !== undefined && { baseModelId: model.id }) };
  const { pieces, shape } = takeApart(body, counter);
  const added = pieces.filter(({ of }) => of === undefined);
  const counted = segments.map(({ segment, of, holes, ownTexts }) => {
    const own = pieces.filter((piece) => piece.of !== undefined && of.has(piece.of));
    return countPieces(segment, [...own, ...ownTexts], holes, family, context);
  });
  const settings: Segment = { role: 'other', parts: [] };
  const asked = countPieces(settings, added, subject.settings?.holes ?? [], family, context);
  const toolCount = Math.max(shape.toolCount, subject.toolCount);
  // A job is no request: those are its records.
  const isRequest = subject.operation !== 'CreateModelInvocationJob';
  const frame = isRequest ? context.tokens.estimateFrame({ ...shape, toolCount }) : NO_TOKENS;
  return { segments: counted, frameTokens: addTokens([frame, asked.tokens]), body };
}

/** A segment, and what of the body it became. */
interface PlacedSegment {
  readonly segment: Segment;
  readonly of: ReadonlySet<unknown>;
  readonly holes: readonly TextPart[];
  /** Text that stands in no place of a body: definitions of tools that are not seen one by one. */
  readonly ownTexts: readonly Pick<RequestPiece, 'texts' | 'otherTokens'>[];
}

function bodyOf(subject: EstimateSubject): { readonly body: RequestBody; readonly segments: readonly PlacedSegment[] } {
  const { operation, settings, messageCount } = subject;
  const placed = subject.segments.map(placedSegment);
  const isPrompt = settings?.api === 'InvokeModel';
  const messages = Array.from({ length: Math.max(1, messageCount) }, (): MutableMessage => ({
    role: 'user',
    blocks: [],
  }));
  const system: BodyBlock[] = [];
  for (const { segment, blocks } of placed) {
    if (segment.role === 'system') system.push(...blocks);
    const message = segment.role === 'system' || segment.role === 'tools' ? undefined : messages[segment.message ?? 0];
    if (message === undefined) continue;
    message.blocks.push(...blocks);
    if (segment.role === 'assistant') message.role = 'assistant';
  }
  const prompt = placed.find(({ segment }) => segment.role === 'user');
  const [text] = prompt?.blocks ?? [];
  const body: RequestBody = {
    api: operation.replace(/(?:WithResponse)?Stream$/, ''),
    isThinking: false,
    ...settings,
    system,
    messages: isPrompt && text?.kind === 'text' ? [] : messages,
    ...(isPrompt && text?.kind === 'text' && { prompt: text.text }),
    tools: placed.flatMap(({ segment }) => segment.sent?.tools ?? []),
  };
  const segments = placed.map(({ segment, blocks, holes, ownTexts }): PlacedSegment => {
    const isSentAsPrompt = body.prompt !== undefined && segment === prompt?.segment;
    const of = new Set<unknown>([...blocks, ...(segment.sent?.tools ?? []), ...(isSentAsPrompt ? ['prompt'] : [])]);
    return { segment, of, holes, ownTexts };
  });
  return { body, segments };
}

interface MutableMessage extends Omit<BodyMessage, 'role' | 'blocks'> {
  role: BodyMessage['role'];
  readonly blocks: BodyBlock[];
}

function placedSegment(segment: Segment): Omit<PlacedSegment, 'of'> & { readonly blocks: readonly BodyBlock[] } {
  const { sent, parts, role } = segment;
  if (sent !== undefined) return { segment, blocks: sent.blocks, holes: sent.holes, ownTexts: [] };
  const holes: TextPart[] = [];
  const text = textWithMarks(parts, holes);
  if (role === 'tools') return { segment, blocks: [], holes, ownTexts: [{ texts: [text], otherTokens: NO_TOKENS }] };
  return { segment, blocks: [{ kind: 'text', text }], holes, ownTexts: [] };
}
