import type { TemplateToken } from './templateToken.ts';

/** Python's `string.Template`: `$name` and `${name}`; `$$` is one dollar sign. */
export function readDollars(text: string): readonly TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let at = 0;
  for (const match of text.matchAll(/\$(?:\$|\{(?<braced>[A-Za-z_]\w{0,80})\}|(?<bare>[A-Za-z_]\w{0,80}))/g)) {
    const start = match.index;
    const end = start + match[0].length;
    if (start > at) tokens.push({ kind: 'text', start: at, end: start });
    const name = match.groups?.['braced'] ?? match.groups?.['bare'];
    if (name === undefined) tokens.push({ kind: 'text', start, end, text: '$' });
    else tokens.push({ kind: 'value', name, start, end, reads: { kind: 'path', steps: [name] } });
    at = end;
  }
  if (at < text.length) tokens.push({ kind: 'text', start: at, end: text.length });
  return tokens;
}
