/** What has to be known of a whole file before any part of it is lowered: usings, classes, comments, errors. */
import type { Comment } from '../../domain/program.ts';
import { fieldOf, hasToken } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { readComment } from '../readComment.ts';
import { CLASSES } from './classMembers.ts';
import { isComment } from '../parts.ts';
import { partsOf } from './nodes.ts';

export interface FileFacts {
  readonly usings: readonly Using[];
  /** Path of each class of the file that stands in another one, by its own name. */
  readonly nested: ReadonlyMap<string, readonly string[]>;
  /** Path of the class of each method that is written as one of what it is handed first, by the method's name. */
  readonly extensions: ReadonlyMap<string, readonly string[]>;
  /** Names that hold a `StringBuilder` somewhere in the file. */
  readonly builders: ReadonlySet<string>;
  /** Names of the streams that a writer's name stands for. */
  readonly writers: ReadonlyMap<string, string>;
  /** Names that hold something around a value, which stands in `Value`: `IOptions<T>`, `Lazy<T>`. */
  readonly wrappers: ReadonlySet<string>;
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly TextRange[];
}

interface Using {
  /** As written, without blanks. */
  readonly path: string;
  readonly isStatic: boolean;
  /** Name in the file, where it is given one. */
  readonly alias?: string;
  readonly range: TextRange;
}

/** Nodes within which a class is seen by its own name alone. */
const BODIES: ReadonlySet<string> = new Set(['block']);

/** Looks at every node once, without recursion. */
export function readFileFacts(root: SyntaxNode, text: string): FileFacts {
  const textOf = (range: TextRange): string => text.slice(range.start, range.end);
  const comments: Comment[] = [];
  const syntaxErrors: TextRange[] = [];
  const usings: Using[] = [];
  const nested = new Map<string, readonly string[]>();
  const extensions = new Map<string, readonly string[]>();
  const builders = new Set<string>();
  const wrappers = new Set<string>();
  const writers = new Map<string, string>();
  const open: { readonly node: SyntaxNode; readonly path: readonly string[] }[] = [{ node: root, path: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node } = next;
    let { path } = next;
    if (node.isMissing || (node.type === 'ERROR' && node.end > node.start)) {
      syntaxErrors.push({ start: node.start, end: node.end });
    }
    if (isComment(node)) comments.push(readComment(node, textOf));
    else if (node.type === 'using_directive') usings.push(readUsing(node, textOf));
    else if (CLASSES.has(node.type)) {
      const name = fieldOf(node, 'name');
      if (name) {
        if (path.length > 0) nested.set(textOf(name), [...path, textOf(name)]);
        path = [...path, textOf(name)];
      }
    } else if (node.type === 'method_declaration' && isExtension(node, textOf)) {
      const name = fieldOf(node, 'name');
      if (name) extensions.set(textOf(name), path);
    }
    for (const { name, type } of declaredTypes(node, textOf)) {
      if (isTextBuilder(type)) builders.add(name);
      if (WRAPPER.test(type)) wrappers.add(name);
    }
    const writer = writerIn(node, textOf);
    if (writer) writers.set(...writer);
    if (BODIES.has(node.type)) path = [];
    for (const child of node.children.toReversed()) open.push({ node: child, path });
  }
  return { usings, nested, extensions, builders, writers, wrappers, comments, syntaxErrors };
}

function readUsing(node: SyntaxNode, textOf: (range: TextRange) => string): Using {
  const alias = fieldOf(node, 'name');
  const target = partsOf(node).findLast((part) => part !== alias);
  return {
    path: target ? textOf(target).replace(/\s+/g, '') : '',
    isStatic: hasToken(node, 'static'),
    ...(alias && { alias: textOf(alias) }),
    range: { start: node.start, end: node.end },
  };
}

function isExtension(node: SyntaxNode, textOf: (range: TextRange) => string): boolean {
  const list = fieldOf(node, 'parameters');
  const [first] = list ? partsOf(list) : [];
  return first?.children.some((child) => child.type === 'modifier' && textOf(child) === 'this') === true;
}

interface TypedName {
  readonly name: string;
  readonly type: string;
}

/** `StringBuilder prompt`, `var prompt = new StringBuilder()`, `IOptions<Settings> options`. */
function declaredTypes(node: SyntaxNode, textOf: (range: TextRange) => string): readonly TypedName[] {
  const type = fieldOf(node, 'type');
  if (type === undefined) return [];
  if (node.type === 'parameter' || node.type === 'property_declaration') {
    const name = fieldOf(node, 'name');
    return name ? [{ name: textOf(name), type: textOf(type) }] : [];
  }
  if (node.type !== 'variable_declaration') return [];
  return partsOf(node).flatMap((declarator) => {
    const name = declarator.type === 'variable_declarator' ? fieldOf(declarator, 'name') : undefined;
    if (name === undefined) return [];
    const made = declarator.children.find((child) => child.type === 'object_creation_expression');
    const madeType = made && fieldOf(made, 'type');
    return [{ name: textOf(name), type: textOf(type.type === 'implicit_type' && madeType ? madeType : type) }];
  });
}

/** `var writer = new StreamWriter(stream)`. */
function writerIn(
  node: SyntaxNode,
  textOf: (range: TextRange) => string,
): readonly [writer: string, stream: string] | undefined {
  const name = node.type === 'variable_declarator' ? fieldOf(node, 'name') : undefined;
  const made = name && node.children.find(({ type }) => type.endsWith('object_creation_expression'));
  const list = made && /^new\s+StreamWriter\b/.test(textOf(made)) ? fieldOf(made, 'arguments') : undefined;
  const [first] = list ? partsOf(list) : [];
  const stream = first && textOf(first);
  return name && stream !== undefined && /^\w+$/.test(stream) ? [textOf(name), stream] : undefined;
}

const WRAPPER = /^(?:[\w.]+\.)?(?:IOptions|IOptionsSnapshot|IOptionsMonitor|Lazy)\s*</;

export function isTextBuilder(type: string): boolean {
  return /^(?:System\.Text\.)?StringBuilder\??$/.test(type);
}
