import type { Expression } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';

/** What the parts of the lowering need of one another while one file is lowered. */
export interface Lowering {
  readonly textOf: (range: TextRange) => string;
  /** `unknown` beyond the greatest depth. */
  readonly expression: (node: SyntaxNode) => Expression;
  /** Goes one level down; `unknown` beyond the greatest depth. */
  deeper(range: TextRange, lower: () => Expression): Expression;
  /** Lowers what stands where a `for` binds names. */
  withNames<T>(names: readonly string[], lower: () => T): T;
  /** The same for the iterator of a dynamic block, whose `value` is the element itself. */
  withIterator<T>(name: string, lower: () => T): T;
  isIterator(name: string): boolean;
  /** True for a name that is bound around, so that `name.x` is no resource. */
  isBound(name: string): boolean;
  /** Notes an object that is made JSON: a state machine is mostly written so. */
  madeJson(object: Expression): void;
  /** Address of the resource around, under which its `each` and `count` are kept. */
  readonly owner: string;
}
