import type { Expression, TemplatePart } from '../../domain/program.ts';
import type { TextRange } from '../../util/text.ts';
import { literal } from '../nodes.ts';

/**
 * A text with holes as an expression: one hole alone is what it holds, whatever its type.
 *
 * @param pattern Global; finds the holes.
 * @param hole What a hole holds; undefined where it is text after all.
 */
export function withHoles(
  text: string,
  range: TextRange,
  pattern: RegExp,
  hole: (match: RegExpMatchArray) => Expression | undefined,
): Expression {
  const parts: TemplatePart[] = [];
  let offset = 0;
  const put = (end: number): void => {
    if (end > offset) parts.push({ kind: 'text', text: text.slice(offset, end), range });
  };
  for (const match of text.matchAll(pattern)) {
    const value = hole(match);
    if (value === undefined) continue;
    put(match.index);
    parts.push({ kind: 'hole', value, range });
    offset = match.index + match[0].length;
  }
  put(text.length);
  const [only] = parts;
  if (only === undefined || (parts.length === 1 && only.kind === 'text')) return literal(text, range);
  return parts.length === 1 && only.kind === 'hole' ? only.value : { kind: 'template', range, parts };
}
