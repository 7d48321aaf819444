import type { Expression, Statement } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import type { FileFacts, Item } from './fileFacts.ts';

/** What the parts of the lowering need of one another while one file is lowered. */
export interface Lowering {
  readonly facts: FileFacts;
  /** See {@link RewrittenText}. */
  readonly macros: ReadonlySet<number>;
  readonly objects: ReadonlySet<number>;
  readonly textOf: (range: TextRange) => string;
  /** `unknown` beyond the greatest depth. */
  readonly expression: (node: SyntaxNode) => Expression;
  statements(nodes: readonly SyntaxNode[]): readonly Statement[];
  /** Statements, the last of which gives the value of all. */
  valued(nodes: readonly SyntaxNode[]): readonly Statement[];
  /** What a declaration in a list of them means; nothing for a type that was lowered with an earlier one. */
  items(items: readonly Item[]): readonly Statement[];
  /** Lowers what stands in a type. */
  inType<T>(name: string, lower: () => T): T;
  /** Lowers what stands inside of a function; in a value, `return` leaves more than that value. */
  inFunction<T>(kind: 'function' | 'value', lower: () => T): T;
  readonly typeAround: string | undefined;
  readonly isInValue: boolean;
  /** How many modules in braces the present place is in. */
  readonly depth: number;
}
