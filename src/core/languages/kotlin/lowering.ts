import type { Expression, Statement } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import type { ClassMembers } from '../java/classMembers.ts';
import type { FileFacts } from './fileFacts.ts';

/** What the parts of the lowering need of one another while one file is lowered. */
export interface Lowering {
  readonly facts: FileFacts;
  readonly textOf: (range: TextRange) => string;
  /** `unknown` beyond the greatest depth. */
  readonly expression: (node: SyntaxNode) => Expression;
  statements(nodes: readonly SyntaxNode[]): readonly Statement[];
  /** Statements, the last of which gives the value. */
  valued(nodes: readonly SyntaxNode[]): readonly Statement[];
  inClass<T>(members: ClassMembers, lower: () => T): T;
  /**
   * Lowers what stands inside of a function or lambda.
   *
   * @param object Name under which a lambda holds the object that bare names can be members of.
   */
  inFunction<T>(declared: ReadonlySet<string>, object: string | undefined, lower: () => T): T;
  readonly classAround: ClassMembers | undefined;
  /** What a bare name means: a variable, a member of a class around, a class of the file, or something from elsewhere. */
  name(name: string, range: TextRange): Expression;
  /** What a bare name means that is called, or assigned: also a member of the object that a lambda is about. */
  member(name: string, range: TextRange): Expression;
  /** `this`: the object that a lambda is about, else that of the class. */
  self(range: TextRange): Expression;
  /** True for what the file declares or imports under a name. */
  isKnown(name: string): boolean;
}
