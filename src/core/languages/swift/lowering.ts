import type { Expression, Statement } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import type { FileFacts } from './fileFacts.ts';

export interface TypeMembers {
  readonly path: readonly string[];
  readonly names: ReadonlySet<string>;
}

/** What the parts of the lowering need of one another while one file is lowered. */
export interface Lowering {
  readonly facts: FileFacts;
  readonly textOf: (range: TextRange) => string;
  /** `unknown` beyond the greatest depth. */
  readonly expression: (node: SyntaxNode) => Expression;
  statements(nodes: readonly SyntaxNode[]): readonly Statement[];
  /** Statements, the last of which gives the value of all where it is an expression. */
  valued(nodes: readonly SyntaxNode[]): readonly Statement[];
  inType<T>(members: TypeMembers, lower: () => T): T;
  inFunction<T>(declared: ReadonlySet<string>, lower: () => T): T;
  readonly typeAround: TypeMembers | undefined;
  /** What a bare name means: a variable, a member of a type around, a type of the file, or something from elsewhere. */
  name(name: string, range: TextRange): Expression;
}
