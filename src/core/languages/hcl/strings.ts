import type { Expression, TemplatePart } from '../../domain/program.ts';
import { namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { literal, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';

/** `"…"`, with its interpolations as holes. */
export function lowerQuoted(node: SyntaxNode, lowering: Lowering): Expression {
  const open = node.children.find(({ type }) => type === 'quoted_template_start');
  const close = node.children.findLast(({ type, isMissing }) => type === 'quoted_template_end' && !isMissing);
  const content = { start: open?.end ?? node.start, end: close?.start ?? node.end };
  return textOrTemplate(node, content, piecesOf(node, content, lowering).map(unescapedPart));
}

/** `<<EOT`, or `<<-EOT`, whose lines lose the indentation that they have in common. */
export function lowerHeredoc(node: SyntaxNode, lowering: Lowering): Expression {
  const marks = node.children.filter(({ type }) => type === 'heredoc_identifier');
  const first = marks[0]?.end ?? node.start;
  const behind = /^[ \t\r]*\n?/.exec(lowering.textOf({ start: first, end: node.end }))?.[0].length ?? 0;
  const last = marks.length > 1 ? marks.at(-1)?.start : undefined;
  const content = { start: first + behind, end: Math.max(last ?? node.end, first + behind) };
  const isIndented = lowering.textOf(node).startsWith('<<-');
  const lines = isIndented ? commonIndentation(lowering.textOf(content)) : 0;
  const parts = piecesOf(node, content, lowering).map((part, index) =>
    part.kind === 'text' ? { ...part, text: undoubled(withoutIndentation(part.text, lines, index === 0)) } : part,
  );
  return textOrTemplate(node, content, parts);
}

/** The literal pieces between holes, as they are written. */
function piecesOf(node: SyntaxNode, content: TextRange, lowering: Lowering): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let offset = content.start;
  const put = (end: number): void => {
    const range = { start: offset, end };
    if (end > offset) parts.push({ kind: 'text', text: lowering.textOf(range), range });
  };
  for (const piece of node.children) {
    if (piece.type !== 'template_interpolation' && piece.type !== 'template_directive') continue;
    put(piece.start);
    const range = rangeOf(piece);
    parts.push({ kind: 'hole', value: holeValue(piece, lowering), range });
    offset = piece.end;
  }
  put(content.end);
  return parts;
}

function holeValue(piece: SyntaxNode, lowering: Lowering): Expression {
  if (piece.type === 'template_directive') return lowering.deeper(piece, () => directive(piece, lowering));
  const inner = namedChildren(piece).find(({ type }) => type === 'expression');
  return inner ? lowering.expression(inner) : unknown(piece);
}

/** `%{ if a }…%{ else }…%{ endif }` is one of two texts; a loop is text that is not followed. */
function directive(piece: SyntaxNode, lowering: Lowering): Expression {
  const [node] = namedChildren(piece);
  if (node?.type !== 'template_if') return unknown(piece);
  const intro = node.children.find(({ type }) => type === 'template_if_intro');
  const other = node.children.find(({ type }) => type === 'template_else_intro');
  const end = node.children.find(({ type }) => type === 'template_if_end');
  const test = intro && namedChildren(intro).find(({ type }) => type === 'expression');
  if (intro === undefined || test === undefined) return unknown(piece);
  const last = end?.start ?? node.end;
  const between = (from: number, to: number): Expression => {
    const range = { start: from, end: Math.max(from, to) };
    const children = node.children.filter((child) => child.start >= from && child.end <= to);
    return textOrTemplate(range, range, piecesOf({ ...node, children }, range, lowering));
  };
  return {
    kind: 'conditional',
    range: rangeOf(piece),
    test: lowering.expression(test),
    then: between(intro.end, other?.start ?? last),
    otherwise: other ? between(other.end, last) : literal('', { start: last, end: last }),
  };
}

function textOrTemplate(range: TextRange, content: TextRange, parts: readonly TemplatePart[]): Expression {
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  if (texts.length === parts.length) return { ...literal(texts.join(''), range), contentRange: content };
  const [only] = parts;
  // `"${x}"` is what x is, whatever its type.
  if (parts.length === 1 && only?.kind === 'hole') return only.value;
  return { kind: 'template', range: rangeOf(range), parts };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescapedPart(part: TemplatePart): TemplatePart {
  if (part.kind === 'hole') return part;
  const text = part.text.replace(
    /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/g,
    (whole, short: string | undefined, long: string | undefined, simple: string | undefined) =>
      simple === undefined ? character(short ?? long ?? '', whole) : (ESCAPES[simple] ?? simple),
  );
  return { ...part, text: undoubled(text) };
}

function character(hexadecimal: string, otherwise: string): string {
  const code = Number.parseInt(hexadecimal, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}

/** `$${` is how `${` is written as text, `%%{` how `%{` is. */
function undoubled(text: string): string {
  return text.replace(/([$%])\1\{/g, '$1{');
}

function commonIndentation(text: string): number {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return Math.min(...lines.map((line) => line.length - line.trimStart().length), MAXIMUM_INDENTATION);
}

const MAXIMUM_INDENTATION = 200;

function withoutIndentation(text: string, columns: number, isFirst: boolean): string {
  if (columns === 0) return text;
  return text
    .split('\n')
    .map((line, index) => (index === 0 && !isFirst ? line : line.slice(indentationUpTo(line, columns))))
    .join('\n');
}

function indentationUpTo(line: string, columns: number): number {
  return Math.min(columns, line.length - line.trimStart().length);
}
