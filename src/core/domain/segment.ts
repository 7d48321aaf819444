import type { TextRange } from '../util/text.ts';
import type { AmountRange } from './estimates.ts';
import type { EditIntent } from './edit.ts';
import type { BodyBlock, BodyTool } from './requestBody.ts';
import type { TextPart } from './value.ts';

export type SegmentRole = 'system' | 'tools' | 'user' | 'assistant' | 'document' | 'image' | 'other';

/** One ordered piece of a request, in the order in which the model reads it: tools, system, messages. */
export interface Segment {
  readonly role: SegmentRole;
  /** Static texts and placeholders in order; what is not text (an image, bytes) is one placeholder. */
  readonly parts: readonly TextPart[];
  /** Index of the message that it belongs to; absent for what belongs to none. */
  readonly message?: number;
  /** What is counted instead of `parts`, where the service does not send them as they are written. */
  readonly sent?: SentContent;
  /** Where the piece stands in source, when it stands in one place. */
  readonly place?: { readonly uri: string; readonly range: TextRange };
  /** How often it is sent, where a condition decides; absent means once. */
  readonly repeat?: AmountRange;
  /** Inputs of a template that only decide what of the piece is sent: what conditions test and loops go through. */
  readonly decidedBy?: readonly NamedInput[];
  /** A cache checkpoint that stands right behind this piece. */
  readonly checkpoint?: CacheCheckpoint;
  /** A mark of another API, which is no checkpoint here. */
  readonly foreignCheckpoint?: ForeignCheckpoint;
  /** How a checkpoint would be written right behind this piece; absent where the API or the code's shape has no place for one. */
  readonly insertCheckpoint?: readonly EditIntent[];
}

/** What a template is filled with, at its first place. */
export interface NamedInput {
  readonly name: string;
  readonly range: TextRange;
}

/** Tools, or a block of a message that is no plain text. Marks in their texts stand for `holes` (`holes.ts`). */
export interface SentContent {
  readonly tools: readonly BodyTool[];
  readonly blocks: readonly BodyBlock[];
  readonly holes: readonly TextPart[];
}

export interface ForeignCheckpoint {
  /** The key that it is written with. */
  readonly key: string;
  readonly uri: string;
  readonly range: TextRange;
  /** How it would be written in this API. */
  readonly rewrite?: readonly EditIntent[];
}

export interface CacheCheckpoint {
  readonly uri: string;
  readonly range: TextRange;
  /** As written; absent means the API's default. */
  readonly ttlSeconds?: number;
  /** Set where a time is written that cannot be told. */
  readonly hasUnknownTtl?: true;
  /** The key that it is written with: `cachePoint`, `cache_control`. Absent where a setting of a library stands for it. */
  readonly key?: string;
  /** How it would be cut, where it stands in the request itself. */
  readonly remove?: readonly EditIntent[];
  /** How its time would be set to an hour; absent where the code's shape has no place for it. */
  readonly keepForHour?: readonly EditIntent[];
  /** How its time would be left out. */
  readonly dropTtl?: readonly EditIntent[];
  /** How it would be written as a block of Converse; only for marks of the other kind in libraries that take both kinds of models. */
  readonly asCachePoint?: readonly EditIntent[];
  /** Set where some calls send it and others may not: a flag, a branch or a helper decides. */
  readonly isConditional?: true;
}

/** True when any part of it can differ between calls, or all of it can be missing. */
export function isVolatileSegment(segment: Segment): boolean {
  return segment.repeat !== undefined || segment.parts.some(isVolatilePart);
}

/** True for a placeholder, and for a text that a loop or condition sends more or less often. */
export function isVolatilePart(part: TextPart): boolean {
  return part.kind === 'placeholder' || (part.repeat !== undefined && part.repeat.low !== part.repeat.high);
}
