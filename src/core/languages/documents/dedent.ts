/**
 * Without the indentation that all lines have, and as long as before: each line break moves behind the indentation of the
 * line that follows. Every other character keeps its offset. A shell ends a here-document only at the beginning of a line.
 */
export function dedentInPlace(code: string): string {
  const lines = code.split('\n');
  const indentation = commonIndentation(lines);
  if (indentation === 0 || code.includes('\r')) return code;
  const words = new Set([...code.matchAll(/<<-?[ \t]*["']?([A-Za-z_]\w*)/g)].map((match) => match[1]));
  const parts: string[] = [];
  let mayMove = true;
  for (const [index, line] of lines.entries()) {
    const isShort = line.length < indentation;
    const moved = mayMove && !isShort;
    if (index > 0) parts.push(moved ? `${' '.repeat(indentation)}\n` : '\n');
    else if (moved) parts.push(' '.repeat(indentation));
    parts.push(moved ? line.slice(indentation) : line);
    // A backslash, and the word that ends a here-document, must be the last of their lines.
    mayMove = !line.endsWith('\\') && !words.has(line.trim());
  }
  return parts.join('');
}

function commonIndentation(lines: readonly string[]): number {
  const written = lines.filter((line) => line.trim() !== '');
  return written.length === 0 ? 0 : Math.min(...written.map((line) => line.length - line.trimStart().length));
}
