import type { Expression, LiteralExpression } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { literal, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';

/** Between the quotes; a string that was not closed ends where the parser ended it. */
export function contentRangeOf(node: SyntaxNode): TextRange {
  const closing = node.children.at(-1);
  const isClosed = closing !== undefined && !closing.isNamed && !closing.isMissing && node.children.length > 1;
  return { start: Math.min(node.start + 1, node.end), end: isClosed ? closing.start : node.end };
}

export function lowerString(node: SyntaxNode, { textOf }: Pick<Lowering, 'textOf'>): LiteralExpression {
  const contentRange = contentRangeOf(node);
  const value = decodeString(textOf(contentRange), node.type === 'raw_string_literal');
  return { kind: 'literal', range: rangeOf(node), value, contentRange };
}

/** The text that a piece of a string's source stands for. */
export function decodeString(source: string, isRaw: boolean): string {
  if (isRaw) return source.replaceAll('\r', '');
  return source.includes('\\') ? source.replace(ESCAPE, decodeEscape) : source;
}

const ESCAPE = /\\(?:[0-7]{3}|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|[^\r\n])/g;

const SIMPLE: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function decodeEscape(escape: string): string {
  const kind = escape.charAt(1);
  if (escape.length === 2) return SIMPLE[kind] ?? kind;
  const isOctal = /[0-7]/.test(kind);
  const code = isOctal ? parseInt(escape.slice(1), 8) : parseInt(escape.slice(2), 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
}

/** `4_096`, `0xFF`, `0644`, `1e-3`; an imaginary number is unknown. */
export function lowerNumber(node: SyntaxNode, lowering: Lowering): Expression {
  const source = lowering.textOf(node).replaceAll('_', '');
  const value = source === '' ? NaN : Number(/^0[0-7]+$/.test(source) ? `0o${source.slice(1)}` : source);
  return Number.isNaN(value) ? unknown(node) : literal(value, node);
}
