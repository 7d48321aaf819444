/** What quotes and backslashes of a shell mean. */

/** `\x` outside of quotes is `x`; one at the end of a line joins it with the next. */
export function unescapeWord(text: string): string {
  return text.replace(/\\(\r?\n|[\s\S])/g, (_, escaped: string) => (escaped.endsWith('\n') ? '' : escaped));
}

/** Within double quotes, and in texts that are expanded, a backslash stands for itself but before these. */
export function unescapeDouble(text: string): string {
  return text.replace(/\\(\r?\n|["\\$`])/g, (_, escaped: string) => (escaped.endsWith('\n') ? '' : escaped));
}

/** The same for a here-document, in which quotes are plain. */
export function unescapeDocument(text: string): string {
  return text.replace(/\\(\r?\n|[\\$`])/g, (_, escaped: string) => (escaped.endsWith('\n') ? '' : escaped));
}

const CONTROLS: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  f: '\f',
  v: '\v',
};

/** `$'…'`. */
export function unescapeAnsi(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{1,4})|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([\s\S]))/g, unescapeOne);
}

function unescapeOne(_: string, unicode?: string, hexadecimal?: string, octal?: string, character = ''): string {
  const code = unicode ?? hexadecimal;
  if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
  if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
  return CONTROLS[character] ?? character;
}

/** A word without the quotes round it, or round parts of it, and without braces that only say where a name ends. */
export function bareText(word: string): string {
  return word.replace(/["']/g, '').replace(/\$\{(\w+)\}/g, '$$$1');
}

/** `"${name[@]}"`. */
export function isAllOfArray(word: string): boolean {
  return /^"?\$\{\w+\[[@*]\]\}"?$/.test(word) || /^"?\$@"?$/.test(word);
}
