import type { CutPlaces } from './cutPlaces.ts';

/** A longer part ends at the next place inside its line that is safe. */
const LONG_PART = 512;

/**
 * Parts of a text that can be counted one by one: their counts sum to that of the text. A part goes to the first safe
 * place of the next line that has one, so that an edit changes no part of other lines; a long line is several.
 */
export function* cutAtPlaces(text: string, places: CutPlaces): Generator<string> {
  let lineBreak = -1;
  for (let start = 0; start < text.length;) {
    if (lineBreak < start) lineBreak = text.indexOf('\n', start);
    if (lineBreak < 0) lineBreak = text.length;
    const end = nextPlace(text, Math.min(lineBreak + 2, start + LONG_PART), places);
    yield text.slice(start === 0 ? 0 : start + places.droppedCharacters, end);
    start = end;
  }
}

function nextPlace(text: string, from: number, places: CutPlaces): number {
  for (let index = from; index < text.length; index += 1) if (places.isSafe(text, index)) return index;
  return text.length;
}
