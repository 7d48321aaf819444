import type { PlaceholderSetting } from '../configuration/configuration.ts';
import type { TokenFamily } from '../domain/tokenFamily.ts';
import type { AmountRange } from '../domain/estimates.ts';
import type { SegmentRole } from '../domain/segment.ts';
import type { PlaceholderPart } from '../domain/value.ts';
import type { PlaceholderEstimate } from './callEstimate.ts';
import type { EstimateContext } from './estimateContext.ts';

/**
 * Tokens that will stand in a hole of a prompt: as configured, else as many as the sample has, else a wide range by what
 * the hole's name says it holds. A blank before it is counted with the sample's first word, and is in the other sizes.
 */
export function estimatePlaceholder(
  placeholder: PlaceholderPart,
  role: SegmentRole,
  family: TokenFamily,
  context: EstimateContext,
  blankBefore = '',
): PlaceholderEstimate {
  const { name, uri } = placeholder;
  const setting = settingOf(name, uri, context);
  if (setting?.kind === 'tokens') return { name, tokens: setting.tokens, method: 'assumed', basis: 'configuration' };
  if (setting?.kind === 'sample') {
    const { method, ...tokens } = context.tokens.estimateText(blankBefore + setting.text, family);
    return { name, tokens, method: method === 'exact' ? 'calibrated' : method, basis: 'sample' };
  }
  const kind = sizeKind(placeholder, role);
  if (kind === 'image')
    return { name, tokens: imageOfUnknownSize(family, context), method: 'assumed', basis: 'default' };
  if (isLarge(kind)) {
    const usualTokens = USUAL_SIZES[kind];
    return { name, tokens: NOTHING, method: 'assumed', basis: 'default', isUnsized: true, usualTokens };
  }
  return { name, tokens: QUIET_SIZES[kind], method: 'assumed', basis: 'default', isQuiet: true };
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

type LargeKind = keyof typeof USUAL_SIZES;
type SizeKind = keyof typeof QUIET_SIZES | LargeKind | 'image';

function isLarge(kind: SizeKind): kind is LargeKind {
  return kind in USUAL_SIZES;
}

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
