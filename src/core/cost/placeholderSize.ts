import type { PlaceholderSetting } from '../configuration/configuration.ts';
import type { TokenFamily } from '../domain/tokenFamily.ts';
import type { SegmentRole } from '../domain/segment.ts';
import { singularOf } from '../domain/sizeEvidence.ts';
import { addRanges, productOf, scaleRange, type AmountRange } from '../domain/estimates.ts';
import type { PlaceholderPart, SizeEvidence, TextPart } from '../domain/value.ts';
import type { PlaceholderEstimate } from './callEstimate.ts';
import type { EstimateContext } from './estimateContext.ts';
import { formatCount, formatCountRange } from './format.ts';

/**
 * Tokens that will stand in a hole of a prompt: as configured, else as many as the sample has, else what the code says,
 * else a wide range by what the hole's name says it holds. A blank before it is counted with the sample's first word, and
 * is in the other sizes.
 */
export function estimatePlaceholder(
  placeholder: PlaceholderPart,
  role: SegmentRole,
  family: TokenFamily,
  context: EstimateContext,
  blankBefore = '',
): PlaceholderEstimate {
  const { name, uri, size } = placeholder;
  const setting = size?.isMeasure ? undefined : settingOf(name, uri, context);
  if (setting?.kind === 'tokens') return { name, tokens: setting.tokens, method: 'assumed', basis: 'configuration' };
  if (setting?.kind === 'sample') {
    const { method, ...tokens } = context.tokens.estimateText(blankBefore + setting.text, family);
    return { name, tokens, method: method === 'exact' ? 'calibrated' : method, basis: 'sample' };
  }
  const kind = sizeKind(placeholder, role);
  if (size && kind !== 'image') {
    const tokens = tokensOf(size, kind, family, context);
    const isQuiet = tokens.high <= QUIET_SIZES.word.high;
    return { name, tokens, method: 'assumed', basis: 'code', evidence: evidenceOf(size), ...(isQuiet && { isQuiet }) };
  }
  if (placeholder.content) return contentEstimate(placeholder, role, family, context);
  if (kind === 'image')
    return { name, tokens: imageOfUnknownSize(family, context), method: 'assumed', basis: 'default' };
  if (isLarge(kind) || placeholder.missingFile !== undefined) {
    const usualTokens = USUAL_SIZES[isLarge(kind) ? kind : 'other'];
    return { name, tokens: NOTHING, method: 'assumed', basis: 'default', isUnsized: true, usualTokens };
  }
  return { name, tokens: QUIET_SIZES[kind], method: 'assumed', basis: 'default', isQuiet: true };
}

/**
 * A list that is written item by item: the text of one turn, with holes as large as those of one item are. Where nothing
 * says how many there are, or how large what stands in them is, what is known of them counts: of one item, in the former case.
 */
function contentEstimate(
  { name, content = [], isCountUnknown }: PlaceholderPart,
  role: SegmentRole,
  family: TokenFamily,
  context: EstimateContext,
  depth = 0,
): PlaceholderEstimate {
  let isKnown = !isCountUnknown;
  const known: AmountRange[] = [];
  const usual: AmountRange[] = [];
  for (const part of content) {
    const { tokens, isUnsized, usualTokens } = pieceEstimate(part, role, family, context, depth);
    isKnown &&= !isUnsized;
    known.push(productOf(tokens, part.repeat ?? ONCE));
    usual.push(productOf(usualTokens ?? tokens, part.repeat ?? ONCE));
  }
  const tokens = bounded(addRanges(known));
  if (!isKnown) {
    const usualTokens = bounded(isCountUnknown ? productOf(addRanges(usual), USUAL_ITEMS) : addRanges(usual));
    const counted = isCountUnknown ? { ...tokens, low: 0 } : tokens;
    return { name, tokens: counted, method: 'assumed', basis: 'default', isUnsized: true, usualTokens };
  }
  const most = content.map(({ repeat }) => repeat ?? ONCE).reduce((a, b) => (b.high > a.high ? b : a), ONCE);
  const evidence = `${formatCountRange(most)} times what is written for each`;
  return { name, tokens, method: 'assumed', basis: 'code', evidence };
}

/** A text or hole of what is written for one item. */
function pieceEstimate(
  part: TextPart,
  role: SegmentRole,
  family: TokenFamily,
  context: EstimateContext,
  depth: number,
): Pick<PlaceholderEstimate, 'tokens' | 'isUnsized' | 'usualTokens'> {
  if (part.kind === 'text') return { tokens: context.tokens.estimateText(part.text, family) };
  const isNested = part.content !== undefined && part.size === undefined && depth < MAXIMUM_DEPTH;
  if (isNested && settingOf(part.name, part.uri, context) === undefined)
    return contentEstimate(part, role, family, context, depth + 1);
  const estimate = estimatePlaceholder(part, role, family, context);
  return estimate.isUnsized ? { ...estimate, usualTokens: itemSize(part, role) } : estimate;
}

