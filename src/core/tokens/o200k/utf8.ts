/* eslint-disable @typescript-eslint/no-non-null-assertion -- the hot loops of the counter: every index is within its array */
const REPLACEMENT = 0xfffd;

/** Writes `text[start..end)` as UTF-8 from the beginning of `bytes`; returns the number of bytes. A lone surrogate becomes U+FFFD. */
export function writeUtf8(text: string, start: number, end: number, bytes: Uint8Array): number {
  let length = 0;
  for (let index = start; index < end; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      bytes[length++] = unit;
      continue;
    }
    if (unit < 0x800) {
      bytes[length++] = 0xc0 | (unit >> 6);
      bytes[length++] = 0x80 | (unit & 0x3f);
      continue;
    }
    const point = codePointWithin(text, index, end);
    if (point > 0xffff) {
      index += 1;
      bytes[length++] = 0xf0 | (point >> 18);
      bytes[length++] = 0x80 | ((point >> 12) & 0x3f);
    } else {
      bytes[length++] = 0xe0 | (point >> 12);
    }
    bytes[length++] = 0x80 | ((point >> 6) & 0x3f);
    bytes[length++] = 0x80 | (point & 0x3f);
  }
  return length;
}

/** Text of UTF-8 bytes, and whether they were whole characters; broken bytes become U+FFFD. */
export function readUtf8(bytes: Uint8Array): { readonly text: string; readonly isWhole: boolean } {
  if (bytes.every((byte) => byte < 0x80)) return { text: String.fromCharCode(...bytes), isWhole: true };
  let text = '';
  let isWhole = true;
  let index = 0;
  while (index < bytes.length) {
    const length = characterLength(bytes, index);
    isWhole &&= length > 0;
    text += length > 0 ? String.fromCodePoint(characterAt(bytes, index, length)) : '\ufffd';
    index += Math.max(length, 1);
  }
  return { text, isWhole };
}

/** The last place at or before `limit` where a character begins. */
export function characterBoundary(bytes: Uint8Array, limit: number): number {
  let boundary = limit;
  while (boundary > 0 && (bytes[boundary]! & 0xc0) === 0x80) boundary -= 1;
  return boundary === 0 ? limit : boundary;
}

function codePointWithin(text: string, index: number, end: number): number {
  const point = text.codePointAt(index)!;
  if (point <= 0xffff) return point >= 0xd800 && point <= 0xdfff ? REPLACEMENT : point;
  return index + 1 < end ? point : REPLACEMENT;
}

/** Number of bytes of the well-formed character at `index`, or 0. */
function characterLength(bytes: Uint8Array, index: number): number {
  const lead = bytes[index]!;
  const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length === 0 || index + length > bytes.length) return 0;
  for (let offset = 1; offset < length; offset += 1) {
    if ((bytes[index + offset]! & 0xc0) !== 0x80) return 0;
  }
  const point = characterAt(bytes, index, length);
  const isWellFormed =
    length < 3 ||
    (length === 3 ? point >= 0x800 && (point < 0xd800 || point > 0xdfff) : point >= 0x10000 && point <= 0x10ffff);
  return isWellFormed ? length : 0;
}

function characterAt(bytes: Uint8Array, index: number, length: number): number {
  let point = length === 1 ? bytes[index]! : bytes[index]! & (0x7f >> length);
  for (let offset = 1; offset < length; offset += 1) point = (point << 6) | (bytes[index + offset]! & 0x3f);
  return point;
}
