import type { AmountRange } from '../../domain/estimates.ts';
import type { SegmentRole } from '../../domain/segment.ts';
import type { Volatility } from '../../domain/value.ts';
import type { TemplateExpression } from './templateExpression.ts';

/** A piece of a template's text as its dialect understands it; what no token covers (tags, comments) is not sent. */
export type TemplateToken =
  | TextToken
  | ValueToken
  /** What follows belongs to a message of this role. */
  | { readonly kind: 'role'; readonly role: SegmentRole; readonly start: number; readonly end: number }
  /** What follows, up to the matching `close`, is sent so often. */
  | OpenToken
  /** The other branch of the innermost open block, where `test` holds. */
  | { readonly kind: 'else'; readonly test?: TemplateExpression }
  | { readonly kind: 'close' }
  /** A name of the template's own; nothing is sent here. */
  | { readonly kind: 'set'; readonly name: string; readonly to?: TemplateExpression };

export interface OpenToken {
  readonly kind: 'open';
  /** Where the values that decide are not known. */
  readonly repeat: AmountRange;
  /** Where the dialect understands what decides. */
  readonly block?: TemplateBlock;
}

/** What a block does with the values that the template is filled with. */
export type TemplateBlock =
  /** Once per element, each under `names`: one of them, or the parts of it. Without `of` only run time knows of what. */
  | LoopBlock
  | { readonly kind: 'condition'; readonly test: TemplateExpression }
  /** Mustache's: a loop over a list, inside an object, a condition on everything else. */
  | { readonly kind: 'section'; readonly of: TemplateExpression }
  /** What stands inside is read from `of`; left out where there is none. */
  | { readonly kind: 'with'; readonly of: TemplateExpression }
  /** What stands inside becomes the value of a name, and is not sent here. */
  | { readonly kind: 'capture'; readonly name: string }
  /** A place that a template made from this one can fill otherwise. */
  | { readonly kind: 'named'; readonly name: string }
  /** Sent where it is called. */
  | { readonly kind: 'macro'; readonly name: string; readonly parameters: readonly MacroParameter[] };

export interface LoopBlock {
  readonly kind: 'loop';
  readonly names: readonly string[];
  readonly of?: TemplateExpression;
  /** In place of `of` where a condition chooses among the elements: how many are left is not known. */
  readonly chosenFrom?: TemplateExpression;
}

export interface MacroParameter {
  readonly name: string;
  readonly otherwise?: TemplateExpression;
}

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
  /** What is written here, where the dialect understands it. */
  readonly reads?: TemplateExpression;
  /** Another template that stands here, or that this one is made from: its name. */
  readonly template?: { readonly kind: 'include' | 'extends'; readonly name: TemplateExpression };
}

/** A stretch of text between two tags, and whether they take the blanks at its ends with them. */
export interface TextBetweenTags {
  readonly start: number;
  readonly end: number;
  readonly trimsStart: boolean;
  readonly trimsEnd: boolean;
}

/** What is sent of a stretch between tags: nothing where no text is left. */
export function textBetweenTags(text: string, between: TextBetweenTags): readonly TextToken[] {
  let { start, end } = between;
  if (between.trimsStart) while (start < end && isBlank(text, start)) start += 1;
  if (between.trimsEnd) while (end > start && isBlank(text, end - 1)) end -= 1;
  return end > start ? [{ kind: 'text', start, end }] : [];
}

function isBlank(text: string, index: number): boolean {
  return /\s/.test(text.charAt(index));
}

/** Reads the text of a prompt; linear in its length, never throws. Half-typed tags are text. */
export type Dialect = (text: string) => readonly TemplateToken[];

/** How often a loop's body is sent where only run time knows. An assumption; `high` is no bound. */
export const ASSUMED_LOOP: AmountRange = { low: 0, likely: 3, high: 20 };
export const CONDITIONAL: AmountRange = { low: 0, likely: 1, high: 1 };
/** A branch that is not the first one: of all branches one is sent, likeliest the first. */
export const OTHER_BRANCH: AmountRange = { low: 0, likely: 0, high: 1 };
export const ONCE: AmountRange = { low: 1, likely: 1, high: 1 };
/** Comments, which some languages write as blocks. */
export const NEVER: AmountRange = { low: 0, likely: 0, high: 0 };
/** A block that can be a condition or a loop. */
export const SECTION: AmountRange = { low: 0, likely: 1, high: 20 };

/** Names as a reader would call them, short enough to show. */
export function shortName(name: string): string {
  const trimmed = name.trim().replace(/\s+/g, ' ');
  return trimmed.length > 60 ? `${trimmed.slice(0, 59)}…` : trimmed;
}
