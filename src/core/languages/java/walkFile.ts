import type { Comment } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { readComment } from '../readComment.ts';
import { isComment } from '../parts.ts';

export interface WalkedFile {
  /** Path of each class of the file that stands in another one, by its own name. */
  readonly nested: ReadonlyMap<string, readonly string[]>;
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly TextRange[];
}

export interface FileWalk {
  /** Types of the nodes that declare a class. */
  readonly classes: ReadonlySet<string>;
  /** Types of the nodes within which a class is seen by its own name alone. */
  readonly bodies: ReadonlySet<string>;
  readonly textOf: (range: TextRange) => string;
  /** Called for every node but classes and comments, in the order of the source. */
  readonly visit: (node: SyntaxNode) => void;
}

/** Every node of a file of Java or Kotlin once, without recursion. */
export function walkFile(root: SyntaxNode, { classes, bodies, textOf, visit }: FileWalk): WalkedFile {
  const comments: Comment[] = [];
  const syntaxErrors: TextRange[] = [];
  const nested = new Map<string, readonly string[]>();
  const open: { readonly node: SyntaxNode; readonly path: readonly string[] }[] = [{ node: root, path: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node } = next;
    let { path } = next;
    if (node.isMissing || (node.type === 'ERROR' && node.end > node.start)) {
      syntaxErrors.push({ start: node.start, end: node.end });
    }
    if (isComment(node)) comments.push(readComment(node, textOf));
    else if (classes.has(node.type)) {
      const name = fieldOf(node, 'name');
      if (name) {
        if (path.length > 0) nested.set(textOf(name), [...path, textOf(name)]);
        path = [...path, textOf(name)];
      }
    } else visit(node);
    if (bodies.has(node.type)) path = [];
    for (const child of node.children.toReversed()) open.push({ node: child, path });
  }
  return { nested, comments, syntaxErrors };
}
