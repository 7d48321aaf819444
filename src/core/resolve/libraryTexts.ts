/** Texts without the blanks around them and before their lines. */
import type { TextPart, Value } from '../domain/value.ts';

/** Without the blanks at its ends, which only static parts can have. */
export function trimmed(value: Value): Value {
  if (value.kind !== 'text') return value;
  const last = value.parts.length - 1;
  const parts = value.parts.map((part, index) => {
    if (part.kind === 'placeholder') return part;
    const start = index === 0 ? part.text.trimStart() : part.text;
    return { ...part, text: index === last ? start.trimEnd() : start };
  });
  return { ...value, parts };
}

/** Without the indentation that all lines share; a placeholder is no blank. */
export function dedented(value: Value): Value {
  if (value.kind !== 'text') return value;
  const margin = marginOf(value.parts);
  let isAtLineStart = true;
  const parts = value.parts.map((part) => {
    const startsLine = isAtLineStart;
    isAtLineStart = part.kind === 'text' && part.text.endsWith('\n');
    if (part.kind === 'placeholder') return part;
    const lines = part.text.split('\n');
    const text = lines.map((line, index) => {
      if (index === 0 && !startsLine) return line;
      const isBlank = line.trim() === '' && index < lines.length - 1;
      return isBlank ? '' : line.slice(Math.min(margin, indentOf(line)));
    });
    return { ...part, text: text.join('\n') };
  });
  return { ...value, parts };
}

function marginOf(parts: readonly TextPart[]): number {
  let margin = Infinity;
  // Indentation of the line so far, until something else than a blank stands in it.
  let indent: number | undefined = 0;
  const close = (): void => {
    if (indent !== undefined) margin = Math.min(margin, indent);
    indent = undefined;
  };
  for (const part of parts) {
    if (part.kind === 'placeholder') {
      close();
      continue;
    }
    part.text.split('\n').forEach((line, index) => {
      if (index > 0) indent = 0;
      if (indent === undefined) return;
      indent += indentOf(line);
      if (line.trim() !== '') close();
    });
  }
  return margin === Infinity ? 0 : margin;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
