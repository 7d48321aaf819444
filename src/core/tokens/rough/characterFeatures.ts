/** Names of the features that {@link characterFeatures} counts, in its order. */
export const CHARACTER_FEATURES = [
  'words',
  'lettersBehindTheSixth',
  'capitalsWithinWords',
  'digits',
  'digitRuns',
  'punctuation',
  'punctuationRuns',
  'blankRuns',
  'lineBreaks',
  'moreBlanks',
  'accentedLatin',
  'greekAndCyrillic',
  'hebrewAndArabic',
  'indic',
  'thai',
  'kana',
  'han',
  'hangul',
  'cjkPunctuation',
  'symbols',
  'surrogates',
  'others',
] as const;

const INDEX = Object.fromEntries(CHARACTER_FEATURES.map((name, index) => [name, index])) as Record<
  (typeof CHARACTER_FEATURES)[number],
  number
>;

const CONTROL = 0;
const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;
const MARK = 4;
const BLANK = 5;
const BREAK = 6;

const ASCII_KIND = Uint8Array.from({ length: 128 }, (_, unit) => asciiKind(String.fromCharCode(unit)));

/** How often each kind of character and run occurs; one pass, a few nanoseconds a character. */
export function characterFeatures(text: string): Float64Array {
  const counts = new Float64Array(CHARACTER_FEATURES.length);
  const add = (feature: number): void => {
    counts[feature] = (counts[feature] ?? 0) + 1;
  };
  let before = CONTROL;
  let wordLength = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const kind = unit < 128 ? (ASCII_KIND[unit] ?? CONTROL) : CONTROL;
    if (unit >= 128) add(featureOfScript(unit));
    wordLength = kind === LOWER || kind === UPPER ? wordLength + 1 : 0;
    if (wordLength === 1) add(INDEX.words);
    if (wordLength > 6) add(INDEX.lettersBehindTheSixth);
    if (kind === UPPER && wordLength > 1) add(INDEX.capitalsWithinWords);
    if (kind === DIGIT) add(INDEX.digits);
    if (kind === DIGIT && before !== DIGIT) add(INDEX.digitRuns);
    if (kind === MARK) add(INDEX.punctuation);
    if (kind === MARK && before !== MARK) add(INDEX.punctuationRuns);
    if (kind === BLANK && before === BLANK && text.charCodeAt(index - 2) !== unit) add(INDEX.blankRuns);
    if (kind === BREAK && before !== BREAK) add(INDEX.lineBreaks);
    if (kind >= BLANK && kind === before) add(INDEX.moreBlanks);
    before = kind;
  }
  return counts;
}

function asciiKind(character: string): number {
  if (/[a-z]/.test(character)) return LOWER;
  if (/[A-Z]/.test(character)) return UPPER;
  if (/[0-9]/.test(character)) return DIGIT;
  if (/[\n\r]/.test(character)) return BREAK;
  return /[ \t]/.test(character) ? BLANK : /[!-~]/.test(character) ? MARK : CONTROL;
}

/** Upper ends of the ranges of UTF-16 units, ascending. */
const SCRIPT_ENDS: readonly (readonly [end: number, feature: number])[] = [
  [0xc0, INDEX.symbols],
  [0x250, INDEX.accentedLatin],
  [0x370, INDEX.others],
  [0x530, INDEX.greekAndCyrillic],
  [0x590, INDEX.others],
  [0x780, INDEX.hebrewAndArabic],
  [0x900, INDEX.others],
  [0xe00, INDEX.indic],
  [0xe80, INDEX.thai],
  [0x1e00, INDEX.others],
  [0x1f00, INDEX.accentedLatin],
  [0x3000, INDEX.symbols],
  [0x3040, INDEX.cjkPunctuation],
  [0x3100, INDEX.kana],
  [0x3400, INDEX.others],
  [0xa000, INDEX.han],
  [0xac00, INDEX.others],
  [0xd7b0, INDEX.hangul],
  [0xd800, INDEX.others],
  [0xe000, INDEX.surrogates],
  [0xff00, INDEX.others],
  [0xfff0, INDEX.cjkPunctuation],
];

function featureOfScript(unit: number): number {
  for (const [end, feature] of SCRIPT_ENDS) if (unit < end) return feature;
  return INDEX.others;
}
