/** What has to be known of a whole file before any part of it is lowered: package, imports, classes, comments, errors. */
import { fieldOf, fieldsOf, hasToken } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { CLASSES } from './classMembers.ts';
import { partsOf } from '../parts.ts';
import { walkFile } from './walkFile.ts';
import type { WalkedFile } from './walkFile.ts';

export interface FileFacts extends WalkedFile {
  /** Empty for the package without a name. */
  readonly package: string;
  readonly imports: readonly Import[];
  /** Names that hold a `StringBuilder` somewhere in the file. */
  readonly builders: ReadonlySet<string>;
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

const BODIES: ReadonlySet<string> = new Set(['block']);

export function readFileFacts(root: SyntaxNode, text: string): FileFacts {
  const textOf = (node: TextRange): string => text.slice(node.start, node.end);
  const builders = new Set<string>();
  const imports: Import[] = [];
  let packageName = '';
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'package_declaration') packageName = textOf(partsOf(node).at(-1) ?? node);
    else if (node.type === 'import_declaration') imports.push(readImport(node, textOf));
    else for (const name of builderNames(node, textOf)) builders.add(name);
  };
  const walked = walkFile(root, { classes: CLASSES, bodies: BODIES, textOf, visit });
  return { ...walked, package: packageName, imports, builders };
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
