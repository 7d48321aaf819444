import type { PlaceholderSetting } from '../configuration/configuration.ts';
import type { TokenFamily } from '../domain/tokenFamily.ts';
import type { SegmentRole } from '../domain/segment.ts';
import { addRanges, scaleRange, type AmountRange } from '../domain/estimates.ts';
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
    return { name, tokens, method: 'assumed', basis: 'code', evidence: evidenceOf(size) };
  }
  if (placeholder.content) return contentEstimate(name, placeholder.content, role, family, context);
  const tokens = kind === 'image' ? imageOfUnknownSize(family, context) : DEFAULT_SIZES[kind];
  return { name, tokens, method: 'assumed', basis: 'default' };
}

/** A list that is written item by item: the text of one turn, with holes as large as those of one item are. */
function contentEstimate(
  name: string,
  content: readonly TextPart[],
  role: SegmentRole,
  family: TokenFamily,
  context: EstimateContext,
  depth = 0,
): PlaceholderEstimate {
  let isCounted = true;
  const pieces = content.map((part): AmountRange => {
    const repeat = part.repeat ?? ONCE;
    isCounted &&= repeat.low === repeat.high;
    if (part.kind === 'text') return product(context.tokens.estimateText(part.text, family), repeat);
    const estimate =
      part.content && part.size === undefined && depth < MAXIMUM_DEPTH && !settingOf(part.name, part.uri, context)
        ? contentEstimate(part.name, part.content, role, family, context, depth + 1)
        : itemEstimate(part, role, family, context);
    isCounted &&= estimate.basis !== 'default';
    return product(estimate.tokens, repeat);
  });
  const repeats = content.map(({ repeat }) => repeat ?? ONCE);
  const most = repeats.reduce((a, b) => (b.high > a.high ? b : a), ONCE);
  const tokens = roundUp(addRanges(pieces));
  const evidence = `${formatCountRange(most)} times what is written for each`;
  return { name, tokens, method: 'assumed', basis: isCounted ? 'code' : 'default', evidence };
}

function itemEstimate(
  part: PlaceholderPart,
  role: SegmentRole,
  family: TokenFamily,
  context: EstimateContext,
): PlaceholderEstimate {
  const estimate = estimatePlaceholder(part, role, family, context);
  const kind = sizeKind(part, role);
  if (estimate.basis !== 'default' || kind === 'image' || part.content) return estimate;
  return { ...estimate, tokens: ITEM_SIZES[kind] };
}

const ONCE: AmountRange = { low: 1, likely: 1, high: 1 };
const MAXIMUM_DEPTH = 8;

function product(a: AmountRange, b: AmountRange): AmountRange {
  return { low: a.low * b.low, likely: a.likely * b.likely, high: a.high * b.high };
}

function roundUp({ low, likely, high }: AmountRange): AmountRange {
  return { low: Math.floor(low), likely: Math.round(likely), high: Math.ceil(high) };
}

/** What the code says in tokens; where it only cuts, short things stay as short as their name says. */
function tokensOf(
  { unit, range, isLimit }: SizeEvidence,
  kind: keyof typeof DEFAULT_SIZES,
  family: TokenFamily,
  context: EstimateContext,
): AmountRange {
  const tokens = unit === 'tokens' ? range : tokensOfCharacters(range, family, context);
  if (!isLimit) return tokens;
  const usual = DEFAULT_SIZES[kind];
  const isShort = kind === 'word' || kind === 'question';
  const likely = Math.min(isShort ? usual.likely : LONGEST_LIKELY, tokens.likely);
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

/** Sizes where nobody said any. Wide on purpose: they end in what is usual for long answers of the kind. */
const DEFAULT_SIZES = {
  /** A page; some pages; a book's chapter. */
  document: { low: 500, likely: 6_000, high: 60_000 },
  /** Retrieved passages, a file, a transcript. */
  bulk: { low: 100, likely: 2_000, high: 20_000 },
  history: { low: 0, likely: 1_000, high: 20_000 },
  /** What a person types. */
  question: { low: 5, likely: 60, high: 1_000 },
  /** A date, a number, an id, a name, a language. */
  word: { low: 1, likely: 8, high: 40 },
  other: { low: 10, likely: 200, high: 4_000 },
} as const satisfies Readonly<Record<string, AmountRange>>;

/** The same of one item of many. */
const ITEM_SIZES: Readonly<Record<keyof typeof DEFAULT_SIZES, AmountRange>> = {
  document: { low: 100, likely: 2_000, high: 20_000 },
  /** A retrieved passage, a message, a row. */
  bulk: { low: 20, likely: 250, high: 1_500 },
  history: { low: 5, likely: 100, high: 1_000 },
  question: { low: 5, likely: 40, high: 400 },
  word: DEFAULT_SIZES.word,
  other: { low: 2, likely: 25, high: 300 },
};

type SizeKind = keyof typeof DEFAULT_SIZES | 'image';

function sizeKind({ name, volatility }: PlaceholderPart, role: SegmentRole): SizeKind {
  if (role === 'image' || role === 'document') return role;
  if (volatility === 'time' || volatility === 'random') return 'word';
  for (const word of wordsOf(name).reverse()) {
    const kind = KIND_OF_WORD.get(word) ?? KIND_OF_WORD.get(word.replace(/s$/, ''));
    if (kind !== undefined) return kind;
  }
  return 'other';
}

/** `userQuestion`, `user_question`, `user.question` → `user`, `question`. */
function wordsOf(name: string): string[] {
  return name
    .slice(0, 200)
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
    'age author category city company count country currency date day gender id index label lang language length level ' +
    'limit locale location max min mode month name number num role score size style time timestamp title tone type ' +
    'url uuid version year',
};

const KIND_OF_WORD: ReadonlyMap<string, SizeKind> = new Map(
  Object.entries(WORDS_OF_KIND).flatMap(([kind, words]) =>
    words.split(' ').map((word): [string, SizeKind] => [word, kind as SizeKind]),
  ),
);
