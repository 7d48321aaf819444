/** What has to be known of a whole file before any part of it is lowered: package, imports, classes, comments, errors. */
import type { Comment } from '../../domain/program.ts';
import { fieldOf, hasToken } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import type { Import } from '../java/fileFacts.ts';
import { isComment, partsOf } from '../java/nodes.ts';

export interface FileFacts {
  readonly package: string;
  readonly imports: readonly Import[];
  /** Path of each class of the file that stands in another one, by its own name. */
  readonly nested: ReadonlyMap<string, readonly string[]>;
  /** Functions, properties and classes of the file that stand in no class. */
  readonly topLevel: ReadonlySet<string>;
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly TextRange[];
}

export const CLASSES: ReadonlySet<string> = new Set(['class_declaration', 'object_declaration']);

export function readFileFacts(root: SyntaxNode, text: string): FileFacts {
  const textOf = (node: TextRange): string => text.slice(node.start, node.end);
  const comments: Comment[] = [];
  const syntaxErrors: TextRange[] = [];
  const imports: Import[] = [];
  const nested = new Map<string, readonly string[]>();
  let packageName = '';
  const open: { readonly node: SyntaxNode; readonly path: readonly string[] }[] = [{ node: root, path: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node } = next;
    let { path } = next;
    if (node.isMissing || (node.type === 'ERROR' && node.end > node.start)) {
      syntaxErrors.push({ start: node.start, end: node.end });
    }
    if (isComment(node)) comments.push(readComment(node, textOf));
    else if (node.type === 'package_header') packageName = textOf(partsOf(node).at(-1) ?? node).replace(/\s+/g, '');
    else if (node.type === 'import' && node.isNamed) imports.push(readImport(node, textOf));
    else if (CLASSES.has(node.type)) {
      const name = fieldOf(node, 'name');
      if (name) {
        if (path.length > 0) nested.set(textOf(name), [...path, textOf(name)]);
        path = [...path, textOf(name)];
      }
    } else if (node.type === 'block' || node.type === 'lambda_literal') path = [];
    for (const child of node.children.toReversed()) open.push({ node: child, path });
  }
  const topLevel = new Set(partsOf(root).flatMap((node) => declaredName(node, textOf) ?? []));
  return { package: packageName, imports, nested, topLevel, comments, syntaxErrors };
}

/** Name of a function, class or property that a node declares. */
export function declaredName(node: SyntaxNode, textOf: (node: TextRange) => string): string | undefined {
  const name = fieldOf(node, 'name');
  if (name) return textOf(name);
  const variable = node.type === 'property_declaration' ? variableOf(node) : undefined;
  return variable && textOf(variable);
}

/** The name in `val name: Type = …`. */
export function variableOf(node: SyntaxNode): SyntaxNode | undefined {
  const declaration = partsOf(node).find(({ type }) => type === 'variable_declaration');
  return declaration && partsOf(declaration).find(({ type }) => type === 'identifier');
}

/** `import a.b.C`, `import a.b.C as D`, `import a.b.*`. */
function readImport(node: SyntaxNode, textOf: (range: TextRange) => string): Import {
  const [path, alias] = partsOf(node);
  const range = { start: node.start, end: node.end };
  const written = path ? textOf(path).replace(/\s+/g, '') : '';
  return {
    path: written,
    isStatic: false,
    isAll: hasToken(node, '*'),
    range,
    ...(alias && { alias: textOf(alias) }),
  };
}

function readComment(node: SyntaxNode, textOf: (node: TextRange) => string): Comment {
  const text = textOf(node);
  const range = { start: node.start, end: text.endsWith('\r') ? node.end - 1 : node.end };
  const inside = text.startsWith('/*') ? text.slice(2).replace(/\*\/$/, '') : text.replace(/^\/+/, '');
  return { range, text: inside.trim() };
}
