/** What has to be known of a whole file before any part of it is lowered: its types, names, comments, errors. */
import type { Comment } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { readComment } from '../readComment.ts';
import { isComment, partsOf } from '../parts.ts';

export interface FileFacts {
  /** Types of the file that stand in no other one, by name. */
  readonly types: ReadonlyMap<string, TypeParts>;
  /** Path of each type that stands in another one, by its own name. */
  readonly nested: ReadonlyMap<string, readonly string[]>;
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly TextRange[];
}

/** A type's own declaration, where it stands here, and what extends it. */
export interface TypeParts {
  readonly declaration: SyntaxNode | undefined;
  readonly extensions: readonly SyntaxNode[];
}

export const TYPES: ReadonlySet<string> = new Set(['class_declaration', 'protocol_declaration']);

const BODIES: ReadonlySet<string> = new Set(['function_body', 'lambda_literal', 'computed_property']);

export function readFileFacts(root: SyntaxNode, textOf: (range: TextRange) => string): FileFacts {
  const types = new Map<string, { declaration: SyntaxNode | undefined; extensions: SyntaxNode[] }>();
  for (const node of partsOf(root)) {
    const name = TYPES.has(node.type) ? nameOfType(node, textOf) : undefined;
    if (name === undefined) continue;
    const parts = types.get(name) ?? { declaration: undefined, extensions: [] };
    types.set(name, parts);
    if (isExtension(node)) parts.extensions.push(node);
    else parts.declaration ??= node;
  }
  return { types, ...walk(root, textOf) };
}

export function isExtension({ children }: SyntaxNode): boolean {
  return children.some(({ type }) => type === 'extension');
}

export function isEnum({ children }: SyntaxNode): boolean {
  return children.some(({ type }) => type === 'enum');
}

export function nameOfType(node: SyntaxNode, textOf: (range: TextRange) => string): string | undefined {
  const name = fieldOf(node, 'name');
  if (name === undefined) return undefined;
  const [path = ''] = textOf(name).split('<', 1);
  return path.slice(path.lastIndexOf('.') + 1).trim();
}

function walk(
  root: SyntaxNode,
  textOf: (range: TextRange) => string,
): Pick<FileFacts, 'nested' | 'comments' | 'syntaxErrors'> {
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
    else if (TYPES.has(node.type)) {
      const name = nameOfType(node, textOf);
      if (name !== undefined) {
        if (path.length > 0) nested.set(name, [...path, name]);
        path = [...path, name];
      }
    }
    if (BODIES.has(node.type)) path = [];
    for (const child of node.children.toReversed()) open.push({ node: child, path });
  }
  return { nested, comments, syntaxErrors };
}
