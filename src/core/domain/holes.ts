/**
 * Texts with holes as plain strings, for code that only moves texts about: a mark stands where a part with a size of its
 * own does, and is put back by its number. The marks are of the private use area, so that no prompt has them.
 */
import type { JsonData } from './requestBody.ts';
import type { TextPart, Value } from './value.ts';
import { jsonParts, likeliest, placeholder, placeholderOf, turnsOf, type Spot } from './valueOperations.ts';

const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARK = /\uE000(\d{1,9})\uE001/g;

export function holeMark(index: number): string {
  return `${OPEN}${index}${CLOSE}`;
}

/** One string; every part but plain text that is sent once becomes a mark. */
export function textWithMarks(parts: readonly TextPart[], holes: TextPart[]): string {
  let text = '';
  for (const part of parts) {
    const isPlain = part.kind === 'text' && part.repeat === undefined;
    text += isPlain ? part.text : holeMark(holes.push(part) - 1);
  }
  return text;
}

/** The way back. Marks without a hole are text. */
export function partsOfMarked(text: string, holes: readonly TextPart[], spot: Spot): readonly TextPart[] {
  const parts: TextPart[] = [];
  const put = (piece: string): void => {
    if (piece !== '') parts.push({ kind: 'text', text: piece, uri: spot.uri, range: spot.range });
  };
  let at = 0;
  for (const match of text.matchAll(MARK)) {
    const hole = holes[Number(match[1])];
    if (hole === undefined) continue;
    put(text.slice(at, match.index));
    parts.push(hole);
    at = match.index + match[0].length;
  }
  put(text.slice(at));
  return parts;
}

/** A value as JSON, the likeliest where it can be several; what is not known becomes one of `holes`. */
export function dataWithHoles(value: Value, name: string, spot: Spot, holes: TextPart[]): JsonData {
  return dataOf(value, { name, spot, holes, depth: 0 });
}

interface Place {
  readonly name: string;
  readonly spot: Spot;
  readonly holes: TextPart[];
  readonly depth: number;
}

const MAXIMUM_DEPTH = 40;

function dataOf(value: Value, place: Place): JsonData {
  const { name, spot, holes, depth } = place;
  const unseen = (of = name): string => textWithMarks([placeholder(of, spot, 'unknown')], holes);
  if (depth > MAXIMUM_DEPTH) return unseen();
  const inner = (item: Value, key: string): JsonData => dataOf(item, { ...place, name: key, depth: depth + 1 });
  switch (value.kind) {
    case 'null':
      return null;
    case 'number':
    case 'boolean':
      return value.value;
    case 'text':
      return textWithMarks(value.parts, holes);
    case 'list':
      if (value.turns) {
        return [
          textWithMarks(
            turnsOf(value, name, spot, (item) => jsonParts(item, name, spot)),
            holes,
          ),
        ];
      }
      return [...value.items.map((item) => inner(item, name)), ...(value.isOpen ? [unseen()] : [])];
    case 'object': {
      const fields = [...value.fields].map(([key, field]): [string, JsonData] => [key, inner(field.value, key)]);
      const data = Object.fromEntries(value.isOpen ? [...fields, ['', unseen()]] : fields);
      return value.isSerialized && depth > 0 ? JSON.stringify(data) : data;
    }
    case 'choice':
      return inner(likeliest(value, name, spot), name);
    case 'unknown':
      return textWithMarks([placeholderOf(value, value.name ?? name, spot)], holes);
    default:
      return unseen();
  }
}
