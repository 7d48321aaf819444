/** Texts of lines that set variables: `.env` files, Dockerfiles. */
import type { TextRange } from './text.ts';

export interface EnvironmentEntry {
  readonly name: string;
  /** Without quotes; escapes of double quotes are resolved. */
  readonly value: string;
  /** Of the value, without its quotes. */
  readonly range: TextRange;
  /** Set where nothing in the value stands for another variable. */
  readonly isLiteral: boolean;
}

/** Longer texts are not read. */
const MAXIMUM_LENGTH = 200_000;

/** Of a name that is there twice, the last counts, as in what loads such files. Lines that are none are left out. */
export function parseEnvironment(text: string): readonly EnvironmentEntry[] {
  if (text.length > MAXIMUM_LENGTH) return [];
  const entries = new Map<string, EnvironmentEntry>();
  let offset = 0;
  for (const line of text.split('\n')) {
    const entry = readLine(line.replace(/\r$/, ''), offset);
    if (entry) entries.set(entry.name, entry);
    offset += line.length + 1;
  }
  return [...entries.values()];
}

function readLine(line: string, offset: number): EnvironmentEntry | undefined {
  const [start, name] = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*[=:]\s*/.exec(line) ?? [];
  if (start === undefined || name === undefined) return undefined;
  const rest = line.slice(start.length);
  const quote = /^["'`]/.exec(rest)?.[0];
  const end = quote === undefined ? -1 : rest.indexOf(quote, 1);
  const from = offset + start.length + (end > 0 ? 1 : 0);
  const raw = end > 0 ? rest.slice(1, end) : rest.replace(/(?:^|\s)#.*$/, '').trimEnd();
  const value = quote === '"' && end > 0 ? raw.replaceAll('\\n', '\n').replaceAll('\\"', '"') : raw;
  return {
    name,
    value,
    range: { start: from, end: from + raw.length },
    isLiteral: quote === "'" || !/\$(?:\{|[A-Za-z_])/.test(raw),
  };
}

/** `ENV NAME=value OTHER="value"`, `ENV NAME value`, and the defaults of `ARG`, which a later `ENV` of the name replaces. */
export function parseDockerfile(text: string): readonly EnvironmentEntry[] {
  if (text.length > MAXIMUM_LENGTH) return [];
  const entries = new Map<string, EnvironmentEntry>();
  const lines = /^[ \t]*(ENV|ARG)[ \t]+((?:[^\\\n]|\\[^])*)/gim;
  for (const match of text.matchAll(lines)) {
    const [all, instruction = '', rest = ''] = match;
    const offset = match.index + all.length - rest.length;
    const isPair = /^[A-Za-z_]\w*[ \t]/.test(rest) && instruction.toUpperCase() === 'ENV';
    const pieces = isPair
      ? /^[A-Za-z_]\w*[ \t].*/g
      : /(?<!\w)[A-Za-z_]\w*=(?:"(?:[^"\\]|\\[^])*"|'[^']*'|(?:[^\s\\]|\\\S)*)/g;
    for (const piece of rest.matchAll(pieces)) {
      const entry = readLine(isPair ? piece[0].replace(/[ \t]/, '=') : piece[0], offset + piece.index);
      if (entry) entries.set(entry.name, entry);
    }
  }
  return [...entries.values()];
}
