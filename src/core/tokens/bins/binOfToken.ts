import { readUtf8 } from '../o200k/utf8.ts';

/**
 * The bin of one o200k_base token, as its name: tokens of one bin cost about the same in another model's vocabulary.
 * Script, case, leading space, length, rank band and the shape of blanks and punctuation make a bin.
 * @param continuesWord whether the token before it ends in a letter or in broken UTF-8
 */
export function binOfToken(bytes: Uint8Array, rank: number, continuesWord: boolean): string {
  const { text, isWhole } = readUtf8(bytes);
  if (!isWhole) return name('BYTES', bytes.length);
  const core = text.startsWith(' ') ? text.replace(/^ +/, '') : text;
  const hasSpace = core !== text;
  // Most tokens are words.
  if (/^[a-z]+$/i.test(core)) return binOfWord(core, rank, hasSpace, continuesWord);
  if (BLANKS.test(text)) return binOfBlanks(text);
  return isAscii(core) ? binOfAscii(core, rank, hasSpace) : binOfScript(core, rank, hasSpace);
}

/** Whether a word token behind this one continues its word. */
export function endsInLetter(bytes: Uint8Array): boolean {
  const last = bytes.at(-1) ?? 0;
  if (last < 0x80) return (last >= 0x41 && last <= 0x5a) || (last >= 0x61 && last <= 0x7a);
  return /[\p{L}\ufffd]$/u.test(readUtf8(bytes).text);
}

// The separators U+001C to U+001F are blanks where the weights were fitted.
// eslint-disable-next-line no-control-regex
const BLANKS = /^[\p{White_Space}\x1c-\x1f]+$/u;
// eslint-disable-next-line no-control-regex
const MARKED_WORD = /^[^a-z0-9\s\x1c-\x1f][a-z]+$/i;

function binOfBlanks(text: string): string {
  const newlines = count(text, '\n');
  if (newlines > 0) {
    const others = text.length - newlines;
    return name('NL', Math.min(newlines, 3), others > 0 ? Math.min(2, Math.floor((others + 3) / 4)) : 0);
  }
  if (/^\t+$/.test(text)) return name('TAB', Math.min(text.length, 4));
  return name('SP', text.length === 1 ? 0 : text.length < 4 ? 1 : text.length < 8 ? 2 : text.length < 16 ? 3 : 4);
}

function binOfWord(core: string, rank: number, hasSpace: boolean, continuesWord: boolean): string {
  const start = continuesWord && !hasSpace ? 2 : Number(hasSpace);
  return name('W', start, caseOf(core), lengthBand(core.length), rankBand(rank));
}

function binOfAscii(core: string, rank: number, hasSpace: boolean): string {
  const space = Number(hasSpace);
  if (/^[0-9]+$/.test(core)) return name('D', space, core.length);
  if (!/[a-z0-9]/i.test(core)) return binOfPunctuation(core, rank, space);
  if (MARKED_WORD.test(core)) {
    const word = core.slice(1);
    const isJoined = core.startsWith('_') || core.startsWith("'");
    return name(
      'PW',
      Number(isJoined),
      caseOf(word),
      Math.min(lengthBand(word.length), 7),
      Number(rankBand(rank) >= 4),
    );
  }
  if (/^[A-Za-z]+'[a-z]+$/.test(core)) return name('CTR', space);
  return name('MX', space, Math.min(core.length, 6));
}

function binOfPunctuation(core: string, rank: number, space: number): string {
  let end = core.length;
  while (core[end - 1] === '\n') end -= 1;
  const marks = core.slice(0, end);
  const isOneMark = new Set(marks).size <= 1;
  const length = Math.min(marks.length, 4);
  const newlines = Math.min(count(core, '\n'), 2);
  return name('P', space, isOneMark ? `s${length}` : length, newlines, Number(rankBand(rank) >= 3));
}

function binOfScript(core: string, rank: number, hasSpace: boolean): string {
  const characters = Array.from(core);
  const script = mainScript(characters);
  const isRare = Number(rankBand(rank) >= 4);
  if (script === 'LX') {
    const isCapital = Number(/^\p{Uppercase}/u.test(core));
    return name('LX', Number(hasSpace), isCapital, Math.min(characters.length, 8), isRare);
  }
  const isSpaceless = script === 'HA' || script === 'KA' || script === 'TH';
  return name(script, isSpaceless ? 0 : Number(hasSpace), Math.min(characters.length, 5), isRare);
}

/** The script with the most characters besides ASCII; of equals the one that comes first in the text. */
function mainScript(characters: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const character of characters) {
    const script = scriptOf(character.codePointAt(0) ?? 0);
    if (script !== 'A') counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  let main = 'OT';
  let most = 0;
  for (const [script, occurrences] of counts) {
    if (occurrences <= most) continue;
    main = script;
    most = occurrences;
  }
  return main;
}

/** Half-open ranges of code points; the first match counts. */
const SCRIPTS: readonly (readonly [script: string, start: number, end: number])[] = [
  ['A', 0x00, 0x80],
  ['LX', 0xc0, 0x250],
  ['LX', 0x1e00, 0x1f00],
  ['GR', 0x370, 0x400],
  ['CY', 0x400, 0x530],
  ['HE', 0x590, 0x600],
  ['AR', 0x600, 0x780],
  ['IN', 0x900, 0xe00],
  ['TH', 0xe00, 0xe80],
  ['KA', 0x3040, 0x3100],
  ['HA', 0x3400, 0xa000],
  ['HA', 0x20000, 0x30000],
  ['KO', 0xac00, 0xd7b0],
  ['KO', 0x1100, 0x1200],
  ['CP', 0x3000, 0x3040],
  ['CP', 0xff00, 0xfff0],
  ['GP', 0x2000, 0x2070],
  ['BX', 0x2500, 0x2600],
  ['EM', 0x1f000, 0x110000],
];

function scriptOf(point: number): string {
  return SCRIPTS.find(([, start, end]) => start <= point && point < end)?.[0] ?? 'OT';
}

function caseOf(word: string): string {
  if (word === word.toLowerCase()) return 'l';
  if (/^[A-Z][a-z]*$/.test(word)) return 'C';
  return word === word.toUpperCase() ? 'U' : 'm';
}

function lengthBand(length: number): number {
  if (length <= 4) return length;
  return length <= 6 ? 5 : length <= 8 ? 6 : length <= 11 ? 7 : 8;
}

function rankBand(rank: number): number {
  const band = [1500, 5000, 15_000, 40_000, 90_000].findIndex((limit) => rank < limit);
  return band < 0 ? 5 : band;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- ASCII begins there
  return /^[\x00-\x7f]*$/.test(text);
}

function name(...parts: readonly (string | number)[]): string {
  return parts.join(' ');
}
