/** How long what is not known is in a text, as far as the code says. */
import type { SizeEvidence, UnknownValue, Value } from './value.ts';

/** Of a text that the code cuts at so many characters. */
export function cutAt(characters: number): SizeEvidence {
  const range = { low: 0, likely: Math.round(characters * USUAL_SHARE), high: characters };
  return { unit: 'characters', range, because: 'as the code cuts it', isLimit: true };
}

/** Who cuts a text expects it to be about as long. */
const USUAL_SHARE = 0.75;

/** `keywords[:5]` are five keywords, `id[:8]` are eight letters. */
export function sizeOfUnknown({ size, limit, name }: UnknownValue): SizeEvidence | undefined {
  if (size !== undefined || limit === undefined) return size;
  return isFewItems(limit, name) ? undefined : cutAt(limit);
}

/** True for a bound of items, not of characters, as far as the name tells. */
export function isFewItems(limit: number | undefined, name: string | undefined): limit is number {
  return limit !== undefined && limit <= FEW_ITEMS && name !== undefined && singularOf(name) !== undefined;
}

/** `user.titles` → `user.title`; undefined for what is no plural. */
export function singularOf(name: string): string | undefined {
  if (!/[a-z]s$/i.test(name) || /(?:ss|us|is|news|series)$/i.test(name)) return undefined;
  const stem = name.slice(0, -1);
  if (/[a-z]ie$/i.test(stem)) return `${stem.slice(0, -2)}y`;
  return /(?:ss|x|ch|sh)e$/i.test(stem) ? stem.slice(0, -1) : stem;
}

const FEW_ITEMS = 30;

/** Of one of several that are not known: the longest, where the code says how long each is. */
export function longestSize(values: readonly Value[]): SizeEvidence | undefined {
  const sizes = values.map((value) => {
    if (value.kind === 'unknown') return sizeOfUnknown(value);
    return value.kind === 'instance' ? value.size : undefined;
  });
  const [first] = sizes;
  if (first === undefined) return undefined;
  return sizes.reduce((longest, size) => {
    if (longest === undefined || size?.unit !== longest.unit) return undefined;
    return size.range.high > longest.range.high ? size : longest;
  }, first);
}

/** The same of any length, unless the code says how long it is. */
export function unbounded(value: UnknownValue): UnknownValue {
  return value.size || value.limit !== undefined || value.content ? value : { ...value, isUnbounded: true };
}

/** The same with the size of what is a part, or the result, of it left open. */
export function withoutSize(value: UnknownValue): UnknownValue {
  const { size, limit, content, isCountUnknown: _, otherwise, isUnbounded, ...rest } = value;
  if ([size, limit, content, otherwise, isUnbounded].every((given) => given === undefined)) return value;
  return rest;
}
