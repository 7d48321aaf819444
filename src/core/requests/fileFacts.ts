/** Facts about attached files that decide their tokens, read from their bytes without decoding them. */

/** Pages of a PDF, counted as its page objects; undefined when these are packed away and no count stands in the open. */
export function countPdfPages(bytes: Uint8Array): number | undefined {
  const text = latin1(bytes);
  if (!text.startsWith('%PDF')) return undefined;
  const pages = text.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0;
  if (pages > 0) return pages;
  const counts = [...text.matchAll(/\/Count\s+(\d{1,5})/g)].map(([, count]) => Number(count));
  const most = Math.max(0, ...counts);
  return most > 0 ? most : undefined;
}

/** Length of an MP4 or MOV from its movie header; undefined for anything else. */
export function readVideoSeconds(bytes: Uint8Array): number | undefined {
  const header = indexOfTag(bytes, 'mvhd');
  if (header === undefined) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isLong = bytes[header + 4] === 1;
  const offset = header + (isLong ? 24 : 16);
  if (offset + 12 > bytes.length) return undefined;
  const unitsPerSecond = view.getUint32(offset);
  const units = isLong ? Number(view.getBigUint64(offset + 4)) : view.getUint32(offset + 4);
  return unitsPerSecond > 0 && units > 0 ? units / unitsPerSecond : undefined;
}

function indexOfTag(bytes: Uint8Array, tag: string): number | undefined {
  const codes = Array.from(tag, (character) => character.charCodeAt(0));
  const found = bytes.findIndex((_, index) => codes.every((code, offset) => bytes[index + offset] === code));
  return found < 0 ? undefined : found;
}

function latin1(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += 8192) {
    pieces.push(String.fromCharCode(...bytes.subarray(start, start + 8192)));
  }
  return pieces.join('');
}
