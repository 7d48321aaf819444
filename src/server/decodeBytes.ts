/**
 * Text of a file's bytes, without a byte order mark; undefined for what is no text: bytes with a zero that are not
 * UTF-16 with a mark. What is no UTF-8 is read as Latin-1.
 */
export function decodeBytes(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const isUtf16 = bytes.length % 2 === 0;
  if (isUtf16 && first === 0xff && second === 0xfe) return utf16(bytes, { isLittleEndian: true });
  if (isUtf16 && first === 0xfe && second === 0xff) return utf16(bytes, { isLittleEndian: false });
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return textOfUnits(bytes.length, (index) => bytes[index] ?? 0);
  }
}

/** Halves of pairs stay what they are: a decoder would replace them. */
function utf16(bytes: Uint8Array, { isLittleEndian }: { readonly isLittleEndian: boolean }): string {
  const units = new DataView(bytes.buffer, bytes.byteOffset + 2, bytes.length - 2);
  return textOfUnits(units.byteLength / 2, (index) => units.getUint16(2 * index, isLittleEndian));
}

/** A decoder's `latin1` is Windows-1252. */
function textOfUnits(count: number, unitAt: (index: number) => number): string {
  const parts: string[] = [];
  for (let start = 0; start < count; start += UNITS_AT_ONCE) {
    const length = Math.min(UNITS_AT_ONCE, count - start);
    parts.push(String.fromCharCode(...Array.from({ length }, (_, index) => unitAt(start + index))));
  }
  return parts.join('');
}

const UNITS_AT_ONCE = 8_000;

export function decodeBase64(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
