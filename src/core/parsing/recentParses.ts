import type { CopiedNode } from './copyTree.ts';
import { moved } from './copyTree.ts';

/** All texts together; a parse takes some ten times the memory of its text, and more. */
export const MAXIMUM_RECENT_LENGTH = 200_000;

/** Parses of small texts and of parts of texts, by what was parsed. The longest unused goes first. */
export class RecentParses {
  readonly #parses = new Map<string, { readonly root: CopiedNode; readonly start: number }>();
  #length = 0;

  /** @param start Where the text stands in the one that positions count in; its tree is moved there. */
  get(grammar: string, text: string, start: number): CopiedNode | undefined {
    const key = keyOf(grammar, text);
    const known = this.#parses.get(key);
    if (known === undefined) return undefined;
    const root = moved(known.root, start - known.start);
    this.#parses.delete(key);
    this.#parses.set(key, { root, start });
    return root;
  }

  keep(grammar: string, text: string, start: number, root: CopiedNode): void {
    const key = keyOf(grammar, text);
    this.#parses.set(key, { root, start });
    this.#length += key.length;
    for (const oldest of this.#parses.keys()) {
      if (this.#length <= MAXIMUM_RECENT_LENGTH) break;
      this.#parses.delete(oldest);
      this.#length -= oldest.length;
    }
  }
}

function keyOf(grammar: string, text: string): string {
  return `${grammar}\0${text}`;
}
