import { isUtf8 } from 'node:buffer';

export type Encoding = 'utf-8' | 'utf-8-with-mark' | 'utf-16le' | 'utf-16be' | 'latin-1';

export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
}

/** Undefined for what is no text: bytes with a zero that are not UTF-16 with a mark. What is no UTF-8 is read as Latin-1. */
export function decodeText(bytes: Buffer): DecodedText | undefined {
  const marked = decodeMarked(bytes);
  if (marked !== undefined) return marked;
  if (bytes.includes(0)) return undefined;
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), encoding: 'utf-8' };
  return { text: bytes.toString('latin1'), encoding: 'latin-1' };
}

/** The bytes of a text in the encoding that it was read in. Undefined when that encoding cannot hold it. */
export function encodeText(text: string, encoding: Encoding): Buffer | undefined {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8-with-mark':
      return Buffer.concat([UTF8_MARK, Buffer.from(text, 'utf8')]);
    case 'utf-16le':
      return Buffer.concat([UTF16LE_MARK, Buffer.from(text, 'utf16le')]);
    case 'utf-16be':
      return Buffer.concat([UTF16BE_MARK, Buffer.from(text, 'utf16le').swap16()]);
    case 'latin-1':
      return isLatin1(text) ? Buffer.from(text, 'latin1') : undefined;
  }
}

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16LE_MARK = Buffer.from([0xff, 0xfe]);
const UTF16BE_MARK = Buffer.from([0xfe, 0xff]);

function decodeMarked(bytes: Buffer): DecodedText | undefined {
  if (startsWith(bytes, UTF8_MARK) && isUtf8(bytes)) {
    return { text: bytes.toString('utf8', UTF8_MARK.length), encoding: 'utf-8-with-mark' };
  }
  if (bytes.length % 2 !== 0) return undefined;
  if (startsWith(bytes, UTF16LE_MARK)) return { text: bytes.toString('utf16le', 2), encoding: 'utf-16le' };
  if (!startsWith(bytes, UTF16BE_MARK)) return undefined;
  return { text: Buffer.from(bytes.subarray(2)).swap16().toString('utf16le'), encoding: 'utf-16be' };
}

function startsWith(bytes: Buffer, mark: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark);
}

function isLatin1(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0xff) return false;
  return true;
}
