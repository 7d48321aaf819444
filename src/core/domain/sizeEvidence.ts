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
  const isList = limit <= FEW_ITEMS && name !== undefined && /[a-z]s$/i.test(name);
  return isList ? undefined : cutAt(limit);
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

/** The same with the size of what is a part, or the result, of it left open. */
export function withoutSize(value: UnknownValue): UnknownValue {
  const { size, limit, content, isCountUnknown: _, otherwise, ...rest } = value;
  if ([size, limit, content, otherwise].every((given) => given === undefined)) return value;
  return rest;
}
