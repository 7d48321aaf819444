import type { Tree } from 'web-tree-sitter';
import type { CopiedNode } from './copyTree.ts';
import { textChange } from './textChange.ts';
import type { TextChange } from './textChange.ts';

/** A parse that the next one of nearly the same text can build on. It owns its tree. */
export interface KeptTree {
  readonly grammar: string;
  readonly text: string;
  readonly tree: Tree;
  readonly root: CopiedNode;
}

/** How many documents are typed in by turns, the variants of them that languages parse included. */
const MAXIMUM_KEPT = 4;
/** Smaller texts are parsed as fast anew. */
export const MINIMUM_KEPT_LENGTH = 4_000;
/** Trees of larger texts would hold much memory. */
const MAXIMUM_KEPT_LENGTH = 1_000_000;
/** Share of the text that may differ: more is another document. */
const MAXIMUM_CHANGE = 0.3;

/** The last few trees, so that a key press parses what changed and no more. Bounded, and the only place that keeps trees. */
export class KeptTrees {
  /** The one used last is at the end. */
  readonly #kept: KeptTree[] = [];

  /** The tree whose text is nearest; undefined when none is near. */
  nearest(grammar: string, text: string): { readonly kept: KeptTree; readonly change: TextChange } | undefined {
    let best: { readonly kept: KeptTree; readonly change: TextChange } | undefined;
    let smallest = text.length * MAXIMUM_CHANGE;
    for (const kept of this.#kept) {
      if (kept.grammar !== grammar || Math.abs(kept.text.length - text.length) > smallest) continue;
      const change = textChange(kept.text, text);
      const size = Math.max(change.oldEnd, change.newEnd) - change.start;
      if (size > smallest) continue;
      smallest = size;
      best = { kept, change };
    }
    return best;
  }

  /**
   * Takes the tree over.
   *
   * @param instead What it was made of; it is freed.
   */
  keep(tree: KeptTree, instead?: KeptTree): void {
    if (instead) this.drop(instead);
    if (tree.text.length > MAXIMUM_KEPT_LENGTH) {
      tree.tree.delete();
      return;
    }
    this.#kept.push(tree);
    if (this.#kept.length > MAXIMUM_KEPT) this.#kept.shift()?.tree.delete();
  }

  drop(tree: KeptTree): void {
    const index = this.#kept.indexOf(tree);
    if (index < 0) return;
    this.#kept.splice(index, 1);
    tree.tree.delete();
  }
}
