import type { UsageReckoning } from '../domain/callSite.ts';

/**
 * Where a text reckons a cost from the tokens that an answer reports, and what becomes of those that went through a cache: told
 * from the line that multiplies tokens of input with a price, in whatever language.
 */
export function usageReckoningIn(text: string): UsageReckoning | undefined {
  if (!/tokens/i.test(text)) return undefined;
  const namesCache = CACHE_TOKENS.test(text);
  let start = 0;
  for (const line of text.split('\n')) {
    const isReckoning =
      line.length <= LONGEST_LINE && line.includes('*') && INPUT_TOKENS.test(line) && PRICE.test(line);
    if (isReckoning) {
      const from = start + (line.length - line.trimStart().length);
      const cache = namesCache ? (addsCache(line) ? 'added' : 'counted') : 'left-out';
      return { range: { start: from, end: from + line.trim().length }, cache };
    }
    start += line.length + 1;
  }
  return undefined;
}

function addsCache(line: string): boolean {
  return CACHE_TOKENS.test(line) && line.includes('+') && !/\w *- *\w/.test(line);
}

const LONGEST_LINE = 400;
const INPUT_TOKENS = /\b(?:\w+_)?(?:input_?tokens?|prompt_?tokens)\b/i;
const PRICE = /price|cost|rate|\bper_|0\.0\d|e-0?\d|1_?000_?0*/i;
const CACHE_TOKENS = /cache_?read|cached_?tokens|cache_?write|cache_?creation|cachedInput/i;
