import type { TextRange } from './text.ts';

export interface Property {
  readonly key: string;
  readonly value: string;
  /** Of the value. */
  readonly range: TextRange;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f' };

/** A `.properties` file as `java.util.Properties` reads it, in source order. Never throws. */
export function parseProperties(text: string): readonly Property[] {
  const properties: Property[] = [];
  const lines = text.split('\n');
  let offset = 0;
  for (let index = 0; index < lines.length; index++) {
    const start = offset;
    let last = lines[index] ?? '';
    offset += last.length + 1;
    if (/^\s*(?:[#!]|$)/.test(last)) continue;
    let end = start + last.length;
    const pieces: string[] = [];
    // A line that ends in a backslash goes on in the next one, without its indentation.
    while (isContinued(last) && index + 1 < lines.length) {
      pieces.push(last.slice(0, last.lastIndexOf('\\')));
      const next = lines[++index] ?? '';
      last = next.trimStart();
      end = offset + next.length;
      offset += next.length + 1;
    }
    const property = propertyOf([...pieces, last].join(''), start, end);
    if (property) properties.push(property);
  }
  return properties;
}

function isContinued(line: string): boolean {
  const end = line.endsWith('\r') ? line.length - 1 : line.length;
  let start = end;
  while (line[start - 1] === '\\') start--;
  return (end - start) % 2 === 1;
}

/** The key ends at the first blank, `=` or `:` that no backslash stands before. */
function propertyOf(line: string, start: number, end: number): Property | undefined {
  let from = 0;
  while (isBlank(line[from])) from++;
  let to = from;
  while (to < line.length && !isBlank(line[to]) && line[to] !== '=' && line[to] !== ':')
    to += line[to] === '\\' ? 2 : 1;
  let value = to;
  while (isBlank(line[value])) value++;
  if (line[value] === '=' || line[value] === ':') value++;
  while (isBlank(line[value])) value++;
  const key = unescaped(line.slice(from, to));
  if (key === '') return undefined;
  return {
    key,
    value: unescaped(line.slice(value)).trimEnd(),
    range: { start: Math.min(start + value, end), end },
  };
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\f';
}

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, unicode: string | undefined, simple: string | undefined) =>
    unicode === undefined ? (ESCAPES[simple ?? ''] ?? simple ?? '') : String.fromCharCode(Number.parseInt(unicode, 16)),
  );
}
