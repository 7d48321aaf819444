import type { Expression, TemplatePart } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { literal, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';

/** `"…"`, `'…'`, with escapes; `u8` behind it makes it bytes, which are the same text for us. */
export function lowerString(node: SyntaxNode, { textOf }: Pick<Lowering, 'textOf'>): Expression {
  const written = textOf(node).replace(/u8$/i, '');
  const quote = written.charAt(0);
  const isClosed = written.length > 1 && written.endsWith(quote);
  const content = { start: node.start + 1, end: node.start + written.length - (isClosed ? 1 : 0) };
  return { ...literal(unescaped(textOf(content)), node), contentRange: content };
}

/** `@"…"`: a quote is written twice, and nothing else is an escape. */
export function lowerVerbatim(node: SyntaxNode, { textOf }: Pick<Lowering, 'textOf'>): Expression {
  const written = textOf(node).replace(/u8$/i, '');
  const isClosed = written.length > 2 && written.endsWith('"');
  const content = { start: node.start + 2, end: node.start + written.length - (isClosed ? 1 : 0) };
  return { ...literal(textOf(content).replaceAll('""', '"'), node), contentRange: content };
}

/** `"""…"""`, over lines without the indentation of the last one. */
export function lowerRaw(node: SyntaxNode, { textOf }: Pick<Lowering, 'textOf'>): Expression {
  const written = textOf(node).replace(/u8$/i, '');
  const quotes = /^"+/.exec(written)?.[0].length ?? 3;
  const isClosed = written.endsWith('"'.repeat(quotes)) && written.length >= 2 * quotes;
  const content = { start: node.start + quotes, end: node.start + written.length - (isClosed ? quotes : 0) };
  const text = textOf(content);
  const first = /^[ \t]*\r?\n/.exec(text)?.[0].length;
  if (first === undefined) return { ...literal(text, node), contentRange: content };
  const last = /\r?\n[ \t]*$/.exec(text.slice(Math.max(first - 1, 0)))?.[0] ?? '';
  const lines = { start: content.start + first, end: Math.max(content.end - last.length, content.start + first) };
  const stripped = withoutIndentation(textOf(lines), indentationIn(last), true);
  return { ...literal(stripped, node), contentRange: lines };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  e: '\x1b',
  '0': '\0',
};
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{1,4})|([\s\S]))/g;

function unescaped(source: string): string {
  if (!source.includes('\\')) return source;
  return source.replace(ESCAPE, (_, short?: string, long?: string, variable?: string, simple?: string) => {
    const digits = short ?? long ?? variable;
    if (digits === undefined) return simple === undefined ? '' : (ESCAPES[simple] ?? simple);
    const code = Number.parseInt(digits, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** How a text with holes is written. */
interface Writing {
  readonly kind: 'plain' | 'verbatim' | 'raw';
  /** Of the last line of a raw text over several lines, which all others have as well. */
  readonly indentation: string | undefined;
}

/** `$"… {x:F2} …"`, `$@"…"`, `$$"""… {{x}} …"""`. */
export function lowerInterpolated(node: SyntaxNode, lowering: Lowering): Expression {
  const { textOf } = lowering;
  const pieces = node.children.filter(({ type }) => PIECES.has(type));
  const writing = writingOf(node, pieces, textOf);
  const parts = pieces.flatMap((piece, index): readonly TemplatePart[] => {
    if (piece.type === 'interpolation') return holeOf(piece, lowering);
    const text = textOfPiece(piece, writing, { isFirst: index === 0, isLast: index === pieces.length - 1 }, textOf);
    return text === '' ? [] : [{ kind: 'text', text, range: rangeOf(piece) }];
  });
  return { kind: 'template', range: rangeOf(node), parts: joined(parts) };
}

const PIECES: ReadonlySet<string> = new Set(['string_content', 'escape_sequence', 'interpolation']);

/** The parser cuts texts at braces and line ends. */
function joined(parts: readonly TemplatePart[]): readonly TemplatePart[] {
  const whole: TemplatePart[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if (last?.kind === 'text' && part.kind === 'text') {
      const range = { start: last.range.start, end: part.range.end };
      whole[whole.length - 1] = { kind: 'text', text: last.text + part.text, range };
    } else whole.push(part);
  }
  return whole;
}

function writingOf(node: SyntaxNode, pieces: readonly SyntaxNode[], textOf: (range: TextRange) => string): Writing {
  const start = node.children.find(({ type }) => type === 'interpolation_start');
  const head = start ? textOf(start) : '';
  if (/^\$+"""/.test(textOf({ start: node.start, end: node.start + 20 }))) {
    const [first] = pieces;
    const last = pieces.at(-1);
    const isOverLines = first?.type === 'string_content' && /^[ \t]*\r?\n/.test(textOf(first));
    const ending = last?.type === 'string_content' ? (/\r?\n[ \t]*$/.exec(textOf(last))?.[0] ?? '') : '';
    return { kind: 'raw', indentation: isOverLines ? indentationIn(ending) : undefined };
  }
  return { kind: head.includes('@') ? 'verbatim' : 'plain', indentation: undefined };
}

function indentationIn(lastLine: string): string {
  return lastLine.replace(/^\r?\n/, '');
}

function textOfPiece(
  piece: SyntaxNode,
  { kind, indentation }: Writing,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
  textOf: (range: TextRange) => string,
): string {
  let text = textOf(piece);
  if (kind === 'plain') return unescaped(text.replaceAll('{{', '{').replaceAll('}}', '}'));
  if (kind === 'verbatim') return text.replaceAll('""', '"').replaceAll('{{', '{').replaceAll('}}', '}');
  if (indentation === undefined) return text;
  if (isLast) text = text.replace(/\r?\n[ \t]*$/, '');
  const hasFirstLine = isFirst && /^[ \t]*\r?\n/.test(text);
  if (hasFirstLine) text = text.replace(/^[ \t]*\r?\n/, '');
  return withoutIndentation(text, indentation, hasFirstLine);
}

function withoutIndentation(text: string, indentation: string, atStart: boolean): string {
  if (indentation === '') return text;
  return text
    .split('\n')
    .map((line, index) =>
      (index > 0 || atStart) && line.startsWith(indentation) ? line.slice(indentation.length) : line,
    )
    .join('\n');
}

function holeOf(piece: SyntaxNode, lowering: Lowering): readonly TemplatePart[] {
  const inner = partsOf(piece).filter(({ type }) => !NOT_VALUES.has(type));
  const [value] = inner;
  if (value === undefined) return [];
  const clause = piece.children.find(({ type }) => type === 'interpolation_format_clause');
  const format = clause && lowering.textOf(clause).replace(/^:/, '');
  const whole = inner.length === 1 ? lowering.expression(value) : unknown(piece, inner.map(lowering.expression));
  return [
    {
      kind: 'hole',
      value: whole,
      range: rangeOf(value),
      ...(format !== undefined && format !== '' && { format: formatOf(format) }),
    },
  ];
}

/** `F2` is what other languages write `.2f`. */
function formatOf(format: string): string {
  const digits = /^[FfNn](\d{1,2})$/.exec(format)?.[1];
  return digits === undefined ? format : `.${digits}f`;
}

const NOT_VALUES: ReadonlySet<string> = new Set([
  'interpolation_brace',
  'interpolation_format_clause',
  'interpolation_alignment_clause',
]);
