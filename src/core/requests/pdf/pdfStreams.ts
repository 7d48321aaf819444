import { Unzlib } from 'fflate';

export interface PdfStream {
  /** What stands between `obj` and `stream`, as Latin-1. */
  readonly dictionary: string;
  readonly bytes: Uint8Array;
}

/** Streams of a PDF as they stand in the file; `text` is the same bytes as Latin-1. Never more than `MAXIMUM_STREAMS`. */
export function* findStreams(bytes: Uint8Array, text: string): Generator<PdfStream> {
  let from = 0;
  for (let count = 0; count < MAXIMUM_STREAMS; count += 1) {
    const keyword = text.indexOf('stream', from);
    if (keyword < 0) return;
    const head = text.slice(Math.max(from, keyword - MAXIMUM_DICTIONARY), keyword);
    const dictionary = head.slice(Math.max(0, head.lastIndexOf(' obj')));
    const start = keyword + 'stream'.length + lineBreak(text, keyword + 'stream'.length);
    const end = endOf(text, start, dictionary);
    yield { dictionary, bytes: bytes.subarray(start, end) };
    from = end + 'endstream'.length;
  }
}

const MAXIMUM_STREAMS = 50_000;
const MAXIMUM_DICTIONARY = 4000;

function lineBreak(text: string, index: number): number {
  if (text[index] === '\r') return text[index + 1] === '\n' ? 2 : 1;
  return text[index] === '\n' ? 1 : 0;
}

/** Where the length says, when it is true; else before the next `endstream`. */
function endOf(text: string, start: number, dictionary: string): number {
  const length = /\/Length\s+(\d{1,9})(?!\d|\s+\d+\s+R)/.exec(dictionary)?.[1];
  const told = start + Number(length);
  const isTrue = length !== undefined && /^\s{0,2}endstream/.test(text.slice(told, told + 12));
  if (isTrue) return told;
  const end = text.indexOf('endstream', start);
  return end < 0 ? text.length : end;
}

/**
 * A stream without its compression: whatever comes out up to `maximumBytes`, also of one that is damaged. Undefined for
 * compressions that are not read here.
 */
export function decodeStream({ dictionary, bytes }: PdfStream, maximumBytes: number): Uint8Array | undefined {
  let decoded = bytes;
  for (const filter of filtersOf(dictionary)) {
    const decode = DECODERS[filter];
    if (decode === undefined) return undefined;
    decoded = decode(decoded, maximumBytes);
  }
  return decoded.subarray(0, maximumBytes);
}

function filtersOf(dictionary: string): readonly string[] {
  const written = /\/Filter\s*(\[[^\]]{0,200}\]|\/\w{1,20}|\d)/.exec(dictionary)?.[1] ?? '';
  return written.match(/\w+/g) ?? [];
}

type Decode = (bytes: Uint8Array, maximumBytes: number) => Uint8Array;

const DECODERS: Readonly<Record<string, Decode>> = {
  FlateDecode: inflate,
  Fl: inflate,
  ASCII85Decode: decodeAscii85,
  A85: decodeAscii85,
};

/** Small enough that nothing that a step can become fills the memory: deflate makes of a byte at most 1,032. */
const STEP_BYTES = 4096;

function inflate(bytes: Uint8Array, maximumBytes: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Unzlib((piece) => {
    pieces.push(piece);
    length += piece.length;
  });
  try {
    for (let start = 0; start < bytes.length && length < maximumBytes; start += STEP_BYTES) {
      stream.push(bytes.subarray(start, start + STEP_BYTES));
    }
  } catch {
    // What came out of a damaged stream is text, too.
  }
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    joined.set(piece, offset);
    offset += piece.length;
  }
  return joined;
}

function decodeAscii85(bytes: Uint8Array, maximumBytes: number): Uint8Array {
  const decoded = new Uint8Array(Math.min(maximumBytes, bytes.length * 4));
  let length = 0;
  let value = 0;
  let digits = 0;
  const write = (count: number): void => {
    for (let byte = 0; byte < count; byte += 1) decoded[length + byte] = (value >>> (24 - 8 * byte)) & 0xff;
    length += count;
    value = 0;
    digits = 0;
  };
  for (const byte of bytes) {
    if (byte === TILDE || length + 4 > decoded.length) break;
    if (byte === LETTER_Z && digits === 0) write(4);
    if (byte < FIRST_DIGIT || byte > LAST_DIGIT) continue;
    value = (Math.imul(value, 85) + byte - FIRST_DIGIT) | 0;
    digits += 1;
    if (digits === 5) write(4);
  }
  if (digits > 1 && length + 4 <= decoded.length) {
    const count = digits - 1;
    for (; digits < 5; digits += 1) value = (Math.imul(value, 85) + 84) | 0;
    write(count);
  }
  return decoded.subarray(0, length);
}

const TILDE = 0x7e;
const LETTER_Z = 0x7a;
const FIRST_DIGIT = 0x21;
const LAST_DIGIT = 0x75;
