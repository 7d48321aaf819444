/** How texts are written in the source of languages that escape alike. */

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** In either quotes, of which the other ones need no escape. */
export function inQuotes(value: string, quote: string): string {
  const escaped = value.replace(/["'\\\p{Cc}\u2028\u2029]/gu, (character) => {
    if (character === '"' || character === "'") return character === quote ? `\\${character}` : character;
    return ESCAPES[character] ?? fourDigits(character);
  });
  return quote + escaped + quote;
}

/** Characters that a text cannot hold as they are. */
export const CONTROLS = /["\\\p{Cc}]/gu;
export const CONTROLS_AND_SEPARATORS = /["\\\p{Cc}\u2028\u2029]/gu;

/** @param escape How a character is written that has no letter of its own. */
export function inDoubleQuotes(value: string, special: RegExp, escape: (character: string) => string): string {
  const escaped = value.replace(special, (character) => {
    return character === '"' ? '\\"' : (ESCAPES[character] ?? escape(character));
  });
  return `"${escaped}"`;
}

/** `\u2028` */
export function fourDigits(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** `\u{2028}` */
export function inBraces(character: string): string {
  return `\\u{${character.charCodeAt(0).toString(16)}}`;
}
