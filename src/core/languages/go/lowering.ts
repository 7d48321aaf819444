/** What the parts of the lowering need of one another while one file is lowered. */
import type { Expression, FunctionNode, Statement } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import type { FileFacts } from './fileFacts.ts';

export interface Lowering {
  readonly facts: FileFacts;
  readonly textOf: (range: TextRange) => string;
  /** `unknown` beyond the greatest depth. */
  readonly expression: (node: SyntaxNode) => Expression;
  statements(nodes: readonly SyntaxNode[]): readonly Statement[];
  /** A function, method or function literal. */
  function(node: SyntaxNode): FunctionNode;
  /** True for the name of the object that the method that is being lowered belongs to. */
  isReceiver(name: string): boolean;
  /** How the function that is being lowered gives back several results. */
  readonly results: Results;
  /** What `iota` stands for, inside of a constant's declaration. */
  readonly iota: number | undefined;
  withIota<T>(iota: number, lower: () => T): T;
}

/**
 * A value and an error, or a value and whether it is there, are lowered to the value alone; more results are a list.
 * Both the function and its callers see by the number of results which one it is.
 */
export interface Results {
  readonly shape: 'first' | 'list';
  /** Names that `return` without values gives back. */
  readonly names: readonly SyntaxNode[];
}
