/** The tokenizer of a model from its `tokenizer.json` (Hugging Face's format), for an exact count of static text. */
import type { TokenEstimate } from '../../domain/estimates.ts';
import { NO_TOKENS, point } from '../../domain/estimates.ts';
import type { TokenFamily } from '../../domain/tokenFamily.ts';
import { isObject } from './isObject.ts';
import { RecentCache } from '../recentCache.ts';
import type { RequestShape } from '../requestFrame.ts';
import type { TokenEstimator } from '../tokenEstimator.ts';
import { tokenizerProblem } from './tokenizerProblem.ts';

/** Counts texts as one model does. */
export interface LocalTokenizer {
  /** Undefined where it would take too long, or fails: then the text is to be estimated. Never throws. */
  count(text: string): number | undefined;
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
    return { kind: 'tokenizer', tokenizer: new BoundedTokenizer(tokenizer) };
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
    return this.#estimator.encodeCount;
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

/** Texts are counted as a whole, since not every tokenizer can be cut at the same places; longer ones take too long. */
const LONGEST_TEXT = 100_000;
/** Merging a run without a blank, or of blanks, takes ten times as long as words of that length: 64,000 times one letter 0.4 seconds. */
const LONGEST_RUN = 2_000;
const CACHED_CHARACTERS = 2_000_000;

class BoundedTokenizer implements LocalTokenizer {
  readonly #tokenizer: TextTokenizer;
  readonly #counts = new RecentCache<number>(CACHED_CHARACTERS, (text) => text.length + 50);

  constructor(tokenizer: TextTokenizer) {
    this.#tokenizer = tokenizer;
  }

  count(text: string): number | undefined {
    if (text.length > LONGEST_TEXT) return undefined;
    const known = this.#counts.get(text);
    if (known !== undefined) return known;
    // A byte order mark is not sent.
    const count = this.#encode(text.startsWith('\ufeff') ? text.slice(1) : text);
    if (count !== undefined) this.#counts.set(text, count);
    return count;
  }

  #encode(text: string): number | undefined {
    if (hasLongRun(text)) return undefined;
    try {
      return this.#tokenizer.tokenize(text, { add_special_tokens: false }).length;
    } catch {
      return undefined;
    }
  }
}

function hasLongRun(text: string): boolean {
  for (const [run] of text.matchAll(/\s+|\S+/g)) if (run.length > LONGEST_RUN) return true;
  return false;
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
