import type { Expression, Statement } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import type { FileFacts } from './fileFacts.ts';
import type { TextOf } from './nodes.ts';

/** What the parts of the lowering need of one another while one file is lowered. */
export interface Lowering {
  readonly facts: FileFacts;
  readonly textOf: TextOf;
  /** `unknown` beyond the greatest depth. */
  readonly expression: (node: SyntaxNode) => Expression;
  statements(nodes: readonly SyntaxNode[]): readonly Statement[];
  inClass<T>(name: string, lower: () => T): T;
  /** Name of the innermost class. */
  readonly className: string | undefined;
  /** What the name of a class means: one of the file, or one from elsewhere. */
  classNamed(written: string, range: TextRange): Expression;
  /** A property of the object at hand. */
  property(name: string): string;
  /** What another file of the program gives back, by its path. */
  file(path: string, range: TextRange): Expression;
}
