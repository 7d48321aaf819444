import type { Expression, TemplatePart } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { Lowering } from './lowering.ts';
import { literal, rangeOf, unknown } from '../nodes.ts';
import { partsOf } from '../parts.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b' };

/** With its interpolations as holes; in a text on one line, the grammar sees only those in braces. */
export function lowerString(node: SyntaxNode, lowering: Lowering): Expression {
  const written = lowering.textOf(node);
  const isRaw = written.startsWith('"""');
  const quote = isRaw ? 3 : 1;
  const isClosed = written.length >= 2 * quote && written.endsWith(isRaw ? '"""' : '"');
  const content = { start: node.start + Math.min(quote, written.length), end: node.end - (isClosed ? quote : 0) };
  const parts: TemplatePart[] = [];
  let offset = content.start;
  for (const hole of partsOf(node).filter(({ type }) => type === 'interpolation')) {
    parts.push(...textParts(offset, hole.start, isRaw, lowering));
    const [inner] = partsOf(hole);
    const value = inner ? lowering.expression(inner) : unknown(hole);
    parts.push(constantText(value, hole) ?? { kind: 'hole', value, range: rangeOf(hole) });
    offset = hole.end;
  }
  parts.push(...textParts(offset, content.end, isRaw, lowering));
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  if (texts.length < parts.length) return { kind: 'template', range: rangeOf(node), parts };
  return { ...literal(texts.join(''), node), contentRange: content };
}

/** `${"$"}` is how a dollar sign is written. */
function constantText(value: Expression, hole: SyntaxNode): TemplatePart | undefined {
  if (value.kind !== 'literal' || typeof value.value !== 'string') return undefined;
  return { kind: 'text', text: value.value, range: rangeOf(hole) };
}

const NAME = /\$([A-Za-z_]\w*)/g;

function textParts(start: number, end: number, isRaw: boolean, lowering: Lowering): readonly TemplatePart[] {
  const source = lowering.textOf({ start, end });
  const parts: TemplatePart[] = [];
  const put = (from: number, to: number): void => {
    if (from >= to) return;
    const text = source.slice(from, to);
    parts.push({ kind: 'text', text: isRaw ? text : unescaped(text), range: { start: start + from, end: start + to } });
  };
  let offset = 0;
  for (const match of source.matchAll(NAME)) {
    const [written, name = ''] = match;
    if (!isRaw && isEscaped(source, match.index)) continue;
    put(offset, match.index);
    const range = { start: start + match.index, end: start + match.index + written.length };
    const value = lowering.name(name, { start: range.start + 1, end: range.end });
    parts.push({ kind: 'hole', value, range });
    offset = match.index + written.length;
  }
  put(offset, source.length);
  return parts;
}

function isEscaped(source: string, at: number): boolean {
  let start = at;
  while (source[start - 1] === '\\') start--;
  return (at - start) % 2 === 1;
}

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g,
    (_, unicode: string | undefined, simple: string | undefined) =>
      unicode === undefined
        ? (ESCAPES[simple ?? ''] ?? simple ?? '')
        : String.fromCharCode(Number.parseInt(unicode, 16)),
  );
}
