/** Words of a shell: texts with what is put into them. */
import type { Expression, ObjectEntry, TemplatePart } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { withoutEnding } from '../../util/text.ts';
import type { TextRange } from '../../util/text.ts';
import { literal, rangeOf, unknown } from '../nodes.ts';
import { lowerExpansion, lowerSimpleExpansion, variableNamed } from './expansions.ts';
import type { Lowering } from './lowering.ts';
import { bareText, isAllOfArray, unescapeAnsi, unescapeDocument, unescapeDouble, unescapeWord } from './quoting.ts';
import { joined } from './texts.ts';
import { writtenFile } from './writtenFiles.ts';

/** A word that names a file which the script itself writes stands for what is in it, as every tool that takes it reads it. */
const FILE_WORD = /^(?:fileb?:\/\/|@)(.+)$/s;

export function lowerWord(node: SyntaxNode, lowering: Lowering): Expression {
  const file = FILE_WORD.exec(bareText(lowering.textOf(node)))?.[1];
  if (file !== undefined && lowering.facts.written.has(file)) return writtenFile(file, node);
  return LOWER[node.type]?.(node, lowering) ?? lowerPlain(node, lowering);
}

type LowerWord = (node: SyntaxNode, lowering: Lowering) => Expression;

const LOWER: Readonly<Record<string, LowerWord>> = {
  raw_string: (node, { textOf }) => {
    const contentRange = { start: node.start + 1, end: Math.max(node.start + 1, node.end - 1) };
    return { kind: 'literal', range: rangeOf(node), value: textOf(contentRange), contentRange };
  },
  ansi_c_string: (node, { textOf }) => literal(unescapeAnsi(textOf(node).slice(2, -1)), node),
  translated_string: (node, lowering) => inner(node, lowering),
  string: (node, lowering) => {
    const inside = { start: node.start + 1, end: Math.max(node.start + 1, node.end - 1) };
    return joined(partsBetween(node, inside, unescapeDouble, lowering), node);
  },
  concatenation: (node, lowering) => joined(partsBetween(node, node, unescapeWord, lowering), node),
  simple_expansion: lowerSimpleExpansion,
  expansion: lowerExpansion,
  command_substitution: lowerSubstitution,
  process_substitution: lowerSubstitution,
  arithmetic_expansion: (node) => unknown(node, [], 'number'),
  array: lowerArray,
  brace_expression: (node) => unknown(node),
};

function lowerPlain(node: SyntaxNode, { textOf }: Lowering): Expression {
  return literal(unescapeWord(textOf(node)), node);
}

function inner(node: SyntaxNode, lowering: Lowering): Expression {
  const [first] = namedChildren(node);
  return first ? lowering.word(first) : unknown(node);
}

/** What a here-document says; indented ones lose the tabs at the beginning of their lines. */
export function lowerDocument(redirect: SyntaxNode, lowering: Lowering): Expression {
  const start = redirect.children.find(({ type }) => type === 'heredoc_start');
  const body = redirect.children.find(({ type }) => type === 'heredoc_body');
  if (!body) return literal('', redirect);
  const isIndented = redirect.children.some(({ type }) => type === '<<-');
  const dedent = (text: string): string => (isIndented ? text.replace(/^\t+/gm, '') : text);
  const isQuoted = start !== undefined && /["'\\]/.test(lowering.textOf(start));
  if (isQuoted) {
    const value = dedent(lowering.textOf(body));
    return { kind: 'literal', range: rangeOf(body), value, contentRange: rangeOf(body) };
  }
  const parts = partsBetween(body, body, (text) => text, lowering).flatMap((part) =>
    part.kind === 'text' && part.text === lowering.textOf(part.range) ? expandedParts(part, dedent, lowering) : [part],
  );
  return joined(parts, body);
}

/** Not all expansions of a here-document are nodes. */
function expandedParts(
  { text, range }: Extract<TemplatePart, { kind: 'text' }>,
  dedent: (text: string) => string,
  lowering: Lowering,
): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let done = 0;
  const put = (until: number): void => {
    const piece = dedent(unescapeDocument(text.slice(done, until)));
    if (piece !== '')
      parts.push({ kind: 'text', text: piece, range: { start: range.start + done, end: range.start + until } });
  };
  for (const match of text.matchAll(/(?<!\\)\$(?:\{(\d+|[A-Za-z_]\w*)\}|(\d|[A-Za-z_]\w*))/g)) {
    put(match.index);
    done = match.index + match[0].length;
    const at = { start: range.start + match.index, end: range.start + done };
    parts.push({ kind: 'hole', value: variableNamed(match[1] ?? match[2] ?? '', at, lowering), range: at });
  }
  put(text.length);
  return parts;
}

