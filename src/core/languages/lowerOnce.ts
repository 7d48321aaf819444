import type { SyntaxNode } from '../parsing/syntaxNode.ts';

/**
 * Lowers parts of files, each once: a part that neither changed nor moved has the tree that it had. Another file with the same
 * text gets nodes of its own: whoever evaluates them tells files apart by them.
 */
export class LowerOnce<Lowered> {
  readonly #parts = new WeakMap<SyntaxNode, { readonly uri: string; readonly lowered: Lowered }>();
  readonly #lower: (part: SyntaxNode, text: string) => Lowered;

  /** @param lower Of a part of a text. */
  constructor(lower: (part: SyntaxNode, text: string) => Lowered) {
    this.#lower = lower;
  }

  /** @param text Of the whole file. */
  of(part: SyntaxNode, uri: string, text: string): Lowered {
    const known = this.#parts.get(part);
    if (known?.uri === uri) return known.lowered;
    const lowered = this.#lower(part, text);
    this.#parts.set(part, { uri, lowered });
    return lowered;
  }
}
