import type { Expression, LiteralExpression, TemplatePart } from '../../domain/program.ts';
import { namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import type { Lowering } from './lowering.ts';
import { rangeOf } from '../nodes.ts';
import { unknown } from './nodes.ts';

export function lowerString(node: SyntaxNode, lowering: Lowering): LiteralExpression {
  const contentRange = contentRangeOf(node);
  const value = resolveEscapes(
    lowering.textOf(node).slice(contentRange.start - node.start, contentRange.end - node.start),
  );
  return { kind: 'literal', range: rangeOf(node), value, contentRange };
}

/** `unknown` for what is no number. */
export function lowerNumber(node: SyntaxNode, lowering: Lowering): Expression {
  const value = numberOf(lowering.textOf(node));
  return value === undefined ? unknown(node) : { kind: 'literal', range: rangeOf(node), value };
}

/** A literal when it has no holes. */
export function lowerTemplate(node: SyntaxNode, lowering: Lowering): Expression {
  const holes = node.children.filter((child) => child.type === 'template_substitution');
  if (holes.length === 0) return lowerString(node, lowering);
  const parts: TemplatePart[] = [];
  const content = contentRangeOf(node);
  const text = lowering.textOf(node);
  let start = content.start;
  const addText = (end: number): void => {
    if (end <= start) return;
    const raw = text.slice(start - node.start, end - node.start);
    parts.push({ kind: 'text', text: resolveEscapes(raw), range: { start, end } });
  };
  for (const hole of holes) {
    addText(hole.start);
    const [inner] = namedChildren(hole);
    parts.push({ kind: 'hole', value: inner ? lowering.expression(inner) : unknown(hole), range: rangeOf(hole) });
    start = hole.end;
  }
  addText(content.end);
  return { kind: 'template', range: rangeOf(node), parts };
}

/** A property's name as data: `{ name: … }`, `object.name`. */
export function nameLiteral(node: SyntaxNode, lowering: Lowering): LiteralExpression {
  return { kind: 'literal', range: rangeOf(node), value: lowering.textOf(node) };
}

/** A key of an object literal, which may be computed. */
export function keyExpression(node: SyntaxNode, lowering: Lowering): Expression {
  switch (node.type) {
    case 'computed_property_name': {
      const [inner] = namedChildren(node);
      return inner ? lowering.expression(inner) : unknown(node);
    }
    case 'string':
      return lowerString(node, lowering);
    case 'number':
      return lowerNumber(node, lowering);
    default:
      return nameLiteral(node, lowering);
  }
}

/** Numbers with separators, of any base, and big integers; undefined for anything else. */
export function numberOf(text: string): number | undefined {
  const plain = text.replaceAll('_', '').replace(/n$/, '');
  const value = /^0[0-7]+$/.test(plain) ? Number.parseInt(plain, 8) : Number(plain);
  return plain === '' || Number.isNaN(value) ? undefined : value;
}

function contentRangeOf(node: SyntaxNode): TextRange {
  const last = node.children.at(-1);
  const isClosed = node.children.length > 1 && last?.isNamed === false && !last.isMissing;
  return { start: Math.min(node.start + 1, node.end), end: isClosed ? node.end - 1 : node.end };
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['0', '\0'],
]);

function resolveEscapes(raw: string): string {
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2})|(\n)|(.))/gisu,
    (whole, braced?: string, unicode?: string, byte?: string, lineEnd?: string, other?: string) => {
      const code = braced ?? unicode ?? byte;
      if (code !== undefined) return characterOf(Number.parseInt(code, 16), whole);
      if (lineEnd !== undefined) return '';
      return ESCAPES.get(other ?? '') ?? other ?? whole;
    },
  );
}

function characterOf(codePoint: number, otherwise: string): string {
  return codePoint > 0x10ffff ? otherwise : String.fromCodePoint(codePoint);
}
