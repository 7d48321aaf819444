import type { Expression, Statement } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import type { ClassFacts, FileFacts } from './fileFacts.ts';

/** What the parts of the lowering need of one another while one file is lowered. */
export interface Lowering {
  readonly facts: FileFacts;
  readonly textOf: (range: TextRange) => string;
  /** `unknown` beyond the greatest depth. */
  readonly expression: (node: SyntaxNode) => Expression;
  statements(nodes: readonly SyntaxNode[]): readonly Statement[];
  /** Statements, the last of which gives the value. */
  valued(nodes: readonly SyntaxNode[]): readonly Statement[];
  /** Lowers what stands inside of a class or module. */
  inClass<T>(path: string, lower: () => T): T;
  /** Lowers a method, which sees no variable around it. */
  inMethod<T>(declared: ReadonlySet<string>, lower: () => T): T;
  /** Lowers a block, which sees the variables around it. */
  inBlock<T>(declared: ReadonlySet<string>, lower: () => T): T;
  /** Those of the names that a method or block around declares. */
  declaredAround(names: ReadonlySet<string>): readonly string[];
  isVariable(name: string): boolean;
  /** Path of the innermost class or module. */
  readonly classPath: string | undefined;
  /** What the file says of the innermost class or module, in all places that open it. */
  readonly classAround: ClassFacts | undefined;
  /** What a constant means: a class of the file, a constant of one, or something from elsewhere. */
  constant(path: string, range: TextRange): Expression;
  /** A function that is called by its bare name: a method of the class around, else one of the file or of Ruby itself. */
  method(name: string, range: TextRange): Expression;
  /** An instance variable. */
  attribute(written: string, range: TextRange): Expression;
}
