import type { Expression, TemplatePart } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { literal, nameExpression, rangeOf } from '../nodes.ts';
import type { Lowering } from './lowering.ts';

type TextOf = Pick<Lowering, 'textOf'>;

export function isText({ type }: SyntaxNode): boolean {
  return type === 'string_literal' || type === 'raw_string_literal';
}

/** `"…"`, `b"…"`, `r#"…"#`. */
export function lowerString(node: SyntaxNode, { textOf }: TextOf): Expression {
  const { range, isRaw } = contentOf(node, textOf);
  const written = textOf(range);
  return { ...literal(isRaw ? written : unescaped(written), node), contentRange: range };
}

/** What stands between the quotes; of a text that is not closed, all that follows. */
function contentOf(node: SyntaxNode, textOf: TextOf['textOf']): { readonly range: TextRange; readonly isRaw: boolean } {
  const written = textOf(node);
  const opening = /^[bc]?(?:r(#*))?"/.exec(written);
  if (opening === null) return { range: rangeOf(node), isRaw: true };
  const isRaw = /^[bc]?r/.test(written);
  const closing = `"${opening[1] ?? ''}`;
  const isClosed = written.length >= opening[0].length + closing.length && written.endsWith(closing);
  const range = { start: node.start + opening[0].length, end: node.end - (isClosed ? closing.length : 0) };
  return { range, isRaw };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

/** A backslash at the end of a line takes the blanks of the next one with it. */
function unescaped(text: string): string {
  return text.replace(
    /\\(?:u\{([0-9a-fA-F_]{1,8})\}|x([0-9a-fA-F]{2})|(\r?\n\s*)|([\s\S]))/g,
    (
      _,
      unicode: string | undefined,
      byte: string | undefined,
      line: string | undefined,
      simple: string | undefined,
    ) => {
      const code = unicode ?? byte;
      if (code !== undefined) return fromCode(Number.parseInt(code.replaceAll('_', ''), 16));
      return line === undefined ? (ESCAPES[simple ?? ''] ?? simple ?? '') : '';
    },
  );
}

function fromCode(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
}

/** Braces of a format, doubled ones first: those stand for themselves. */
const HOLE = /\{\{|\}\}|\{\s*(?:(\w+)\s*)?(?::([^{}]*))?\}/g;

/** What is handed to a format: by position, and by name. */
export interface FormatArguments {
  readonly positional: readonly Expression[];
  readonly named: ReadonlyMap<string, Expression>;
}

/** `format!("… {} {name} {0:.2}", a, name = b)`: its braces are the holes; a name that is not handed over is a variable. */
export function lowerFormat(
  format: SyntaxNode,
  { positional, named }: FormatArguments,
  range: TextRange,
  lowering: Lowering,
): Expression {
  const { range: content, isRaw } = contentOf(format, lowering.textOf);
  const source = lowering.textOf(content);
  const parts: TemplatePart[] = [];
  const put = (start: number, end: number): void => {
    if (start >= end) return;
    const written = source.slice(start, end);
    const text = (isRaw ? written : unescaped(written)).replaceAll('{{', '{').replaceAll('}}', '}');
    parts.push({ kind: 'text', text, range: { start: content.start + start, end: content.start + end } });
  };
  let offset = 0;
  let next = 0;
  for (const match of source.matchAll(HOLE)) {
    const [written, name = '', style] = match;
    if (written === '{{' || written === '}}') continue;
    put(offset, match.index);
    offset = match.index + written.length;
    const own = { start: content.start + match.index, end: content.start + offset };
    const given = name === '' ? positional[next++] : /^\d+$/.test(name) ? positional[Number(name)] : named.get(name);
    const isVariable = /^[a-z_]/i.test(name) && given === undefined;
    const inside = { start: own.start + 1, end: own.start + 1 + name.length };
    const value = isVariable ? nameExpression(name, inside) : given;
    const isPlain = style === undefined || /^#?\??$/.test(style);
    const range = isVariable ? own : value?.range;
    if (value && range) parts.push({ kind: 'hole', value, range, ...(!isPlain && { format: style }) });
  }
  put(offset, source.length);
  if (parts.every(({ kind }) => kind === 'text')) {
    const text = parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
    return { ...literal(text, format), contentRange: content };
  }
  return { kind: 'template', range: rangeOf(range), parts };
}
