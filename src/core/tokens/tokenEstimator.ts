import { NO_TOKENS, type TokenEstimate } from '../domain/estimates.ts';
import { estimateBins } from './binEstimate.ts';
import { BinCounter } from './bins/binCounter.ts';
import type { TokenCorrection } from '../domain/countTokens.ts';
import { imageTokens } from './imageTokens.ts';
import { detached } from './detached.ts';
import { readRankTable } from './o200k/rankTable.ts';
import { RecentCache } from '../util/recentCache.ts';
import { frameTokens, type RequestShape } from './requestFrame.ts';
import { roughTokens } from './rough/roughTokens.ts';
import { type TokenFamily, toTokenFamily } from '../domain/tokenFamily.ts';

/** Counts tokens as each model family would. Never throws; whole numbers with `low <= likely <= high`. */
export interface TokenEstimator {
  /** Tokens of a text on its own, without what a request puts around it. */
  estimateText(text: string, family: TokenFamily): TokenEstimate;
  /** What the API adds around the texts: frame, roles, tool prompt. */
  estimateFrame(request: RequestShape): TokenEstimate;
  estimateImage(family: TokenFamily, widthPixels: number, heightPixels: number): TokenEstimate;
  /** True when texts are estimated by their characters only: the ranks are not there yet, or are damaged. */
  readonly isRough: boolean;
  /** The same of one text, which can also be too long. */
  isRoughFor(text: string): boolean;
  /** What exact counts say of a family's texts; undefined where there are none. */
  correctionOf(family: TokenFamily): TokenCorrection | undefined;
  /** The same without what exact counts say. */
  readonly uncorrected: TokenEstimator;
  /** Pieces of text that were encoded so far. Text that was counted before costs none. */
  readonly encodeCount: number;
}

/** The rank asset, or how to get it: called at the first count, and again as long as it has nothing to give. */
export type RankSource = Uint8Array | (() => Uint8Array | undefined);

export interface TokenEstimatorOptions {
  /** Longer texts are estimated by their characters. */
  readonly longestText?: number;
}

const LONGEST_TEXT = 4_000_000;
/** Of texts whose estimates are kept: the same few are asked for at every key press, for several families. */
const KEPT_CHARACTERS = 500_000;

/** Nothing is read or built until the first count. */
export function createTokenEstimator(ranks: RankSource, options: TokenEstimatorOptions = {}): TokenEstimator {
  return new CalibratedEstimator(ranks, options.longestText ?? LONGEST_TEXT);
}

class CalibratedEstimator implements TokenEstimator {
  readonly #ranks: RankSource;
  readonly #longestText: number;
  readonly #estimates = new RecentCache<Map<TokenFamily, TokenEstimate>>(KEPT_CHARACTERS, (text) => text.length);
  #counter: BinCounter | 'waiting' | 'damaged' = 'waiting';

  constructor(ranks: RankSource, longestText: number) {
    this.#ranks = ranks;
    this.#longestText = longestText;
  }

  get isRough(): boolean {
    return this.#loadCounter() === undefined;
  }

  isRoughFor(text: string): boolean {
    return text.length > this.#longestText || this.isRough;
  }

  get uncorrected(): TokenEstimator {
    return this;
  }

  correctionOf(): undefined {
    return undefined;
  }

  get encodeCount(): number {
    return this.#counter instanceof BinCounter ? this.#counter.encodeCount : 0;
  }

  estimateText(text: string, family: TokenFamily): TokenEstimate {
    if (text === '') return NO_TOKENS;
    const known = toTokenFamily(family);
    const counter = this.isRoughFor(text) ? undefined : this.#loadCounter();
    if (counter === undefined) return roughTokens(text, known);
    const estimates = this.#estimatesOf(text);
    const estimate = estimates.get(known) ?? estimateBins(counter.count(text), text.length, known);
    estimates.set(known, estimate);
    return estimate;
  }

  #estimatesOf(text: string): Map<TokenFamily, TokenEstimate> {
    let estimates = this.#estimates.get(text);
    if (estimates === undefined) {
      estimates = new Map();
      this.#estimates.set(detached(text), estimates);
    }
    return estimates;
  }

  estimateFrame(request: RequestShape): TokenEstimate {
    return frameTokens({ ...request, family: toTokenFamily(request.family) });
  }

  estimateImage(family: TokenFamily, widthPixels: number, heightPixels: number): TokenEstimate {
    return imageTokens(toTokenFamily(family), widthPixels, heightPixels);
  }

  #loadCounter(): BinCounter | undefined {
    if (this.#counter === 'waiting') this.#counter = this.#buildCounter();
    return this.#counter instanceof BinCounter ? this.#counter : undefined;
  }

  #buildCounter(): BinCounter | 'waiting' | 'damaged' {
    try {
      const asset = typeof this.#ranks === 'function' ? this.#ranks() : this.#ranks;
      return asset === undefined ? 'waiting' : new BinCounter(readRankTable(asset));
    } catch {
      return 'damaged';
    }
  }
}
