import type { UsageReckoning } from '../domain/callSite.ts';

/**
 * Where a text reckons a cost from the tokens that an answer reports, and what becomes of those that went through a cache: told
 * from the line that multiplies tokens of input with a price, in whatever language.
 */
export function usageReckoningIn(text: string): UsageReckoning | undefined {
  if (!/tokens/i.test(text)) return undefined;
  const namesCache = CACHE_TOKENS.test(text);
  for (const match of text.matchAll(LINE)) {
    const [line] = match;
    if (line.length > LONGEST_LINE || !INPUT_TOKENS.test(line) || !PRICE.test(line)) continue;
    const written = line.trim();
    const start = match.index + line.indexOf(written);
    const doubles = CACHE_TOKENS.test(line) && line.includes('+') && !/\w\s*-\s*\w/.test(line);
    return {
      range: { start, end: start + written.length },
      cache: namesCache ? (doubles ? 'added' : 'counted') : 'left-out',
    };
  }
  return undefined;
}

const LINE = /^[^\n]*\*[^\n]*$/gm;
const LONGEST_LINE = 400;
const INPUT_TOKENS = /\b(?:\w+_)?(?:input_?tokens?|prompt_?tokens)\b/i;
const PRICE = /price|cost|rate|\bper_|0\.0\d|e-0?\d|1_?000_?0*/i;
const CACHE_TOKENS = /cache_?read|cached_?tokens|cache_?write|cache_?creation|cachedInput/i;
