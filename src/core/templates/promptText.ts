import type { TextRange } from '../util/text.ts';
import type { YamlScalar } from '../util/yamlTree.ts';

/** A text of a prompt, with the place of each of its characters in the file. */
export interface PromptText {
  readonly text: string;
  /** The place of a span of the text. */
  rangeOf(start: number, end: number): TextRange;
}

/** A text that stands in the file as it is. */
export function verbatimText(file: string, range: TextRange): PromptText {
  return {
    text: file.slice(range.start, range.end),
    rangeOf: (start, end) => ({ start: range.start + start, end: range.start + end }),
  };
}

/** The text of a YAML or JSON string: escapes, indentation and folding are undone, places kept. */
export function scalarText(file: string, scalar: YamlScalar): PromptText {
  const text = typeof scalar.value === 'string' ? scalar.value : scalar.value === null ? '' : String(scalar.value);
  let offsets: readonly number[] | undefined;
  return {
    text,
    rangeOf(start, end) {
      offsets ??= align(text, file, scalar);
      const from = offsets[start] ?? scalar.range.end;
      return { start: from, end: Math.max(from, end > start ? afterCharacter(offsets, end, scalar) : from) };
    },
  };
}

/** A part of a prompt's text as a text of its own. */
export function subText(whole: PromptText, start: number, end: number): PromptText {
  return {
    text: whole.text.slice(start, end),
    rangeOf: (from, to) => whole.rangeOf(start + from, start + to),
  };
}

/** The end of a span is where its last character ends, not where the next one starts: indentation lies between. */
function afterCharacter(offsets: readonly number[], end: number, scalar: YamlScalar): number {
  const last = offsets[end - 1] ?? scalar.range.end;
  const next = offsets[end] ?? scalar.range.end;
  return scalar.style === 'double-quoted' ? next : Math.min(next, last + 1);
}

/** For each character of the value its offset in the file, and one past the end. */
function align(text: string, file: string, scalar: YamlScalar): readonly number[] {
  switch (scalar.style) {
    case 'double-quoted':
      return alignEscaped(text, file, scalar.range);
    case 'literal':
    case 'folded':
      return alignBlock(text, file, scalar.range);
    default:
      return alignGreedily(text, file, scalar.range.start, scalar.range.end);
  }
}

function alignEscaped(text: string, file: string, range: TextRange): readonly number[] {
  const offsets: number[] = [];
  let at = range.start + 1;
  const isClosed = range.end > at && file.charAt(range.end - 1) === '"';
  const end = isClosed ? range.end - 1 : range.end;
  while (offsets.length < text.length && at < end) {
    const character = file.charAt(at);
    if (character === '\\') {
      const length = escapeLength(file.charAt(at + 1));
      if (length === 0) {
        at = skipFold(file, at + 1, end);
        continue;
      }
      offsets.push(at);
      // An escape beyond the basic plane makes two units.
      if (length === 10 && isHighSurrogate(text, offsets.length - 1)) offsets.push(at);
      at += length;
    } else if (character === '\n' || character === '\r') {
      const next = skipFold(file, at, end);
      const breaks = Math.max(1, lineBreaks(file, at, next) - 1);
      for (let index = 0; index < breaks; index++) offsets.push(at);
      at = next;
    } else {
      offsets.push(at);
      at += 1;
    }
  }
  while (offsets.length < text.length) offsets.push(end);
  offsets.length = text.length;
  offsets.push(Math.min(at, end));
  return offsets;
}

/** Characters of an escape sequence with its backslash; 0 for an escaped line break, which stands for nothing. */
function escapeLength(letter: string): number {
  if (letter === '\n' || letter === '\r') return 0;
  if (letter === 'x') return 4;
  if (letter === 'u') return 6;
  return letter === 'U' ? 10 : 2;
}

function isHighSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xd800 && code < 0xdc00;
}

function skipFold(file: string, start: number, end: number): number {
  let at = start;
  while (at < end && /\s/.test(file.charAt(at))) at += 1;
  return at;
}

function lineBreaks(file: string, start: number, end: number): number {
  let breaks = 0;
  for (let at = start; at < end; at++) if (file.charAt(at) === '\n') breaks += 1;
  return breaks;
}

function alignBlock(text: string, file: string, range: TextRange): readonly number[] {
  const headerEnd = lineEnd(file, range.start, range.end);
  const header = file.slice(range.start, headerEnd);
  const start = Math.min(range.end, headerEnd + (file.startsWith('\r\n', headerEnd) ? 2 : 1));
  if (header.startsWith('>')) return alignGreedily(text, file, start, range.end);
  const indent = indentation(file, start, range.end);
  const offsets: number[] = [];
  let at = start;
  for (const line of text.split(/(?<=\n)/)) {
    const content = line.endsWith('\n') ? line.slice(0, -1) : line;
    const end = lineEnd(file, at, range.end);
    const from = Math.min(at + indent, end);
    for (let index = 0; index < content.length; index++) offsets.push(Math.min(from + index, end));
    if (line.endsWith('\n')) offsets.push(end);
    at = Math.min(range.end, end + (file.startsWith('\r\n', end) ? 2 : 1));
  }
  offsets.length = text.length;
  offsets.push(range.end);
  return offsets;
}

/** Of a block scalar: the blanks before its first line that has something. */
function indentation(file: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const lineStop = lineEnd(file, at, end);
    let first = at;
    while (first < lineStop && file.charAt(first) === ' ') first += 1;
    if (first < lineStop) return first - at;
    at = lineStop + (file.startsWith('\r\n', lineStop) ? 2 : 1);
  }
  return 0;
}

function lineEnd(file: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const character = file.charAt(at);
    if (character === '\n' || (character === '\r' && file.charAt(at + 1) === '\n')) return at;
  }
  return end;
}

/** Characters in their order; blanks of the file that the value does not have are passed over. */
function alignGreedily(text: string, file: string, start: number, end: number): readonly number[] {
  const offsets: number[] = [];
  const isQuoted = file.charAt(start) === "'";
  let at = isQuoted ? start + 1 : start;
  for (const unit of text.split('')) {
    if (!/\s/.test(unit)) while (at < end && file.charAt(at) !== unit) at += 1;
    offsets.push(Math.min(at, end));
    if (isQuoted && unit === "'" && file.startsWith("''", at)) at += 2;
    else if (/\s/.test(unit)) at = /\s/.test(file.charAt(at)) ? at + 1 : at;
    else at += 1;
  }
  offsets.push(Math.min(at, end));
  return offsets;
}
