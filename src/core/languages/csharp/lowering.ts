import type { ClassStatement, Expression, FunctionNode, Statement } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import type { ClassMembers } from './classMembers.ts';
import type { FileFacts } from './fileFacts.ts';

/** What the parts of the lowering need of one another while one file is lowered. */
export interface Lowering {
  readonly facts: FileFacts;
  readonly textOf: (range: TextRange) => string;
  /** `unknown` beyond the greatest depth. */
  readonly expression: (node: SyntaxNode) => Expression;
  /** The value of something whose type is written elsewhere: `new()` and `{ … }` take it from there. */
  typed(node: SyntaxNode, type: SyntaxNode | undefined): Expression;
  statements(nodes: readonly SyntaxNode[]): readonly Statement[];
  /** Class, struct, interface, enum or record. */
  classStatement(node: SyntaxNode): ClassStatement;
  /** Lowers what stands inside of a method or lambda, whose names hide the members of the classes around it. */
  inFunction(node: SyntaxNode, lower: () => FunctionNode): FunctionNode;
  /** Name of the innermost method around the place that is being lowered. */
  readonly methodAround: string | undefined;
  /** The innermost class around the place that is being lowered. */
  readonly classAround: ClassMembers | undefined;
  /** What a bare name means: a variable, a member of a class around, a class of the file, or something from elsewhere. */
  name(name: string, range: TextRange): Expression;
  /** What a bare name means that is called. */
  method(name: string, range: TextRange): Expression;
}
