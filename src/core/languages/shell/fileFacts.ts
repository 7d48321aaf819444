/** What has to be known of a whole script before any part of it is lowered: names, functions, files that it writes. */
import type { Comment } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { bareText } from './quoting.ts';

export interface FileFacts {
  /** Variables that the script sets anywhere, with the end of the first place that does. */
  readonly assigned: ReadonlyMap<string, number>;
  readonly functions: ReadonlySet<string>;
  /** Functions that run the command which they are handed: `run() { "$@"; }`. */
  readonly runners: ReadonlySet<string>;
  /** Paths, as written, of files that a command's output goes to. */
  readonly written: ReadonlySet<string>;
  /** True where another script's variables are poured in. */
  readonly hasSources: boolean;
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly TextRange[];
}

export function readFileFacts(root: SyntaxNode, text: string): FileFacts {
  const textOf = (node: TextRange): string => text.slice(node.start, node.end);
  const assigned = new Map<string, number>();
  const functions = new Set<string>();
  const runners = new Set<string>();
  const written = new Set<string>();
  const comments: Comment[] = [];
  const syntaxErrors: TextRange[] = [];
  let hasSources = false;
  const assign = (name: string, end: number): void => {
    if (!assigned.has(name)) assigned.set(name, end);
  };
  walk(
    root,
    (node, around) => {
      if (node.type === 'ERROR' || node.isMissing) syntaxErrors.push({ start: node.start, end: node.end });
      else if (node.type === 'comment') comments.push(readShellComment(node, textOf));
      else if (node.type === 'variable_assignment') assign(variableName(node, textOf), node.end);
      else if (node.type === 'for_statement' || node.type === 'select_statement') {
        const name = fieldOf(node, 'variable');
        if (name) assign(textOf(name), name.end);
      } else if (node.type === 'function_definition') functions.add(textOf(fieldOf(node, 'name') ?? node));
      else if (node.type === 'file_redirect') {
        const path = fieldOf(node, 'destination');
        if (path && /^\d*&?>/.test(textOf(node).trim())) written.add(bareText(textOf(path)));
      } else if (node.type === 'expansion' && /^\$\{\w+:?=/.test(textOf(node))) {
        assign(/\w+/.exec(textOf(node))?.[0] ?? '', node.end);
      } else if (node.type === 'command') {
        const name = textOf(fieldOf(node, 'name') ?? { start: 0, end: 0 });
        if (name === 'source' || name === '.') hasSources = true;
        if (name === 'read' || name === 'mapfile' || name === 'readarray') {
          for (const read of readNames(node, textOf)) assign(read, node.end);
        }
        if (name === 'tee') for (const path of plainArguments(node, textOf)) written.add(bareText(path));
        if (around !== undefined && /^"?\$[@*]"?$/.test(name)) runners.add(around);
      }
    },
    textOf,
  );
  return { assigned, functions, runners, written, hasSources, comments, syntaxErrors };
}

/** `read -r -p "…" NAME`: the names that it fills. */
export function readNames(command: SyntaxNode, textOf: (node: TextRange) => string): readonly string[] {
  return plainArguments(command, textOf).filter((name) => /^[A-Za-z_]\w*$/.test(name));
}

export function variableName(node: SyntaxNode, textOf: (node: TextRange) => string): string {
  const name = fieldOf(node, 'name');
  const inner = name?.type === 'subscript' ? fieldOf(name, 'name') : name;
  return inner ? textOf(inner) : '';
}

function plainArguments(command: SyntaxNode, textOf: (node: TextRange) => string): readonly string[] {
  return namedChildren(command)
    .filter(({ field }) => field === 'argument')
    .map(textOf)
    .filter((word) => !word.startsWith('-'));
}

function readShellComment(node: SyntaxNode, textOf: (node: TextRange) => string): Comment {
  const text = textOf(node);
  const end = text.endsWith('\r') ? node.end - 1 : node.end;
  return { range: { start: node.start, end }, text: text.replace(/^#+!?/, '').trim() };
}

/** Without recursion; with the name of the function around. */
function walk(
  root: SyntaxNode,
  visit: (node: SyntaxNode, around: string | undefined) => void,
  textOf: (node: TextRange) => string,
): void {
  const open: { readonly node: SyntaxNode; readonly around: string | undefined }[] = [
    { node: root, around: undefined },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, around } = next;
    visit(node, around);
    const inside = node.type === 'function_definition' ? textOf(fieldOf(node, 'name') ?? node) : around;
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index];
      if (child) open.push({ node: child, around: inside });
    }
  }
}
