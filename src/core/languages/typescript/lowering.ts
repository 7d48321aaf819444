import type {
  ClassStatement,
  ExportBinding,
  Expression,
  FunctionNode,
  ObjectEntry,
  Statement,
} from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';

/** What the parts of the lowering need of one another while one file is lowered. */
export interface Lowering {
  textOf(node: SyntaxNode): string;
  /** `unknown` beyond the greatest depth. */
  expression(node: SyntaxNode): Expression;
  /** One entry of an object literal; none when the node is no entry. */
  entry(node: SyntaxNode): readonly ObjectEntry[];
  /** What an expression does when nobody looks at its value: assignments, calls, branches. */
  effect(node: SyntaxNode): readonly Statement[];
  statements(nodes: readonly SyntaxNode[]): readonly Statement[];
  function(node: SyntaxNode, naming: FunctionNaming): FunctionNode;
  class(node: SyntaxNode, name: string, decorators?: readonly SyntaxNode[]): ClassStatement;
  /** Lets a statement run just before the one that is being lowered: assignments inside expressions. */
  hoist(statements: readonly Statement[]): void;
  /** Lowers apart, so that what is hoisted can be put where it belongs. */
  collect<T>(lower: () => T): Collected<T>;
  export(binding: ExportBinding): void;
}

export interface FunctionNaming {
  readonly role: FunctionNode['role'];
  /** Name that the place gives to a nameless function: `const ask = () => …`. */
  readonly name?: string | undefined;
  readonly decorators?: readonly SyntaxNode[];
}

export interface Collected<T> {
  readonly value: T;
  readonly hoisted: readonly Statement[];
}
