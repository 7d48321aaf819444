import { BIN_NAMES } from './binWeights.ts';

/**
 * A kind of token is its bin together with how many tokens of Claude it is by itself: tokens of a bin that Claude's
 * vocabularies have too weigh less than those that they break up.
 */
export const ALONE_FAMILIES: readonly string[] = ['claude_v3', 'claude_v47'];

/** Counts alone are below this; six and more are alike. */
export const ALONE_LIMIT = 7;

/** @param alone the counts of all {@link ALONE_FAMILIES}, one digit each to the base {@link ALONE_LIMIT}, the first family's lowest */
export function tokenKind(bin: number, alone: number): number {
  return bin + BIN_NAMES.length * alone;
}

export const KIND_COUNT = BIN_NAMES.length * ALONE_LIMIT ** ALONE_FAMILIES.length;

export function binOfKind(kind: number): number {
  return kind % BIN_NAMES.length;
}

/** The kind as one family sees it, whatever others make of the token: bin + number of bins × count alone. */
export function familyKind(kind: number, family: string): number {
  const place = ALONE_FAMILIES.indexOf(family);
  const alone = Math.floor(kind / BIN_NAMES.length / ALONE_LIMIT ** place) % ALONE_LIMIT;
  return tokenKind(binOfKind(kind), alone);
}
