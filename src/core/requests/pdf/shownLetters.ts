/** Letters that one font of a content stream shows, both ways in which its bytes can be meant. */
export interface FontLetters {
  bytes: number;
  /** Bytes that would be printable ASCII. */
  printable: number;
  /** Letters without spaces, when each byte is one. */
  single: number;
  /** Letters without spaces, when each pair of bytes is one. */
  double: number;
  /** Some text has an odd number of bytes. */
  isOdd: boolean;
}

/** What a page's content stream shows by `Tj`, `TJ`, `'` and `"`, by font. One pass, no recursion. */
export function shownLetters(content: Uint8Array): readonly FontLetters[] {
  const fonts = new Map<string, FontLetters>();
  let font = '';
  let name = '';
  let pending: FontLetters = noLetters();
  let index = 0;
  while (index < content.length) {
    const byte = content[index] ?? 0;
    if (byte === PERCENT) index = endOfLine(content, index);
    else if (byte === OPEN) index = readLiteral(content, index + 1, pending);
    else if (byte === LESS && content[index + 1] !== LESS) index = readHex(content, index + 1, pending);
    else if (byte === SLASH) {
      const end = endOfWord(content, index + 1);
      name = wordAt(content, index + 1, end);
      index = end;
    } else if (isDelimiter(byte)) index += 1;
    else {
      const end = endOfWord(content, index);
      const word = wordAt(content, index, end);
      index = end;
      if (isNumber(byte)) continue;
      if (word === 'Tf') font = name;
      if (word === 'ID') index = endOfInlineImage(content, index);
      if (SHOWING.has(word)) add(fonts, font, pending);
      pending = noLetters();
    }
  }
  return [...fonts.values()];
}

const SHOWING = new Set(['Tj', 'TJ', "'", '"']);
const MAXIMUM_FONTS = 500;
const PERCENT = 0x25;
const OPEN = 0x28;
const CLOSE = 0x29;
const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
/** White space, and what begins something else, by byte. */
const DELIMITERS = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte <= SPACE || '()<>[]{}/%'.includes(String.fromCharCode(byte)) ? 1 : 0,
);

function noLetters(): FontLetters {
  return { bytes: 0, printable: 0, single: 0, double: 0, isOdd: false };
}

function add(fonts: Map<string, FontLetters>, name: string, letters: FontLetters): void {
  const key = fonts.size < MAXIMUM_FONTS ? name : '';
  const font = fonts.get(key) ?? noLetters();
  font.bytes += letters.bytes;
  font.printable += letters.printable;
  font.single += letters.single;
  font.double += letters.double;
  font.isOdd ||= letters.isOdd;
  fonts.set(key, font);
}

/** One text, byte by byte. */
function textCounter(into: FontLetters): { readonly push: (byte: number) => void; readonly end: () => void } {
  let length = 0;
  let previous = 0;
  return {
    push: (byte) => {
      length += 1;
      into.bytes += 1;
      if (byte >= SPACE && byte < 0x7f) into.printable += 1;
      if (byte !== SPACE) into.single += 1;
      if (length % 2 === 0 && (previous !== 0 || !SPACE_GLYPHS.has(byte))) into.double += 1;
      previous = byte;
    },
    end: () => {
      into.isOdd ||= length % 2 === 1;
    },
  };
}

/** A space by its code, and as the glyph that it is in most TrueType fonts. */
const SPACE_GLYPHS = new Set([0, 3, SPACE]);

function readLiteral(content: Uint8Array, start: number, into: FontLetters): number {
  const text = textCounter(into);
  let depth = 1;
  let index = start;
  for (; index < content.length; index += 1) {
    const byte = content[index] ?? 0;
    if (byte === OPEN) depth += 1;
    if (byte === CLOSE) depth -= 1;
    if (depth === 0) break;
    if (byte !== BACKSLASH) {
      text.push(byte);
      continue;
    }
    const escape = readEscape(content, index + 1);
    if (escape.byte !== undefined) text.push(escape.byte);
    index += escape.length;
  }
  text.end();
  return index + 1;
}

/** `\n`, `\r`, `\t`, `\b` and `\f`, by the letter. */
const ESCAPES = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
]);

/** What follows a backslash: up to three octal digits, a letter, or a line's end, which is nothing. */
function readEscape(
  content: Uint8Array,
  index: number,
): { readonly byte: number | undefined; readonly length: number } {
  let value = 0;
  let length = 0;
  while (length < 3 && isOctal(content[index + length])) {
    value = value * 8 + (content[index + length] ?? 0) - 0x30;
    length += 1;
  }
  if (length > 0) return { byte: value & 0xff, length };
  const byte = content[index];
  if (byte === 0x0d) return { byte: undefined, length: content[index + 1] === 0x0a ? 2 : 1 };
  if (byte === 0x0a) return { byte: undefined, length: 1 };
  return { byte: byte === undefined ? undefined : (ESCAPES.get(byte) ?? byte), length: 1 };
}

function isOctal(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x37;
}

function readHex(content: Uint8Array, start: number, into: FontLetters): number {
  const text = textCounter(into);
  let digits = 0;
  let value = 0;
  let index = start;
  for (; index < content.length && content[index] !== GREATER; index += 1) {
    const digit = hexDigit(content[index] ?? 0);
    if (digit === undefined) continue;
    value = value * 16 + digit;
    digits += 1;
    if (digits % 2 === 1) continue;
    text.push(value);
    value = 0;
  }
  if (digits % 2 === 1) text.push(value * 16);
  text.end();
  return index + 1;
}

function hexDigit(byte: number): number | undefined {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined;
}

function endOfLine(content: Uint8Array, start: number): number {
  let index = start;
  while (index < content.length && content[index] !== 0x0a && content[index] !== 0x0d) index += 1;
  return index;
}

function endOfWord(content: Uint8Array, start: number): number {
  let index = start;
  while (index < content.length && !isDelimiter(content[index] ?? 0)) index += 1;
  return index;
}

function isDelimiter(byte: number): boolean {
  return DELIMITERS[byte] === 1;
}

function isNumber(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}

const LONGEST_WORD = 100;

function wordAt(content: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...content.subarray(start, Math.min(end, start + LONGEST_WORD)));
}

/** Behind the `EI` that stands alone; an image's bytes can be anything else. */
function endOfInlineImage(content: Uint8Array, start: number): number {
  for (let index = start; index + 2 < content.length; index += 1) {
    const isEnd = content[index + 1] === 0x45 && content[index + 2] === 0x49;
    if (isEnd && (content[index] ?? 0) <= SPACE && (content[index + 3] ?? SPACE) <= SPACE) return index + 3;
  }
  return content.length;
}
