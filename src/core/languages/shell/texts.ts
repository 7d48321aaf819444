import type { Expression, TemplatePart } from '../../domain/program.ts';
import type { TextRange } from '../../util/text.ts';
import { rangeOf } from '../nodes.ts';

/** A word that is nothing but what is put into it is that itself: an object stays one. */
export function joined(parts: readonly TemplatePart[], range: TextRange): Expression {
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'hole') return only.value;
  if (parts.every((part) => part.kind === 'text')) {
    const value = parts.map(({ text }) => text).join('');
    return {
      kind: 'literal',
      range: rangeOf(range),
      value,
      ...(only && parts.length === 1 && { contentRange: only.range }),
    };
  }
  return { kind: 'template', range: rangeOf(range), parts };
}
