/** What has to be known of a whole file before any part of it is lowered: namespace, imports, classes, comments, errors. */
import type { Comment } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { rangeOf } from '../nodes.ts';
import { partsOf } from './nodes.ts';
import type { TextOf } from './nodes.ts';

export interface FileFacts {
  readonly namespace: string;
  /** Whole names of classes by the names that they have in the file. */
  readonly uses: ReadonlyMap<string, string>;
  /** Names of methods by class. */
  readonly classes: ReadonlyMap<string, ReadonlySet<string>>;
  /** Variables and properties, as written, into which something is put by a textual key. */
  readonly keyed: ReadonlySet<string>;
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly TextRange[];
}

const CLASSES: ReadonlySet<string> = new Set([
  ...['class_declaration', 'enum_declaration', 'interface_declaration', 'trait_declaration'],
]);

export function isClass({ type }: SyntaxNode): boolean {
  return CLASSES.has(type);
}

/** Without recursion: hostile text is nested deeper than the stack. */
export function readFileFacts(root: SyntaxNode, text: string): FileFacts {
  const textOf: TextOf = (node) => text.slice(node.start, node.end);
  const uses = new Map<string, string>();
  const classes = new Map<string, Set<string>>();
  const keyed = new Set<string>();
  const comments: Comment[] = [];
  const syntaxErrors: TextRange[] = [];
  let namespace = '';
  const open: { readonly node: SyntaxNode; readonly owner: string }[] = [{ node: root, owner: '' }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, owner } = next;
    let inside = owner;
    if (node.type === 'comment') comments.push(readComment(node, textOf));
    else if (node.type === 'ERROR') syntaxErrors.push(rangeOf(node));
    else if (node.type === 'namespace_definition') namespace ||= nameOf(node, textOf);
    else if (node.type === 'namespace_use_declaration') readUses(node, uses, textOf);
    else if (isClass(node)) {
      inside = nameOf(node, textOf);
      classes.set(inside, new Set());
    } else if (node.type === 'method_declaration') classes.get(owner)?.add(nameOf(node, textOf));
    else if (node.type === 'assignment_expression') readKeyed(node, keyed, textOf);
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index];
      if (child) open.push({ node: child, owner: inside });
    }
  }
  return { namespace, uses, classes, keyed, comments, syntaxErrors };
}

function nameOf(node: SyntaxNode, textOf: TextOf): string {
  const name = fieldOf(node, 'name');
  return name ? textOf(name).replace(/\s+/g, '') : '';
}

/** `use A\B;`, `use A\B as C;`, `use A\{B, C as D};`. */
function readUses(node: SyntaxNode, uses: Map<string, string>, textOf: TextOf): void {
  const prefix = partsOf(node).find(({ type }) => type === 'namespace_name');
  const group = partsOf(node).find(({ type }) => type === 'namespace_use_group');
  const base = prefix ? `${textOf(prefix)}\\` : '';
  for (const clause of group ? partsOf(group) : partsOf(node)) {
    if (clause.type !== 'namespace_use_clause') continue;
    const alias = fieldOf(clause, 'alias');
    const path = partsOf(clause).find((part) => part !== alias);
    if (path === undefined) continue;
    const whole = `${base}${textOf(path)}`.replace(/^\\|\s+/g, '');
    uses.set(alias ? textOf(alias) : whole.slice(whole.lastIndexOf('\\') + 1), whole);
  }
}

/** Deeper arrays are not written to by people. */
const MOST_STEPS = 6;

function readKeyed(node: SyntaxNode, keyed: Set<string>, textOf: TextOf): void {
  let target = fieldOf(node, 'left');
  for (let steps = 0; steps < MOST_STEPS && target?.type === 'subscript_expression'; steps++) {
    const [object, key]: readonly SyntaxNode[] = partsOf(target);
    if (object && key?.type.endsWith('string')) keyed.add(textOf(object));
    target = object;
  }
}

function readComment(node: TextRange, textOf: TextOf): Comment {
  const text = textOf(node);
  const range = { start: node.start, end: text.endsWith('\r') ? node.end - 1 : node.end };
  const inside = text.startsWith('/*') ? text.slice(2).replace(/\*\/$/, '') : text.replace(/^(?:\/\/|#)+/, '');
  return { range, text: inside.trim() };
}
