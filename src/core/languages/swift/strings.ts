import type { Expression, TemplatePart } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { literal, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from '../parts.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

/** `"…\(x)…"`, `"""…"""`, `#"…"#`; a text over several lines begins behind its first one, without the blanks of its last one. */
export function lowerString(node: SyntaxNode, lowering: Lowering): Expression {
  const written = lowering.textOf(node);
  const [, hashes = '', quotes = '"'] = /^(#*)("""|")/.exec(written) ?? [];
  const opening = hashes.length + quotes.length;
  const isClosed = written.length >= 2 * opening && written.endsWith(quotes + hashes);
  const content = { start: Math.min(node.end, node.start + opening), end: node.end - (isClosed ? opening : 0) };
  const isLong = quotes.length === 3;
  const indentation = isLong ? (/\n([ \t]*)$/.exec(lowering.textOf(content))?.[1] ?? '') : '';
  const parts: TemplatePart[] = [];
  const put = (start: number, end: number): void => {
    if (start >= end) return;
    let text = lowering.textOf({ start, end });
    if (isLong) text = text.replaceAll(`\n${indentation}`, '\n');
    if (isLong && start === content.start) text = text.replace(/^[ \t]*\r?\n/, '');
    if (isLong && end === content.end) text = text.replace(/\r?\n[ \t]*$/, '');
    if (hashes === '') text = unescaped(text);
    if (text !== '') parts.push({ kind: 'text', text, range: { start, end } });
  };
  let offset = content.start;
  for (const hole of holesOf(node)) {
    put(offset, hole.start);
    const inner = partsOf(hole.node)[0];
    const value = inner ? lowering.expression(inner) : unknown(hole.node);
    parts.push({ kind: 'hole', value, range: { start: hole.start, end: hole.end } });
    offset = hole.end;
  }
  put(offset, content.end);
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  if (texts.length < parts.length) return { kind: 'template', range: rangeOf(node), parts };
  return { ...literal(texts.join(''), node), contentRange: content };
}

/** With the marks around them, which the grammar leaves outside. */
function holesOf(
  node: SyntaxNode,
): readonly { readonly node: SyntaxNode; readonly start: number; readonly end: number }[] {
  return node.children.flatMap((child, index) => {
    if (child.type !== 'interpolated_expression' && child.type !== 'raw_str_interpolation') return [];
    const before = node.children[index - 1];
    const after = node.children[index + 1];
    const start = before && !before.isNamed && before.end === child.start ? before.start : child.start;
    const end = after && !after.isNamed && after.start === child.end && after.type === ')' ? after.end : child.end;
    return [{ node: child, start, end }];
  });
}

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u\{([0-9a-fA-F]{1,8})\}|(\r?\n\s*)|([\s\S]))/g,
    (_, unicode: string | undefined, line: string | undefined, simple: string | undefined) => {
      if (unicode !== undefined) {
        const code = Number.parseInt(unicode, 16);
        return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
      }
      return line === undefined ? (ESCAPES[simple ?? ''] ?? simple ?? '') : '';
    },
  );
}
