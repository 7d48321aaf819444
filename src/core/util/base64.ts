const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_ALPHABET = `${ALPHABET.slice(0, 62)}-_`;
/** Six bits by character code; -1 for what is no Base64. */
const CODES = Int8Array.from({ length: 128 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  return Math.max(ALPHABET.indexOf(character), URL_ALPHABET.indexOf(character));
});

/** The first bytes of Base64, in the usual or the URL alphabet; line breaks are skipped, and it ends where it is no Base64 any more. */
export function decodeBase64(text: string, maximumBytes = Infinity): Uint8Array {
  const bytes = new Uint8Array(Math.min(maximumBytes, Math.ceil((text.length * 3) / 4)));
  let length = 0;
  let bits = 0;
  let bitCount = 0;
  for (let index = 0; index < text.length && length < bytes.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 0x0a || unit === 0x0d) continue;
    const code = unit < 128 ? (CODES[unit] ?? -1) : -1;
    if (code < 0) break;
    bits = ((bits << 6) | code) & 0xffffff;
    bitCount += 6;
    if (bitCount < 8) continue;
    bitCount -= 8;
    bytes[length] = (bits >> bitCount) & 0xff;
    length += 1;
  }
  return bytes.subarray(0, length);
}
