import type { Expression, TemplatePart } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { literal, rangeOf } from '../nodes.ts';
import type { Lowering } from './lowering.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', v: '\v', e: '\x1b', f: '\f', '0': '\0' };

/** `'text'`: only quotes and backslashes are escaped. */
export function lowerString(node: SyntaxNode, { textOf }: Lowering): Expression {
  const written = textOf(node);
  const isClosed = written.length > 1 && written.endsWith("'");
  const content = { start: node.start + 1, end: Math.max(node.start + 1, node.end - (isClosed ? 1 : 0)) };
  return { ...literal(textOf(content).replace(/\\(['\\])/g, '$1'), node), contentRange: content };
}

/** `"text {$hole} $hole"`. */
export function lowerEncapsed(node: SyntaxNode, lowering: Lowering): Expression {
  const inner = node.children.filter(({ type }) => type !== '"');
  const first = node.children.find(({ type }) => type === '"');
  const last = node.children.findLast(({ type }) => type === '"');
  const content = { start: first?.end ?? node.start, end: last && last !== first ? last.start : node.end };
  return textOf(partsIn(inner, content, lowering, unescaped), node, content);
}

/** Without the indentation of the mark at its end. */
export function lowerHeredoc(node: SyntaxNode, lowering: Lowering): Expression {
  const body = fieldOf(node, 'value');
  const mark = fieldOf(node, 'end_tag');
  if (body === undefined) return literal('', node);
  const isRaw = node.type === 'nowdoc';
  // The line break behind the mark at its beginning is none of its text.
  const breakLength = /^\r?\n/.exec(lowering.textOf(body))?.[0].length ?? 0;
  const content = { start: body.start + breakLength, end: body.end };
  const holes = isRaw ? [] : body.children;
  const lineStart = mark
    ? lowering.textOf({ start: node.start, end: mark.start }).lastIndexOf('\n') + node.start + 1
    : 0;
  const width = mark ? mark.start - lineStart : 0;
  const parts = partsIn(holes, content, lowering, isRaw ? (text) => text : unescaped);
  return textOf(width > 0 ? dedented(parts, width) : parts, node, content);
}

function dedented(parts: readonly TemplatePart[], width: number): readonly TemplatePart[] {
  const pattern = new RegExp(`\\n[ \\t]{1,${width}}`, 'g');
  const start = new RegExp(`^[ \\t]{1,${width}}`);
  return parts.map((part, index) => {
    if (part.kind !== 'text') return part;
    const text = index === 0 ? part.text.replace(start, '') : part.text;
    return { ...part, text: text.replace(pattern, '\n') };
  });
}

/** Joined to one literal where nothing is put in. */
function textOf(parts: readonly TemplatePart[], node: SyntaxNode, content: TextRange): Expression {
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  if (texts.length < parts.length) return { kind: 'template', range: rangeOf(node), parts };
  return { ...literal(texts.join(''), node), contentRange: content };
}

const TEXTS: ReadonlySet<string> = new Set(['string_content', 'escape_sequence', '{', '}']);

function partsIn(
  children: readonly SyntaxNode[],
  content: TextRange,
  lowering: Lowering,
  read: (text: string) => string,
): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let offset = content.start;
  const put = (end: number): void => {
    if (end <= offset) return;
    const range = { start: offset, end };
    parts.push({ kind: 'text', text: read(lowering.textOf(range)), range });
  };
  for (const [index, child] of children.entries()) {
    if (!child.isNamed || TEXTS.has(child.type)) continue;
    const isBraced = children[index - 1]?.type === '{' && children[index + 1]?.type === '}';
    const range = {
      start: isBraced ? (children[index - 1]?.start ?? child.start) : child.start,
      end: isBraced ? (children[index + 1]?.end ?? child.end) : child.end,
    };
    put(range.start);
    parts.push({ kind: 'hole', value: lowering.expression(child), range });
    offset = range.end;
  }
  put(content.end);
  return parts;
}

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{1,2})|([\\$"nrtvef0]))/g,
    (written, point: string | undefined, byte: string | undefined, simple: string | undefined) => {
      if (simple !== undefined) return ESCAPES[simple] ?? simple;
      const code = Number.parseInt(point ?? byte ?? '', 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : written;
    },
  );
}
