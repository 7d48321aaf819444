import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';

export type TextOf = (range: TextRange) => string;

/** Children without tokens and comments; the body of a heredoc is read where the heredoc begins. */
export function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter(
    ({ isNamed, type }) => isNamed && type !== 'comment' && type !== 'heredoc_body' && type !== 'empty_statement',
  );
}
