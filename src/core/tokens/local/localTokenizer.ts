/** The tokenizer of a model from its `tokenizer.json` (Hugging Face's format), for an exact count of static text. */
import type { TokenEstimate } from '../../domain/estimates.ts';
import { NO_TOKENS, point } from '../../domain/estimates.ts';
import type { TokenFamily } from '../../domain/tokenFamily.ts';
import { detached } from '../detached.ts';
import type { TokenCorrection } from '../../domain/countTokens.ts';
import { RecentCache } from '../../util/recentCache.ts';
import type { RequestShape } from '../requestFrame.ts';
import type { TokenEstimator } from '../tokenEstimator.ts';
import { cutAtPlaces } from './cutAtPlaces.ts';
import { cutPlacesOf } from './cutPlaces.ts';
import type { CutPlaces } from './cutPlaces.ts';
import { isObject } from './isObject.ts';
import { hasPatterns, tokenizerProblem } from './tokenizerProblem.ts';

/** Counts texts as one model does. */
export interface LocalTokenizer {
  /** Undefined where it would take too long, or fails: then the text is to be estimated. Never throws. */
  count(text: string): number | undefined;
  /** Parts of texts that were encoded so far. What was counted before costs none. */
  readonly encodeCount: number;
}

export type ReadTokenizer =
  | { readonly kind: 'tokenizer'; readonly tokenizer: LocalTokenizer }
  /** Why it cannot be used, to go on from "the file ". */
  | { readonly kind: 'unusable'; readonly reason: string };

/** Reads the text of a `tokenizer.json`. Never rejects for what the text is. What it needs is loaded with the first one. */
export async function readLocalTokenizer(json: string): Promise<ReadTokenizer> {
  const data = parse(json);
  if (!isObject(data)) return { kind: 'unusable', reason: 'is no tokenizer.json: it holds no JSON object' };
  const reason = tokenizerProblem(data);
  if (reason !== undefined) return { kind: 'unusable', reason };
  const library: TokenizerLibrary = await import('@huggingface/tokenizers');
  try {
    // What only decoding and templates need is left out.
    const tokenizer = new library.Tokenizer({ ...data, decoder: null, post_processor: null }, {});
    tokenizer.tokenize('a word');
    return { kind: 'tokenizer', tokenizer: new BoundedTokenizer(tokenizer, data) };
  } catch (error) {
    return { kind: 'unusable', reason: `is no tokenizer.json that can be used: ${messageOf(error)}` };
  }
}

/** What is used of the library, whose own types cannot be resolved as modules of Node. */
interface TokenizerLibrary {
  readonly Tokenizer: new (file: object, settings: object) => TextTokenizer;
}

interface TextTokenizer {
  /** Throws for what the vocabulary cannot express. */
  tokenize(text: string, options?: { readonly add_special_tokens: boolean }): readonly string[];
}

/** Counts texts with the tokenizer as far as it can, and everything else with the estimator. */
export function withLocalTokenizer(estimator: TokenEstimator, tokenizer: LocalTokenizer): TokenEstimator {
  return new LocalEstimator(estimator, tokenizer);
}

class LocalEstimator implements TokenEstimator {
  readonly #estimator: TokenEstimator;
  readonly #tokenizer: LocalTokenizer;

  constructor(estimator: TokenEstimator, tokenizer: LocalTokenizer) {
    this.#estimator = estimator;
    this.#tokenizer = tokenizer;
  }

  get isRough(): boolean {
    return this.#estimator.isRough;
  }

  isRoughFor(text: string): boolean {
    return this.#tokenizer.count(text) === undefined && this.#estimator.isRoughFor(text);
  }

  get encodeCount(): number {
    return this.#estimator.encodeCount + this.#tokenizer.encodeCount;
  }

