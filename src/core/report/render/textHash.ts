const OFFSET_BASIS = 0x6c62272e07bb014262b821756295c58dn;
const PRIME = 0x0000000001000000000000000000013bn;
const MASK = (1n << 128n) - 1n;

/** FNV-1a of 128 bits over the UTF-16 units, as 32 hexadecimal digits: to tell texts apart, not to keep secrets. */
export function textHash(text: string): string {
  let hash = OFFSET_BASIS;
  for (let index = 0; index < text.length; index++) {
    hash = ((hash ^ BigInt(text.charCodeAt(index))) * PRIME) & MASK;
  }
  return hash.toString(16).padStart(32, '0');
}
