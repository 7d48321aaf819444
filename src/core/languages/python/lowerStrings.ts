import type { Expression, TemplatePart } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { rangeOf } from '../nodes.ts';
import { sourceOf, unknownOf } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { decodeEscapes } from './stringEscapes.ts';
import type { StringForm } from './stringEscapes.ts';

/** A string or bytes literal, or an f-string; one that was not closed ends where the parser ended it. */
export function lowerString(node: SyntaxNode, lowering: Lowering): Expression {
  const shape = stringShape(node, lowering);
  if (shape === undefined) return unknownOf(node);
  const { form, contentRange, holes } = shape;
  if (holes.length > 0) {
    return { kind: 'template', range: rangeOf(node), parts: templateParts(holes, contentRange, form, lowering) };
  }
  const value = decodeEscapes(sourceOf(contentRange, lowering), form);
  return { kind: 'literal', range: rangeOf(node), value, contentRange };
}

/** The text of a string node without holes. */
export function staticStringOf(node: SyntaxNode, source: { readonly text: string }): string | undefined {
  const shape = node.type === 'string' ? stringShape(node, source) : undefined;
  if (shape === undefined || shape.holes.length > 0) return undefined;
  return decodeEscapes(sourceOf(shape.contentRange, source), shape.form);
}

interface StringShape {
  readonly form: StringForm;
  readonly contentRange: TextRange;
  readonly holes: readonly SyntaxNode[];
}

function stringShape(node: SyntaxNode, source: { readonly text: string }): StringShape | undefined {
  const [opening] = node.children;
  if (opening?.type !== 'string_start') return undefined;
  const [letters = ''] = sourceOf(opening, source).split(/["']/, 1);
  const prefix = letters.toLowerCase();
  const form: StringForm = {
    isRaw: prefix.includes('r'),
    isBytes: prefix.includes('b'),
    isFormatted: prefix.includes('f') || prefix.includes('t'),
  };
  const closing = node.children.at(-1);
  return {
    form,
    contentRange: { start: opening.end, end: closing?.type === 'string_end' ? closing.start : node.end },
    holes: form.isFormatted ? node.children.filter((child) => child.type === 'interpolation') : [],
  };
}

/** `"a" f"b"`: strings that stand side by side are one. */
export function lowerConcatenatedString(node: SyntaxNode, lowering: Lowering): Expression {
  const operands = node.children.filter((child) => child.type === 'string');
  return {
    kind: 'concatenation',
    range: rangeOf(node),
    operands: operands.map((operand) => lowering.expression(operand)),
  };
}

function templateParts(
  holes: readonly SyntaxNode[],
  content: TextRange,
  form: StringForm,
  lowering: Lowering,
): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  const putText = (start: number, end: number): void => {
    if (start >= end) return;
    const range = { start, end };
    parts.push({ kind: 'text', text: decodeEscapes(sourceOf(range, lowering), form), range });
  };
  let offset = content.start;
  for (const hole of holes) {
    putText(offset, hole.start);
    const label = debugLabel(hole, lowering);
    if (label) parts.push(label);
    const value = fieldOf(hole, 'expression');
    const lowered = value ? lowering.expression(value) : unknownOf(hole);
    const format = formatOf(hole, lowering);
    parts.push({ kind: 'hole', value: lowered, range: rangeOf(hole), ...(format !== undefined && { format }) });
    offset = hole.end;
  }
  putText(offset, content.end);
  return parts;
}

/** What stands behind the colon: `.2f`. One with holes of its own says nothing. */
function formatOf(hole: SyntaxNode, lowering: Lowering): string | undefined {
  const specifier = hole.children.find((child) => child.type === 'format_specifier');
  const text = specifier && sourceOf(specifier, lowering).replace(/^:/, '');
  return text === undefined || text === '' || text.includes('{') ? undefined : text;
}

/** `{total=}` writes its own source in front of the value. */
function debugLabel(hole: SyntaxNode, { text }: Lowering): TemplatePart | undefined {
  const sign = hole.children.find((child) => child.type === '=');
  if (!sign) return undefined;
  const value = fieldOf(hole, 'expression');
  const following = hole.children.find((child) => child.start >= sign.end)?.start ?? sign.end;
  const range = { start: hole.start + 1, end: Math.max(sign.end, following) };
  return value && { kind: 'text', text: text.slice(range.start, range.end), range };
}