/** How many items a list has where nothing says: none, a handful, some dozens. */
const USUAL_ITEMS: AmountRange = { low: 0, likely: 5, high: 40 };

/** Of one item of a list that nothing tells the size of. */
function itemSize(part: PlaceholderPart, role: SegmentRole): AmountRange {
  const kind = sizeKind(part, role);
  return isLarge(kind) ? ITEM_SIZES[kind] : NOTHING;
}

/** Lists in lists are long only on paper. */
function bounded({ low, likely, high }: AmountRange): AmountRange {
  const most = Math.min(Math.ceil(high), LARGEST_LIST.high);
  return {
    low: Math.min(Math.floor(low), most),
    likely: Math.min(Math.round(likely), LARGEST_LIST.likely, most),
    high: most,
  };
}

const LARGEST_LIST = { likely: 20_000, high: 100_000 };

const ONCE: AmountRange = { low: 1, likely: 1, high: 1 };
const MAXIMUM_DEPTH = 8;

function roundUp({ low, likely, high }: AmountRange): AmountRange {
  return { low: Math.floor(low), likely: Math.round(likely), high: Math.ceil(high) };
}

/** What the code says in tokens; where it only cuts, short things stay as short as their name says. */
function tokensOf(
  { unit, range, isLimit }: SizeEvidence,
  kind: Exclude<SizeKind, 'image'>,
  family: TokenFamily,
  context: EstimateContext,
): AmountRange {
  const tokens = unit === 'tokens' ? range : tokensOfCharacters(range, family, context);
  if (!isLimit) return tokens;
  const usual = isLarge(kind) ? USUAL_SIZES[kind] : QUIET_SIZES[kind];
  const likely = Math.min(isLarge(kind) && range.likely > 0 ? LONGEST_LIKELY : usual.likely, tokens.likely);
  return { low: Math.min(usual.low, likely), likely, high: Math.max(likely, tokens.high) };
}

/** A limit above this is there for safety, and says little of what is usual. */
const LONGEST_LIKELY = 12_000;

/** Prose in English, as most of what is put into prompts is; code, tables and other languages have shorter tokens. */
function tokensOfCharacters(range: AmountRange, family: TokenFamily, { tokens }: EstimateContext): AmountRange {
  const perCharacter = tokens.estimateText(PROSE, family).likely / PROSE.length;
  const { low, likely, high } = scaleRange(range, perCharacter);
  const [least, most] = [low / PROSE_SPREAD.low, high * PROSE_SPREAD.high];
  return roundUp({ low: least, likely: Math.max(1, likely), high: Math.max(1, most) });
}

const PROSE_SPREAD = { low: 1.25, high: 1.6 };

const PROSE =
  'The customer wrote on Monday that the second parcel had not arrived, although the carrier shows it as delivered to ' +
  'the front desk. She asks whether the order can be sent again, or whether she should wait for the refund. Our records ' +
  'say that the first shipment left the warehouse on time and was signed for by someone else in the same building.';

function evidenceOf({ unit, range, because, isLimit }: SizeEvidence): string {
  if (isLimit) return `at most ${formatCount(range.high)} ${unit}, ${because}`;
  return because;
}

/** `event.commits` is also configured as `commits`. */
function settingOf(name: string, uri: string, { configuration }: EstimateContext): PlaceholderSetting | undefined {
  const whole = configuration.placeholder(name, uri);
  const last = name.slice(name.lastIndexOf('.') + 1);
  return whole ?? (last === name || last === '' ? undefined : configuration.placeholder(last, uri));
}

function imageOfUnknownSize(family: TokenFamily, context: EstimateContext): AmountRange {
  const { low, likely, high } = context.tokens.estimateImage(family, 0, 0);
  return { low, likely, high };
}

const NOTHING: AmountRange = { low: 0, likely: 0, high: 0 };

/** Sizes of what is small whatever it is, where nobody said any: nine of ten lie in the range. */
const QUIET_SIZES = {
  /** What a person types. */
  question: { low: 10, likely: 60, high: 300 },
  /** A date, a number, an id, a name, a language. */
  word: { low: 1, likely: 8, high: 40 },
} as const satisfies Readonly<Record<string, AmountRange>>;

/** Of what can be large: one can be a hundred times the other, so that none of them is a figure to show. */
const USUAL_SIZES = {
  /** A page; some pages; a book's chapter. */
  document: { low: 500, likely: 6_000, high: 60_000 },
  /** Retrieved passages, a file, a transcript. */
  bulk: { low: 100, likely: 2_000, high: 20_000 },
  history: { low: 0, likely: 1_000, high: 20_000 },
  other: { low: 10, likely: 200, high: 4_000 },
} as const satisfies Readonly<Record<string, AmountRange>>;

