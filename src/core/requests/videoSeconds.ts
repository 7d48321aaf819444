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
