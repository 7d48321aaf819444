import type { Expression, TemplateExpression, TemplatePart } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { contentRangeOf, decodeString } from './literals.ts';
import { rangeOf } from '../nodes.ts';
import type { Lowering } from './lowering.ts';

/** A verb of `fmt`, with flags, width, precision and the number of its argument. */
const VERB = /%[-+# 0]{0,5}(?:\*|\d{1,4})?(?:\.(?:\*|\d{0,4}))?(?:\[(\d{1,3})\])?[A-Za-z%]/g;

/** `%.2f`, `%d`, `%t`; the verbs that write any value say nothing. */
function formatOf(verb: string): { readonly format?: string } {
  const format = verb.slice(1).replace(/\[\d{1,3}\]/, '');
  return /^[-+# 0]{0,5}\d{0,4}[vsq]$/.test(format) || /[Tpw]$/.test(format) ? {} : { format };
}

/** `fmt.Sprintf` of a written format: its verbs are the holes. */
export function lowerFormat(
  format: SyntaxNode,
  passed: readonly Expression[],
  range: TextRange,
  lowering: Lowering,
): TemplateExpression {
  const content = contentRangeOf(format);
  const isRaw = format.type === 'raw_string_literal';
  const source = lowering.textOf(content);
  const parts: TemplatePart[] = [];
  const putText = (start: number, end: number): void => {
    if (start >= end) return;
    const text = decodeString(source.slice(start, end), isRaw);
    parts.push({ kind: 'text', text, range: { start: content.start + start, end: content.start + end } });
  };
  let offset = 0;
  let next = 0;
  for (const match of source.matchAll(VERB)) {
    const [verb, position] = match;
    if (verb.endsWith('%')) {
      putText(offset, match.index + 1);
      offset = match.index + verb.length;
      continue;
    }
    putText(offset, match.index);
    offset = match.index + verb.length;
    next += verb.split('*').length - 1;
    if (position !== undefined) next = Number(position) - 1;
    const value = passed[next++];
    if (value) parts.push({ kind: 'hole', value, range: value.range, ...formatOf(verb) });
  }
  putText(offset, source.length);
  return { kind: 'template', range: rangeOf(range), parts };
}
