/** Edits without a language: what to change where. A language or format writes them as text. */
import type { TextRange } from '../util/text.ts';

/** Data to be written in source; `verbatim` stands for the source text of the edited expression itself. */
export type LiteralData =
  | string
  | number
  | boolean
  | { readonly verbatim: true }
  /** Of a named type, or made by a function, where a language needs that said: `module#Name`. */
  | { readonly symbol: string; readonly from: LiteralData; readonly isPointer?: true }
  | readonly LiteralData[]
  | { readonly [key: string]: LiteralData };

/** A syntax node of one file, found again by its kind and exact range. */
export interface NodeReference {
  readonly uri: string;
  readonly kind: 'call' | 'object' | 'list' | 'expression';
  readonly range: TextRange;
}

export type EditIntent =
  | {
      /** Adds a field to an object or a named argument to a call; missing objects on the way are made. */
      readonly kind: 'set-field';
      readonly container: NodeReference;
      readonly path: readonly string[];
      readonly value: LiteralData;
    }
  | {
      readonly kind: 'replace-value';
      readonly target: NodeReference;
      readonly value: LiteralData;
      /** Text that has to stand there; else the value is made of something that the edit would lose, and it is not written. */
      readonly holds?: string;
    }
  | {
      /** Adds an item to a list; `index` counts the items there are, so the list's length appends. */
      readonly kind: 'insert-item';
      readonly container: NodeReference;
      readonly index: number;
      readonly value: LiteralData;
    }
  | {
      /** Cuts text that the program does not see, such as a comment; a line that is left blank goes with it. */
      readonly kind: 'remove-text';
      readonly uri: string;
      readonly range: TextRange;
      /** Set for an entry of a list or an object: its comma goes with it. */
      readonly isEntry?: true;
      /** Instead of cutting it all: the one word of it that becomes another, such as the key of an entry. */
      readonly renames?: { readonly from: string; readonly to: string };
    };

export type FixSafety = 'safe' | 'unsafe';

/** One way to resolve a finding. `unsafe` may change what the program does: offered, never applied unasked. */
export interface FixIntent {
  /** What the user picks: an imperative with the value in it. */
  readonly title: string;
  readonly safety: FixSafety;
  readonly edits: readonly EditIntent[];
}