  get uncorrected(): TokenEstimator {
    return new LocalEstimator(this.#estimator.uncorrected, this.#tokenizer);
  }

  correctionOf(family: TokenFamily): TokenCorrection | undefined {
    return this.#estimator.correctionOf(family);
  }

  estimateText(text: string, family: TokenFamily): TokenEstimate {
    if (text === '') return NO_TOKENS;
    const count = this.#tokenizer.count(text);
    return count === undefined ? this.#estimator.estimateText(text, family) : { ...point(count), method: 'exact' };
  }

  estimateFrame(request: RequestShape): TokenEstimate {
    return this.#estimator.estimateFrame(request);
  }

  estimateImage(family: TokenFamily, widthPixels: number, heightPixels: number): TokenEstimate {
    return this.#estimator.estimateImage(family, widthPixels, heightPixels);
  }
}

const LONGEST_TEXT = 1_000_000;
/**
 * Sum of the squares of the lengths of the parts of a text: merging takes a little longer than its length, and a pattern
 * of the file's own can take as long as the square. A text that cannot be cut is one part.
 */
const MOST_SQUARES = 1e10;
const MOST_SQUARES_WITH_PATTERNS = 1e9;
/** Merging a long run without a blank, or of blanks, takes ten times as long as words do: 64,000 times one letter 0.4 seconds. */
const LONG_RUN = 1_000;
const MOST_CHARACTERS_IN_LONG_RUNS = 50_000;
/** Characters of parts that are kept, and what an entry costs besides its text, in characters. */
const KEPT_CHARACTERS = 2_000_000;
const ENTRY_CHARACTERS = 100;

interface CountedPart {
  readonly tokens: number;
  readonly charactersInLongRuns: number;
}

/** Counts a text part by part where it can be cut and remembers parts, so that a text with one change costs one or two. */
class BoundedTokenizer implements LocalTokenizer {
  readonly #tokenizer: TextTokenizer;
  readonly #places: CutPlaces | undefined;
  readonly #mostSquares: number;
  readonly #parts = new RecentCache<CountedPart>(KEPT_CHARACTERS, (text) => text.length + ENTRY_CHARACTERS);
  #encodeCount = 0;

  constructor(tokenizer: TextTokenizer, data: Readonly<Record<string, unknown>>) {
    this.#tokenizer = tokenizer;
    this.#places = cutPlacesOf(data);
    this.#mostSquares = hasPatterns(data) ? MOST_SQUARES_WITH_PATTERNS : MOST_SQUARES;
  }

  get encodeCount(): number {
    return this.#encodeCount;
  }

  count(text: string): number | undefined {
    if (text.length > LONGEST_TEXT) return undefined;
    // A byte order mark is not sent.
    const sent = text.startsWith('\ufeff') ? text.slice(1) : text;
    let tokens = 0;
    let squares = 0;
    let charactersInLongRuns = 0;
    for (const part of this.#places === undefined ? [sent] : cutAtPlaces(sent, this.#places)) {
      squares += part.length ** 2;
      if (squares > this.#mostSquares) return undefined;
      const counted = this.#countPart(part, MOST_CHARACTERS_IN_LONG_RUNS - charactersInLongRuns);
      if (counted === undefined) return undefined;
      tokens += counted.tokens;
      charactersInLongRuns += counted.charactersInLongRuns;
    }
    return tokens;
  }

  /** Undefined where it would take too long, or fails. */
  #countPart(part: string, mostInLongRuns: number): CountedPart | undefined {
    const known = this.#parts.get(part);
    const charactersInLongRuns = known?.charactersInLongRuns ?? countInLongRuns(part);
    if (charactersInLongRuns > mostInLongRuns) return undefined;
    if (known !== undefined) return known;
    this.#encodeCount += 1;
    const tokens = this.#encode(part);
    if (tokens === undefined) return undefined;
    const counted = { tokens, charactersInLongRuns };
    this.#parts.set(detached(part), counted);
    return counted;
  }

  #encode(part: string): number | undefined {
    try {
      return this.#tokenizer.tokenize(part, { add_special_tokens: false }).length;
    } catch {
      return undefined;
    }
  }
}

function countInLongRuns(text: string): number {
  if (text.length <= LONG_RUN) return 0;
  let characters = 0;
  for (const [run] of text.matchAll(/\s+|\S+/g)) if (run.length > LONG_RUN) characters += run.length;
  return characters;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The library's own words can quote the file. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s+/g, ' ').slice(0, 200);
}
