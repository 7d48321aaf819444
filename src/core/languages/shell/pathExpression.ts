import type { Expression } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { Lowering } from './lowering.ts';
import { bareText } from './quoting.ts';
import { writtenFile } from './writtenFiles.ts';

/** A file that the script writes is at hand. */
export function pathExpression(path: SyntaxNode, lowering: Lowering): Expression {
  const written = bareText(lowering.textOf(path));
  return lowering.facts.written.has(written) ? writtenFile(written, path) : lowering.word(path);
}
