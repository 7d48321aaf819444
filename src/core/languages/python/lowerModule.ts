import type { Comment, Program } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { LowerOnce } from '../lowerOnce.ts';
import { ExpressionLowering } from './lowerExpressions.ts';
import { rangeOf } from '../nodes.ts';
import { rangeOfComment, sourceOf } from './lowering.ts';
import { StatementLowering } from './lowerStatements.ts';

/** @param parts Trees of the parts of the module. */
export function lowerModule(parts: readonly SyntaxNode[], uri: string, text: string): Program {
  // The tree of a text with names of characters is also that of a text with blanks in their place.
  const isAsWritten = !text.includes('\\N{');
  const lowered = parts.map((part) => (isAsWritten ? loweredParts.of(part, uri, text) : lowerPart(part, text)));
  return {
    uri,
    language: 'python',
    body: lowered.flatMap(({ body }) => body),
    comments: lowered.flatMap(({ comments }) => comments),
    syntaxErrors: lowered.flatMap(({ syntaxErrors }) => syntaxErrors),
  };
}

type LoweredPart = Pick<Program, 'body' | 'comments' | 'syntaxErrors'>;

const loweredParts = new LowerOnce(lowerPart);

function lowerPart(part: SyntaxNode, text: string): LoweredPart {
  const expressions = new ExpressionLowering(text);
  const body = new StatementLowering(expressions).statements(part.type === 'ERROR' ? [part] : part.children);
  return { body, ...asides(part, text) };
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
