/** What has to be known of a whole file before any part of it is lowered: package, imports, classes, comments, errors. */
import type { Comment } from '../../domain/program.ts';
import { fieldOf, fieldsOf, hasToken } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { CLASSES } from './classMembers.ts';
import { isComment, partsOf } from './nodes.ts';

export interface FileFacts {
  /** Empty for the package without a name. */
  readonly package: string;
  readonly imports: readonly Import[];
  /** Path of each class of the file that stands in another one, by its own name. */
  readonly nested: ReadonlyMap<string, readonly string[]>;
  /** Names that hold a `StringBuilder` somewhere in the file. */
  readonly builders: ReadonlySet<string>;
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly TextRange[];
}

export interface Import {
  /** `a.b.C`, `a.b`, or for static ones the class. */
  readonly path: string;
  readonly isStatic: boolean;
  /** Member of the class that a static import takes. */
  readonly member?: string;
  readonly isAll: boolean;
  /** Name in the file, where that is another one. */
  readonly alias?: string;
  readonly range: TextRange;
}

export function readFileFacts(root: SyntaxNode, text: string): FileFacts {
  const textOf = (node: TextRange): string => text.slice(node.start, node.end);
  const comments: Comment[] = [];
  const syntaxErrors: TextRange[] = [];
  const builders = new Set<string>();
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
    else if (node.type === 'package_declaration') packageName = textOf(partsOf(node).at(-1) ?? node);
    else if (node.type === 'import_declaration') imports.push(readImport(node, textOf));
    else if (CLASSES.has(node.type)) {
      const name = fieldOf(node, 'name');
      if (name) {
        if (path.length > 0) nested.set(textOf(name), [...path, textOf(name)]);
        path = [...path, textOf(name)];
      }
    } else for (const name of builderNames(node, textOf)) builders.add(name);
    // A class within a method is seen by its own name.
    if (node.type === 'block') path = [];
    for (const child of node.children.toReversed()) open.push({ node: child, path });
  }
  return { package: packageName, imports, nested, builders, comments, syntaxErrors };
}

/** `import static a.b.C.D`, `import static a.b.C.*`, `import a.b.C`, `import a.b.*`. */
function readImport(node: SyntaxNode, textOf: (range: TextRange) => string): Import {
  const named = partsOf(node).find(({ type }) => type === 'scoped_identifier' || type === 'identifier');
  const written = named ? textOf(named).replace(/\s+/g, '') : '';
  const isStatic = hasToken(node, 'static');
  const isAll = partsOf(node).some(({ type }) => type === 'asterisk');
  const range = { start: node.start, end: node.end };
  if (!isStatic || isAll) return { path: written, isStatic, isAll, range };
  const dot = written.lastIndexOf('.');
  return { path: written.slice(0, Math.max(dot, 0)), member: written.slice(dot + 1), isStatic, isAll, range };
}

function readComment(node: SyntaxNode, textOf: (node: TextRange) => string): Comment {
  const text = textOf(node);
  const range = { start: node.start, end: text.endsWith('\r') ? node.end - 1 : node.end };
  const inside = text.startsWith('/*') ? text.slice(2).replace(/\*\/$/, '') : text.replace(/^\/+/, '');
  return { range, text: inside.trim() };
}

/** `StringBuilder prompt = …`, `var prompt = new StringBuilder()`. */
function builderNames(node: SyntaxNode, textOf: (range: TextRange) => string): readonly string[] {
  const isDeclaration = node.type === 'local_variable_declaration' || node.type === 'field_declaration';
  const type = fieldOf(node, 'type');
  if (!type || (!isDeclaration && node.type !== 'formal_parameter')) return [];
  const declared = isDeclaration ? fieldsOf(node, 'declarator') : [node];
  return declared.flatMap((one) => {
    const name = fieldOf(one, 'name');
    const value = fieldOf(one, 'value');
    const made = value?.type === 'object_creation_expression' ? fieldOf(value, 'type') : undefined;
    const isBuilder = isTextBuilder(textOf(type)) || (made !== undefined && isTextBuilder(textOf(made)));
    return name && isBuilder ? [textOf(name)] : [];
  });
}

export function isTextBuilder(type: string): boolean {
  return /^(?:java\.lang\.)?String(?:Builder|Buffer)$/.test(type);
}
