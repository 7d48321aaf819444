import type { AmountRange } from '../../domain/estimates.ts';
import type { SegmentRole } from '../../domain/segment.ts';
import type { Volatility } from '../../domain/value.ts';

/** A piece of a template's text as its dialect understands it; what no token covers (tags, comments) is not sent. */
export type TemplateToken =
  | TextToken
  | ValueToken
  /** What follows belongs to a message of this role. */
  | { readonly kind: 'role'; readonly role: SegmentRole; readonly start: number; readonly end: number }
  /** What follows, up to the matching `close`, is sent so often. */
  | { readonly kind: 'open'; readonly repeat: AmountRange }
  /** The other branch of the innermost open block. */
  | { readonly kind: 'else' }
  | { readonly kind: 'close' };

export interface TextToken {
  readonly kind: 'text';
  readonly start: number;
  readonly end: number;
  /** Where it is not what stands between `start` and `end`. */
  readonly text?: string;
}

export interface ValueToken {
  readonly kind: 'value';
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Where the dialect knows better than the name. */
  readonly volatility?: Volatility;
  /** Set for what is a piece of its own: a picture, a document, the history. */
  readonly role?: SegmentRole;
}

/** Reads the text of a prompt; linear in its length, never throws. Half-typed tags are text. */
export type Dialect = (text: string) => readonly TemplateToken[];

/** How often a loop's body is sent where only run time knows. An assumption; `high` is no bound. */
export const ASSUMED_LOOP: AmountRange = { low: 0, likely: 3, high: 20 };
export const CONDITIONAL: AmountRange = { low: 0, likely: 1, high: 1 };
/** A branch that is not the first one: of all branches one is sent, likeliest the first. */
export const OTHER_BRANCH: AmountRange = { low: 0, likely: 0, high: 1 };
export const ONCE: AmountRange = { low: 1, likely: 1, high: 1 };
/** A block that can be a condition or a loop. */
export const SECTION: AmountRange = { low: 0, likely: 1, high: 20 };

/** Names as a reader would call them, short enough to show. */
export function shortName(name: string): string {
  const trimmed = name.trim().replace(/\s+/g, ' ');
  return trimmed.length > 60 ? `${trimmed.slice(0, 59)}…` : trimmed;
}
