import type { ImageSize } from '../domain/requestBody.ts';

/** Size of a PNG, JPEG, GIF or WebP from its header; undefined for anything else, and for a header that is cut short. */
export function readImageSize(bytes: Uint8Array): ImageSize | undefined {
  if (bytes.length < 10) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    return readPng(view) ?? readGif(view) ?? readWebp(view) ?? readJpeg(view);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readPng(view: DataView): ImageSize | undefined {
  if (view.getUint32(0) !== 0x89504e47) return undefined;
  return sizeOf(view.getUint32(16), view.getUint32(20));
}

function readGif(view: DataView): ImageSize | undefined {
  if (view.getUint32(0) !== 0x47494638) return undefined;
  return sizeOf(view.getUint16(6, true), view.getUint16(8, true));
}

/** `RIFF…WEBP`, then a lossy, lossless or extended chunk, each with the size at another place. */
function readWebp(view: DataView): ImageSize | undefined {
  if (view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250) return undefined;
  switch (view.getUint32(12)) {
    case 0x56503820:
      return sizeOf(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    case 0x5650384c: {
      const bits = view.getUint32(21, true);
      return sizeOf((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
    }
    case 0x56503858:
      return sizeOf(threeBytes(view, 24) + 1, threeBytes(view, 27) + 1);
    default:
      return undefined;
  }
}

/** Segments up to the first start of a frame. */
function readJpeg(view: DataView): ImageSize | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined;
  for (let offset = 2; offset < view.byteLength;) {
    const marker = view.getUint16(offset);
    if (marker >> 8 !== 0xff) return undefined;
    if (marker === 0xffff) {
      offset += 1;
      continue;
    }
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return sizeOf(view.getUint16(offset + 7), view.getUint16(offset + 5));
    offset += 2 + Math.max(2, view.getUint16(offset + 2));
  }
  return undefined;
}

function threeBytes(view: DataView, offset: number): number {
  return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
}

function sizeOf(widthPixels: number, heightPixels: number): ImageSize | undefined {
  return widthPixels > 0 && heightPixels > 0 ? { widthPixels, heightPixels } : undefined;
}