/** The same of one item of many. */
const ITEM_SIZES: Readonly<Record<LargeKind, AmountRange>> = {
  document: { low: 100, likely: 2_000, high: 20_000 },
  /** A retrieved passage, a message, a row. */
  bulk: { low: 20, likely: 250, high: 1_500 },
  history: { low: 5, likely: 100, high: 1_000 },
  other: { low: 2, likely: 25, high: 300 },
};

type LargeKind = keyof typeof USUAL_SIZES;
type SizeKind = keyof typeof QUIET_SIZES | LargeKind | 'image';

function isLarge(kind: SizeKind): kind is LargeKind {
  return kind in USUAL_SIZES;
}

function sizeKind({ name, volatility, isUnbounded }: PlaceholderPart, role: SegmentRole): SizeKind {
  if (role === 'image' || role === 'document') return role;
  if (volatility === 'time' || volatility === 'random') return 'word';
  const kind = kindOfName(name);
  return isUnbounded && isSmall(kind) ? 'other' : kind;
}

/**
 * What the last noun says of `user.home_city`: a `category_description` is no category, and `titles` are any number of
 * them. What can be large is so wherever its word stands.
 */
function kindOfName(name: string): SizeKind {
  const step = name.split('.').findLast((one) => !/^\d*$/.test(one)) ?? name;
  if (COUNTED.has(wordsOf(step)[0] ?? '')) return 'word';
  const all = wordsOf(name).filter((word) => !/^\d+$/.test(word));
  const preposition = all.findIndex((word, index) => index > 0 && PREPOSITIONS.has(word));
  const words = preposition < 0 ? [...all] : all.slice(0, preposition);
  while (words.length > 1 && SAYS_NOTHING.has(words.at(-1) ?? '')) words.pop();
  const last = words.at(-1) ?? '';
  const isOne = /\.\d+$/.test(name);
  const own = KIND_OF_WORD.get(last);
  if (own !== undefined && isSmall(own)) return own;
  const singular = singularOf(last);
  const ofOne = singular === undefined ? undefined : KIND_OF_WORD.get(singular);
  if (ofOne !== undefined && isSmall(ofOne)) return isOne || MEASURES.has(singular ?? '') ? ofOne : 'other';
  for (const word of all.reverse()) {
    const kind = KIND_OF_WORD.get(word) ?? KIND_OF_WORD.get(singularOf(word) ?? word);
    if (kind !== undefined && !isSmall(kind)) return kind;
  }
  return 'other';
}

function isSmall(kind: SizeKind): kind is keyof typeof QUIET_SIZES {
  return kind in QUIET_SIZES;
}

/** `max_results` is a number, whatever it counts. */
const COUNTED: ReadonlySet<string> = new Set('num number no n count max min total avg average is has'.split(' '));

/** `news_by_topic` are news. */
const PREPOSITIONS: ReadonlySet<string> = new Set('about by for from in of on per to with'.split(' '));

/** Behind a noun they say how it is written. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(
  'str string val value raw clean cleaned escaped sanitized formatted trimmed lower upper arg param'.split(' '),
);

const LONGEST_NAME = 200;

/** `userQuestion`, `user_question`, `user.question` → `user`, `question`. */
function wordsOf(name: string): string[] {
  return name
    .slice(-LONGEST_NAME)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

const WORDS_OF_KIND: Readonly<Partial<Record<SizeKind, string>>> = {
  image: 'image photo picture screenshot',
  bulk:
    'article body chunk code content context corpus csv data dataset diff doc document email evidence excerpt file html ' +
    'json knowledge log markdown page paper paragraph passage pdf report result retrieved schema snippet source ' +
    'table text transcript xml',
  history: 'chat conversation dialog dialogue history message memory scratchpad turn',
  question: 'ask instruction input query question request sentence task topic utterance',
  word:
    'author category city company country currency date gender id index label lang language locale location mode name role ' +
    'style timestamp title tone type url uuid version',
};

/** Words of numbers, of which several are still one number. */
const MEASURES: ReadonlySet<string> = new Set(
  (
    'age amount count day degree dollar hour length level limit max min minute money month num number percent price rate ' +
    'ratio score second size time week year'
  ).split(' '),
);

const KIND_OF_WORD: ReadonlyMap<string, SizeKind> = new Map([
  ...Object.entries(WORDS_OF_KIND).flatMap(([kind, words]) =>
    words.split(' ').map((word): [string, SizeKind] => [word, kind as SizeKind]),
  ),
  ...[...MEASURES].map((word): [string, SizeKind] => [word, 'word']),
]);
