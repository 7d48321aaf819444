/** What has to be known of a whole file before any part of it is lowered: package, imports, classes, comments, errors. */
import { fieldOf, hasToken } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import type { Import } from '../java/fileFacts.ts';
import { partsOf } from '../parts.ts';
import { walkFile } from '../java/walkFile.ts';
import type { WalkedFile } from '../java/walkFile.ts';

export interface FileFacts extends WalkedFile {
  readonly package: string;
  readonly imports: readonly Import[];
  /** Functions, properties and classes of the file that stand in no class. */
  readonly topLevel: ReadonlySet<string>;
}

export const CLASSES: ReadonlySet<string> = new Set(['class_declaration', 'object_declaration']);

const BODIES: ReadonlySet<string> = new Set(['block', 'lambda_literal']);

export function readFileFacts(root: SyntaxNode, text: string): FileFacts {
  const textOf = (node: TextRange): string => text.slice(node.start, node.end);
  const imports: Import[] = [];
  let packageName = '';
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'package_header') packageName = textOf(partsOf(node).at(-1) ?? node).replace(/\s+/g, '');
    else if (node.type === 'import' && node.isNamed) imports.push(readImport(node, textOf));
  };
  const walked = walkFile(root, { classes: CLASSES, bodies: BODIES, textOf, visit });
  const topLevel = new Set(partsOf(root).flatMap((node) => declaredName(node, textOf) ?? []));
  return { ...walked, package: packageName, imports, topLevel };
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
