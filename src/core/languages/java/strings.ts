import type { Expression, TemplateExpression, TemplatePart } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import type { Lowering } from './lowering.ts';
import { literal, rangeOf } from '../nodes.ts';

/** A text with the place in the source of each of its characters, and of its end. */
interface DecodedText {
  readonly text: string;
  readonly offsets: readonly number[];
}

export function lowerString(node: SyntaxNode, { textOf }: Pick<Lowering, 'textOf'>): Expression {
  const { text } = decoded(node, textOf);
  return { ...literal(text, node), contentRange: contentRange(node, textOf) };
}

/** `"…%s…".formatted(a)`, `String.format("…%s…", a)`: verbs of the format are the holes. */
export function lowerFormat(
  format: SyntaxNode,
  passed: readonly Expression[],
  range: TextRange,
  { textOf }: Pick<Lowering, 'textOf'>,
): TemplateExpression {
  const { text, offsets } = decoded(format, textOf);
  const parts: TemplatePart[] = [];
  const at = (index: number): number => offsets[index] ?? format.end;
  const putText = (written: string, start: number, end: number): void => {
    if (written !== '') parts.push({ kind: 'text', text: written, range: { start: at(start), end: at(end) } });
  };
  let offset = 0;
  let next = 0;
  for (const match of text.matchAll(VERB)) {
    const [verb, position] = match;
    putText(text.slice(offset, match.index), offset, match.index);
    offset = match.index + verb.length;
    const fixed = FIXED.get(verb.slice(-1));
    if (fixed !== undefined) {
      putText(fixed, match.index, offset);
      continue;
    }
    const value = passed[position === undefined ? next++ : Number(position) - 1];
    if (value) parts.push({ kind: 'hole', value, range: value.range, ...formatOf(verb) });
  }
  putText(text.slice(offset), offset, text.length);
  return { kind: 'template', range: rangeOf(range), parts };
}

/** Of `java.util.Formatter`. */
const VERB = /%(?:(\d{1,3})\$)?[-#+ 0,(<]{0,6}\d{0,4}(?:\.\d{1,4})?(?:[bBhHsScCdoxXeEfgGaA%n]|[tT][A-Za-z])/g;

const FIXED: ReadonlyMap<string, string> = new Map([
  ['%', '%'],
  ['n', '\n'],
]);

/** `.2f`, `d`; the verb that writes any value says nothing. */
function formatOf(verb: string): { readonly format?: string } {
  const format = verb.slice(1).replace(/^\d{1,3}\$/, '');
  return /^[-]?\d{0,4}[sSbBhH]$/.test(format) ? {} : { format };
}

export function isTextBlock(node: SyntaxNode, textOf: (range: TextRange) => string): boolean {
  return node.type === 'string_literal' && textOf({ start: node.start, end: node.start + 3 }) === '"""';
}

/** What stands between the quotes; of a text block from its first line on. */
export function contentRange(node: SyntaxNode, textOf: (range: TextRange) => string): TextRange {
  const text = textOf(node);
  const quotes = isTextBlock(node, textOf) ? '"""' : text.charAt(0);
  const isClosed = text.length >= 2 * quotes.length && text.endsWith(quotes);
  const end = node.end - (isClosed ? quotes.length : 0);
  const first = quotes.length === 3 ? /^"""[ \t\f]*\r?\n/.exec(text)?.[0].length : undefined;
  return { start: Math.min(node.start + (first ?? quotes.length), end), end };
}

function decoded(node: SyntaxNode, textOf: (range: TextRange) => string): DecodedText {
  const content = contentRange(node, textOf);
  const source = textOf(content);
  return isTextBlock(node, textOf) ? decodeBlock(source, content.start) : decode(source, content.start);
}

/** Without the indentation that all its lines share, and the blanks at their ends. */
function decodeBlock(source: string, start: number): DecodedText {
  const lines = source.split('\n');
  const last = lines.length - 1;
  const indents = lines.flatMap((line, index) =>
    line.trim() === '' && index < last ? [] : [/^[ \t]*/.exec(line)?.[0].length ?? 0],
  );
  const indent = Math.min(...indents);
  let stripped = '';
  const offsets: number[] = [];
  let at = start;
  lines.forEach((line, index) => {
    const kept = line.trimEnd().slice(indent);
    const from = at + indent;
    for (let offset = 0; offset < kept.length; offset++) offsets.push(from + offset);
    stripped += kept;
    at += line.length + 1;
    if (index < last) {
      stripped += '\n';
      offsets.push(at - 1);
    }
  });
  return decode(stripped, start, (index) => offsets[index] ?? start + source.length);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', s: ' ', '\n': '' };
const ESCAPE = /\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|([\s\S]))/y;

function decode(source: string, start: number, sourceOffset = (index: number): number => start + index): DecodedText {
  if (!source.includes('\\')) {
    return { text: source, offsets: Array.from({ length: source.length + 1 }, (_, index) => sourceOffset(index)) };
  }
  let text = '';
  const offsets: number[] = [];
  for (let index = 0; index < source.length;) {
    ESCAPE.lastIndex = index;
    const escape = ESCAPE.exec(source);
    const written = escape ? characterOf(escape) : source.charAt(index);
    offsets.push(...Array.from(written, () => sourceOffset(index)));
    text += written;
    index += escape?.[0].length ?? 1;
  }
  offsets.push(sourceOffset(source.length));
  return { text, offsets };
}

function characterOf([, unicode, octal, simple = '']: RegExpExecArray): string {
  if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
  return ESCAPES[simple] ?? simple;
}
