import type { SyntaxNode } from './syntaxNode.ts';

/** All texts together; a parse takes some ten times the memory of its text, and more. */
const MAXIMUM_LENGTH = 200_000;

/** Parses of small texts by their text, for languages that parse broken files in parts. The longest unused goes first. */
export class RecentParses {
  readonly #roots = new Map<string, SyntaxNode>();
  #length = 0;

  get(grammar: string, text: string): SyntaxNode | undefined {
    const key = keyOf(grammar, text);
    const root = this.#roots.get(key);
    if (root !== undefined) {
      this.#roots.delete(key);
      this.#roots.set(key, root);
    }
    return root;
  }

  keep(grammar: string, text: string, root: SyntaxNode): void {
    const key = keyOf(grammar, text);
    this.#roots.set(key, root);
    this.#length += key.length;
    for (const oldest of this.#roots.keys()) {
      if (this.#length <= MAXIMUM_LENGTH) break;
      this.#roots.delete(oldest);
      this.#length -= oldest.length;
    }
  }
}

function keyOf(grammar: string, text: string): string {
  return `${grammar}\0${text}`;
}