/** Expansions are nodes; the text between them is not always one. */
function partsBetween(
  node: SyntaxNode,
  inside: TextRange,
  unescape: (text: string) => string,
  lowering: Lowering,
): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = inside.start;
  const put = (until: number): void => {
    const range = { start: end, end: until };
    if (until > end) parts.push({ kind: 'text', text: unescape(lowering.textOf(range)), range });
  };
  for (const child of node.children) {
    if (!HOLES.has(child.type) || child.start < end) continue;
    put(child.start);
    const value = lowering.word(child);
    const range = rangeOf(child);
    if (value.kind === 'literal') parts.push({ kind: 'text', text: String(value.value ?? ''), range });
    else if (value.kind === 'template') parts.push(...value.parts);
    else parts.push({ kind: 'hole', value, range });
    end = child.end;
  }
  put(inside.end);
  return parts;
}

const HOLES: ReadonlySet<string> = new Set([
  ...['simple_expansion', 'expansion', 'command_substitution', 'process_substitution', 'arithmetic_expansion'],
  ...['string', 'raw_string', 'ansi_c_string', 'translated_string', 'brace_expression'],
]);

/** `$(…)`: what the last command in it prints; what the others do counts too. */
function lowerSubstitution(node: SyntaxNode, lowering: Lowering): Expression {
  const commands = namedChildren(node);
  const last = commands.at(-1);
  if (last === undefined) return literal('', node);
  const folder = ownFolder(node, lowering);
  if (folder) return folder;
  const value = withoutLastLineFeed(lowering.output(last));
  const others = commands.slice(0, -1).map((command) => lowering.output(command));
  return others.length === 0 ? value : unknown(node, [...others, value]);
}

const OWN_FOLDER =
  /^(?:\$\(|`)\s*dirname\s+(?:--\s+)?"?(?:\$0|\$\{?BASH_SOURCE(?:\[0\])?\}?|\$\((?:readlink|realpath)[^()]*\))"?\s*(?:\)|`)$/;

/** `$(dirname "$0")`, and `$(cd "$(dirname "$0")/.." && pwd)`: the script's own folder, or one that is named from there. */
function ownFolder(node: SyntaxNode, lowering: Lowering): Expression | undefined {
  if (OWN_FOLDER.test(lowering.textOf(node))) return literal('.', node);
  const [list] = namedChildren(node);
  const [change, print] = list?.type === 'list' ? namedChildren(list) : [];
  const entered = change && print && /^pwd\b/.test(lowering.textOf(print)) ? bareCommand(change) : undefined;
  const [folder] = entered && lowering.textOf(entered).startsWith('cd ') ? argumentsOf(entered, lowering) : [];
  return folder && lowering.word(folder);
}

function bareCommand(node: SyntaxNode): SyntaxNode | undefined {
  return node.type === 'redirected_statement' ? fieldOf(node, 'body') : node;
}

function argumentsOf(command: SyntaxNode, lowering: Lowering): readonly SyntaxNode[] {
  return command.children.filter((child) => child.field === 'argument' && !lowering.textOf(child).startsWith('-'));
}

function withoutLastLineFeed(value: Expression): Expression {
  if (value.kind === 'literal' && typeof value.value === 'string')
    return { ...value, value: withoutEnding(value.value, '\n') };
  const last = value.kind === 'template' ? value.parts.at(-1) : undefined;
  if (value.kind !== 'template' || last?.kind !== 'text') return value;
  const text = withoutEnding(last.text, '\n');
  return { ...value, parts: [...value.parts.slice(0, -1), ...(text === '' ? [] : [{ ...last, text }])] };
}

/** `(a b)`, `([key]=value)`. */
function lowerArray(node: SyntaxNode, lowering: Lowering): Expression {
  const items = namedChildren(node);
  const entries = items.map((item) => keyedEntry(item, lowering));
  if (items.length > 0 && entries.every((entry) => entry !== undefined))
    return { kind: 'object', range: rangeOf(node), entries };
  return {
    kind: 'list',
    range: rangeOf(node),
    items: items.map((item) => ({ value: lowering.word(item), isSpread: isAllOfArray(lowering.textOf(item)) })),
  };
}

function keyedEntry(item: SyntaxNode, lowering: Lowering): ObjectEntry | undefined {
  const text = lowering.textOf(item);
  const key = /^\[(["']?)([^\]"'$]+)\1\]=/.exec(text);
  if (!key) return undefined;
  const start = item.start + key[0].length;
  const rest = item.children.filter((child) => child.start >= start);
  const [only] = rest;
  const value =
    only && rest.length === 1 && only.start === start && only.end === item.end
      ? lowering.word(only)
      : joined(partsBetween(item, { start, end: item.end }, unescapeWord, lowering), { start, end: item.end });
  const range = rangeOf(item);
  return { kind: 'field', key: literal(key[2] ?? '', { start: item.start, end: start }), value, range };
}
