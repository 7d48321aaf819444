import type { Expression, Statement } from '../domain/program.ts';
import type { TextRange } from '../util/text.ts';
import { unknown } from './nodes.ts';

/** Deeper nesting is not written by people; it is `unknown`, so that hostile input cannot overflow the stack. */
const MAXIMUM_DEPTH = 250;

/** How deep the lowering of one file is. */
export class Nesting {
  #depth = 0;

  deeper<T>(lower: () => T, tooDeep: () => T): T {
    if (this.#depth >= MAXIMUM_DEPTH) return tooDeep();
    this.#depth++;
    const value = lower();
    this.#depth--;
    return value;
  }

  /** `unknown` beyond the greatest depth. */
  expression(range: TextRange, lower: () => Expression): Expression {
    return this.deeper(lower, () => unknown(range));
  }

  /** Nothing beyond the greatest depth. */
  statements<N>(nodes: readonly N[], lower: (node: N) => readonly Statement[]): readonly Statement[] {
    return nodes.flatMap((node) =>
      this.deeper(
        () => lower(node),
        () => [],
      ),
    );
  }
}
