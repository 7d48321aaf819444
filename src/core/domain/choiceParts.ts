/** What one of several values contributes to a text: a size that spans them all, and no more than one of them. */
import type { TextRange } from '../util/text.ts';
import type { AmountRange } from './estimates.ts';
import { longestSize } from './sizeEvidence.ts';
import type { ChoiceValue, PlaceholderPart, TextPart, TextValue, UnknownValue, Value } from './value.ts';

/** Known texts as long as this tell more of a size than the name of what may stand there instead. */
const TELLING_LENGTH = 200;

/** A text so much shorter than others that can stand in its place says nothing of their tokens. */
const SHORTEST_SHARE = 0.25;

interface Spot {
  readonly uri: string;
  readonly range: TextRange;
}

/**
 * Options that are not known make a hole, with the shortest known one as its low end; a long known one is sent, and the
 * hole only at the high end. Of known ones one is sent, more or less often, as long as the others are shorter or longer.
 *
 * @param partsOf What a single option contributes.
 */
export function choiceParts(
  { options, isPerTurn }: ChoiceValue,
  name: string,
  spot: Spot,
  partsOf: (option: Value) => readonly TextPart[],
): readonly TextPart[] {
  const known = options.filter(isText);
  const texts = known.map((option) => (option.kind === 'null' ? [] : partsOf(option)));
  const open = options.find((option) => !isText(option));
  if (isPerTurn) return [perTurn(texts, open, name, spot)];
  if (open === undefined) return oneOf(texts);
  const long = texts.find((parts) => staticLength(parts) >= TELLING_LENGTH);
  const size = longestSize(options.filter((option) => !isText(option)));
  if (long === undefined) return [{ ...holeFor(open, texts, name, spot), ...(size && { size }) }];
  return [...long, { ...holeFor(open, [], name, spot), repeat: AT_MOST }];
}

/** The hole that stands where a text is only there for want of something else: `title or "unknown"`. */
export function holeInsteadOf(text: TextValue, instead: UnknownValue, name: string, spot: Spot): PlaceholderPart {
  return holeFor(instead, [text.parts], name, spot);
}

const AT_MOST: AmountRange = { low: 0, likely: 0, high: 1 };
const AS_A_RULE: AmountRange = { low: 0, likely: 1, high: 1 };

/** What a text takes up as it is written; a text that stands there for want of something else says little. */
function isText(value: Value): boolean {
  if (value.kind === 'text') return value.instead === undefined;
  return value.kind === 'number' || value.kind === 'boolean' || value.kind === 'null';
}

function holeFor(open: Value, known: readonly (readonly TextPart[])[], name: string, spot: Spot): PlaceholderPart {
  const unknown = open.kind === 'text' ? open.instead : open.kind === 'unknown' ? open : undefined;
  const others = open.kind === 'text' ? [...known, open.parts] : known;
  const [otherwise] = others.map(staticTextOf).toSorted((a, b) => a.length - b.length);
  return {
    kind: 'placeholder',
    name: (unknown?.name ?? name) || 'text',
    uri: spot.uri,
    range: spot.range,
    volatility: unknown?.volatility ?? 'unknown',
    ...(otherwise !== undefined && { otherwise }),
    ...(unknown?.isUnbounded && { isUnbounded: true }),
  };
}

function perTurn(
  texts: readonly (readonly TextPart[])[],
  open: Value | undefined,
  name: string,
  spot: Spot,
): PlaceholderPart {
  const hole: PlaceholderPart = { kind: 'placeholder', name, uri: spot.uri, range: spot.range, volatility: 'input' };
  const isStatic = texts.every((parts) => parts.every((part) => part.kind === 'text'));
  if (open !== undefined || !isStatic || texts.length === 0) return hole;
  const lengths = texts.map(staticLength);
  const likely = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const range = { low: Math.min(...lengths), likely, high: Math.max(...lengths) };
  return { ...hole, size: { unit: 'characters', range, because: 'the texts that the loop goes through' } };
}

function oneOf(texts: readonly (readonly TextPart[])[]): readonly TextPart[] {
  const [first = []] = texts;
  const lengths = texts.map(staticLength);
  const longest = Math.max(...lengths);
  const length = staticLength(first);
  const counted = length > longest * SHORTEST_SHARE ? first : (texts[lengths.indexOf(longest)] ?? first);
  const whole = Math.max(1, staticLength(counted));
  const repeat = { low: Math.min(...lengths) / whole, likely: length / whole, high: longest / whole };
  return [
    ...counted.map((part) => (part.kind === 'text' ? oftener(part, repeat) : onlyIn(part, texts, first))),
    ...holesElsewhere(texts, counted, first),
  ];
}

function oftener(part: TextPart, by: AmountRange): TextPart {
  if (by.low === by.high) return part;
  const once = part.repeat ?? { low: 1, likely: 1, high: 1 };
  return { ...part, repeat: { low: once.low * by.low, likely: once.likely * by.likely, high: once.high * by.high } };
}

function onlyIn(hole: PlaceholderPart, texts: readonly (readonly TextPart[])[], first: readonly TextPart[]): TextPart {
  const isEverywhere = texts.every((parts) => hasHole(parts, hole.name));
  return isEverywhere ? hole : oftener(hole, hasHole(first, hole.name) ? AS_A_RULE : AT_MOST);
}

/** Holes of the other texts, each name once. */
function holesElsewhere(
  texts: readonly (readonly TextPart[])[],
  counted: readonly TextPart[],
  first: readonly TextPart[],
): readonly TextPart[] {
  const holes = new Map<string, PlaceholderPart>();
  for (const part of texts.flat()) {
    if (part.kind === 'placeholder' && !hasHole(counted, part.name)) holes.set(part.name, holes.get(part.name) ?? part);
  }
  return [...holes.values()].map((hole) => oftener(hole, hasHole(first, hole.name) ? AS_A_RULE : AT_MOST));
}

function hasHole(parts: readonly TextPart[], name: string): boolean {
  return parts.some((part) => part.kind === 'placeholder' && part.name === name);
}

function staticLength(parts: readonly TextPart[]): number {
  return parts.reduce((sum, part) => sum + (part.kind === 'text' ? part.text.length : 0), 0);
}

function staticTextOf(parts: readonly TextPart[]): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
}
