/** What the parts of the lowering need of one another while one file is lowered. */
import type { Expression, FunctionNode, Statement } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import type { FileFacts } from './fileFacts.ts';

export interface Lowering {
  readonly facts: FileFacts;
  readonly textOf: (range: TextRange) => string;
  /** What a word stands for; `unknown` beyond the greatest depth. */
  readonly word: (node: SyntaxNode) => Expression;
  /** What a command prints, given what it reads. */
  output(node: SyntaxNode, input?: Expression): Expression;
  statements(nodes: readonly SyntaxNode[]): readonly Statement[];
  function(node: SyntaxNode): FunctionNode;
  /** What a variable holds at a place. */
  variable(name: string, range: TextRange): Expression;
  /** `$1`, counted from 1. */
  parameter(position: number, range: TextRange): Expression;
  /** `$@`. */
  parameters(range: TextRange): Expression;
  /** `shift` takes so many parameters away from here on. */
  shift(count: number): void;
  inLoop<T>(lower: () => T): T;
}
