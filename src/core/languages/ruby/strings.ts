import type { Expression, TemplatePart } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { literal, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\x07', e: '\x1b', s: ' ', '0': '\0', '\n': '' },
};

/** Also `%(…)`, `:"…"` and one word of `%w[…]`. */
export function lowerString(node: SyntaxNode, lowering: Lowering): Expression {
  const first = node.children[0];
  const last = node.children.at(-1);
  const opening = first && !first.isNamed ? lowering.textOf(first) : '';
  const isRaw = opening === "'" || opening.startsWith('%q');
  const content = {
    start: first && !first.isNamed ? first.end : node.start,
    end: last && !last.isNamed && last !== first ? last.start : node.end,
  };
  const parts = partsOf(node).map((part) => textPart(part, isRaw, lowering));
  return textOf(parts, node, content);
}

/** Joined to one literal where nothing is put in. */
function textOf(parts: readonly TemplatePart[], node: SyntaxNode, content: { start: number; end: number }): Expression {
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  if (texts.length < parts.length) return { kind: 'template', range: rangeOf(node), parts };
  return { ...literal(texts.join(''), node), contentRange: content };
}

function textPart(part: SyntaxNode, isRaw: boolean, lowering: Lowering): TemplatePart {
  if (part.type === 'interpolation') return hole(part, lowering);
  const written = lowering.textOf(part);
  const text = part.type === 'escape_sequence' ? unescaped(written) : isRaw ? unquoted(written) : written;
  return { kind: 'text', text, range: rangeOf(part) };
}

function hole(part: SyntaxNode, lowering: Lowering): TemplatePart {
  const [inner] = partsOf(part);
  return { kind: 'hole', value: inner ? lowering.expression(inner) : unknown(part), range: rangeOf(part) };
}

function unquoted(text: string): string {
  return text.replace(/\\(['\\])/g, '$1');
}

function unescaped(text: string): string {
  const code = /^\\(?:u\{?([0-9a-fA-F]{1,6})\}?|x([0-9a-fA-F]{1,2}))$/.exec(text);
  const point = Number.parseInt(code?.[1] ?? code?.[2] ?? '', 16);
  if (point <= 0x10_ff_ff) return String.fromCodePoint(point);
  const simple = text.slice(1);
  return ESCAPES[simple] ?? simple;
}

/** `<<~TEXT`: without the indentation that all of its lines share; `<<-'TEXT'` puts nothing in. */
export function lowerHeredoc(node: SyntaxNode, lowering: Lowering): Expression {
  const body = lowering.facts.heredocs.get(node.start);
  if (body === undefined) return unknown(node);
  const marker = lowering.textOf(node);
  const pieces = partsOf(body).filter(({ type }) => type !== 'heredoc_end');
  const parts = pieces.map((part) => textPart(part, false, lowering));
  const trimmed = withoutLastIndentation(withoutFirstBreak(parts));
  const isSquiggly = marker.startsWith('<<~');
  const end = partsOf(body).find(({ type }) => type === 'heredoc_end')?.start ?? body.end;
  const content = { start: pieces[0]?.start ?? body.start, end };
  return textOf(isSquiggly ? dedented(trimmed) : trimmed, node, content);
}

/** The rest of the line that begins it is none of its text. */
function withoutFirstBreak(parts: readonly TemplatePart[]): readonly TemplatePart[] {
  const [first, ...rest] = parts;
  if (first?.kind !== 'text') return parts;
  return [{ ...first, text: first.text.replace(/^\r?\n/, '') }, ...rest];
}

/** What stands before the mark at its end. */
function withoutLastIndentation(parts: readonly TemplatePart[]): readonly TemplatePart[] {
  const last = parts.at(-1);
  if (last?.kind !== 'text') return parts;
  return [...parts.slice(0, -1), { ...last, text: last.text.replace(/(^|\n)[ \t]+$/, '$1') }];
}

function dedented(parts: readonly TemplatePart[]): readonly TemplatePart[] {
  const whole = parts.map((part) => (part.kind === 'text' ? part.text : '\0')).join('');
  const indentations = whole
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const width = indentations.reduce((least, length) => Math.min(least, length), Infinity);
  let isLineStart = true;
  const cut = parts.map((part): TemplatePart => {
    if (part.kind !== 'text') {
      isLineStart = false;
      return part;
    }
    const lines = part.text.split('\n').map((line, position) => {
      const isStart = position > 0 || isLineStart;
      return isStart && Number.isFinite(width) ? line.replace(new RegExp(`^[ \\t]{0,${width}}`), '') : line;
    });
    isLineStart = part.text.endsWith('\n');
    return { ...part, text: lines.join('\n') };
  });
  return cut.filter((part) => part.kind !== 'text' || part.text !== '');
}
