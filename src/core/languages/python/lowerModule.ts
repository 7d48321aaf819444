import type { Comment, Program } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { ExpressionLowering } from './lowerExpressions.ts';
import { rangeOf, rangeOfComment, sourceOf } from './lowering.ts';
import { StatementLowering } from './lowerStatements.ts';

export function lowerModule(root: SyntaxNode, uri: string, text: string): Program {
  const expressions = new ExpressionLowering(text);
  const body = new StatementLowering(expressions).statements(root.type === 'ERROR' ? [root] : root.children);
  return { uri, language: 'python', body, ...asides(root, text) };
}

/** Comments and places that could not be read, wherever they stand. */
function asides(root: SyntaxNode, text: string): Pick<Program, 'comments' | 'syntaxErrors'> {
  const comments: Comment[] = [];
  const syntaxErrors: TextRange[] = [];
  const open: SyntaxNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'comment') comments.push(lowerComment(node, text));
    if (node.type === 'ERROR' || node.isMissing) syntaxErrors.push(rangeOf(node));
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index];
      if (child) open.push(child);
    }
  }
  return { comments, syntaxErrors };
}

function lowerComment(node: SyntaxNode, text: string): Comment {
  const range = rangeOfComment(node, { text });
  return { range, text: sourceOf(range, { text }).replace(/^#+/, '').trim() };
}
