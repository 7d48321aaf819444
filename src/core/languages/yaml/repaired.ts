/** A line whose value is a text that goes on behind the line. */
const OPENS = /^[ \t]*(?:- +)?["']?[\w.:-]+["']?:[ \t]+(?:!\w+[ \t]+)?(["'])/;
const KEY = /^[ \t]*(?:- +)?["']?[\w.:-]+["']?:(?:[ \t]|$)/;
const MAXIMUM_LINES = 500;

/**
 * A text of the same length in which texts over several lines are on one line, however they are indented, and those that are
 * half typed end with their line.
 */
export function repaired(text: string): string {
  const lines = text.split('\n');
  const joined: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const quote = OPENS.exec(line)?.[1];
    const start = OPENS.exec(line)?.[0].length ?? 0;
    if (quote === undefined || isClosed(line.slice(start), quote)) {
      joined.push(line);
      continue;
    }
    const end = KEY.test(lines[index + 1] ?? '') ? undefined : closingLine(lines, index + 1, quote);
    if (end === undefined) joined.push(`${line.slice(0, start - 1)} ${line.slice(start)}`);
    else {
      joined.push(lines.slice(index, end + 1).join(' '));
      index = end;
    }
  }
  return joined.join('\n');
}

function isClosed(rest: string, quote: string): boolean {
  return quote === '"' ? /^(?:[^"\\]|\\.)*"/.test(rest) : /^(?:[^']|'')*'(?!')/.test(rest);
}

function closingLine(lines: readonly string[], from: number, quote: string): number | undefined {
  for (let index = from; index < Math.min(lines.length, from + MAXIMUM_LINES); index++) {
    if (isClosed(lines[index] ?? '', quote)) return index;
  }
  return undefined;
}
