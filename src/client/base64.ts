/** Arguments of one call: more would not fit on the stack. */
const CHUNK = 8192;

/** Without Node's `Buffer`, which a web worker does not have. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(binary);
}
