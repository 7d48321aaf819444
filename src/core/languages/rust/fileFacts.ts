/** What has to be known of a whole file before any part of it is lowered: its modules, types, names, comments, errors. */
import type { Comment } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { pathOfUri } from '../../util/uris.ts';
import { isComment, partsOf } from '../parts.ts';
import { readComment } from '../readComment.ts';

/** A declaration with the attributes in front of it; what stands in a module in braces is taken for what stands beside it. */
export interface Item {
  readonly node: SyntaxNode;
  readonly attributes: readonly SyntaxNode[];
  /** How many modules in braces it stands in. */
  readonly depth: number;
}

export interface FileFacts {
  readonly items: readonly Item[];
  /** Steps to the module that the file is, from the root of its crate; `self` is the file's folder where that has no sources. */
  readonly modulePath: readonly string[];
  /** Modules that stand in the file. */
  readonly innerModules: ReadonlySet<string>;
  /** Modules that the file declares, and that have files of their own. */
  readonly outerModules: ReadonlySet<string>;
  /** Types of the file by name, with their own declaration where it stands here. */
  readonly types: ReadonlyMap<string, TypeParts>;
  /** Names that the file imports or declares, wherever. */
  readonly names: ReadonlySet<string>;
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly TextRange[];
}

/** A struct, enumeration or trait, and all that implements something for it. */
export interface TypeParts {
  readonly declaration: Item | undefined;
  readonly implementations: readonly Item[];
}

const DECLARATIONS: ReadonlySet<string> = new Set(['struct_item', 'enum_item', 'trait_item', 'union_item']);

export function readFileFacts(root: SyntaxNode, uri: string, textOf: (range: TextRange) => string): FileFacts {
  const items = itemsIn(partsOf(root), 0, textOf);
  const modules = items.filter(({ node }) => node.type === 'mod_item');
  const named = (filter: (node: SyntaxNode) => boolean): ReadonlySet<string> =>
    new Set(modules.filter(({ node }) => filter(node)).flatMap(({ node }) => nameOf(node, textOf) ?? []));
  return {
    items,
    modulePath: modulePathOf(uri),
    innerModules: named((node) => fieldOf(node, 'body') !== undefined),
    outerModules: named((node) => fieldOf(node, 'body') === undefined),
    types: typesOf(items, textOf),
    ...walk(root, textOf),
  };
}

export function nameOf(node: SyntaxNode, textOf: (range: TextRange) => string): string | undefined {
  const name = fieldOf(node, 'name');
  return name && textOf(name).replace(/^r#/, '');
}

const MAXIMUM_MODULE_DEPTH = 20;

/** Declarations in their order; modules in braces are followed by what is in them. */
export function itemsIn(
  nodes: readonly SyntaxNode[],
  depth: number,
  textOf: (range: TextRange) => string,
): readonly Item[] {
  const items: Item[] = [];
  let attributes: SyntaxNode[] = [];
  for (const node of nodes) {
    if (node.type === 'attribute_item') {
      attributes.push(node);
      continue;
    }
    items.push({ node, attributes, depth });
    attributes = [];
    const body = node.type === 'mod_item' && depth < MAXIMUM_MODULE_DEPTH ? fieldOf(node, 'body') : undefined;
    if (body) for (const inner of itemsIn(partsOf(body), depth + 1, textOf)) items.push(inner);
  }
  return items;
}

function typesOf(items: readonly Item[], textOf: (range: TextRange) => string): ReadonlyMap<string, TypeParts> {
  const types = new Map<string, { declaration: Item | undefined; implementations: Item[] }>();
  for (const item of items) {
    const isDeclaration = DECLARATIONS.has(item.node.type);
    const name = isDeclaration
      ? nameOf(item.node, textOf)
      : item.node.type === 'impl_item'
        ? implementedType(item.node, textOf)
        : undefined;
    if (name === undefined) continue;
    const parts = types.get(name) ?? { declaration: undefined, implementations: [] };
    types.set(name, parts);
    if (isDeclaration) parts.declaration ??= item;
    else parts.implementations.push(item);
  }
  return types;
}

/** `S` of `impl T for S<'a>`. */
export function implementedType(node: SyntaxNode, textOf: (range: TextRange) => string): string | undefined {
  let type = fieldOf(node, 'type');
  while (type?.type === 'generic_type' || type?.type === 'reference_type') type = fieldOf(type, 'type');
  if (type?.type === 'scoped_type_identifier') type = fieldOf(type, 'name');
  return type?.type === 'type_identifier' ? textOf(type) : undefined;
}

/** `a`, `b` of `…/src/a/b.rs`. */
function modulePathOf(uri: string): readonly string[] {
  const [, inside] = /\/src\/((?:(?!\/src\/).)*)\.rs$/s.exec(pathOfUri(uri)) ?? [];
  if (inside === undefined || inside.startsWith('bin/')) return ['self'];
  const steps = inside.split('/');
  if (/^(?:mod|lib|main)$/.test(steps.at(-1) ?? '')) steps.pop();
  return ['crate', ...steps];
}

function walk(
  root: SyntaxNode,
  textOf: (range: TextRange) => string,
): Pick<FileFacts, 'names' | 'comments' | 'syntaxErrors'> {
  const comments: Comment[] = [];
  const syntaxErrors: TextRange[] = [];
  const names = new Set<string>();
  const open: SyntaxNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.isMissing || (node.type === 'ERROR' && node.end > node.start)) {
      syntaxErrors.push({ start: node.start, end: node.end });
    }
    if (isComment(node)) {
      comments.push(readComment(node, textOf));
      continue;
    }
    if (node.type === 'use_declaration') for (const name of namesIn(node)) names.add(textOf(name));
    else if (node.type.endsWith('_item')) names.add(nameOf(node, textOf) ?? '');
    if (node.type !== 'token_tree') for (const child of node.children.toReversed()) open.push(child);
  }
  return { names, comments, syntaxErrors };
}

/** The last steps of all that is imported. */
function namesIn(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.type) {
    case 'identifier':
      return [node];
    case 'scoped_identifier':
      return [fieldOf(node, 'name') ?? node];
    case 'use_as_clause':
      return [fieldOf(node, 'alias') ?? node];
    case 'scoped_use_list': {
      const path = fieldOf(node, 'path');
      const list = fieldOf(node, 'list');
      const isItself = list?.children.some(({ type }) => type === 'self');
      return [...(list ? namesIn(list) : []), ...(path && isItself ? namesIn(path) : [])];
    }
    case 'use_wildcard':
      return [];
    default:
      return partsOf(node).flatMap(namesIn);
  }
}
