import type { ObjectValue, Origin, StaticTextPart, TextPart, TextValue, Value } from '../domain/value.ts';
import { concatenate, mapOptions, placeholder, textParts, unknownValue } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { formatted } from './sizes.ts';

/** `"…{name}…{0}…{}…".format(…)`: fields are filled, doubled braces become single ones. */
export function formatText(receiver: Value | undefined, passed: ObjectValue, origin: Origin): Value {
  if (receiver === undefined) return unknownValue('a text that is not known is filled in', origin);
  return mapOptions(
    receiver,
    (template) => (template.kind === 'text' ? filled(template, passed, origin) : template),
    origin,
  );
}

interface Piece {
  readonly value: Value;
  readonly name: string;
  readonly spot: Spot;
}

function filled(template: TextValue, passed: ObjectValue, origin: Origin): Value {
  const counter = { next: 0 };
  const pieces = template.parts.flatMap((part) =>
    part.kind === 'text' && /[{}]/.test(part.text) ? fill(part.text, part, passed, counter) : [pieceOf(part, origin)],
  );
  return concatenate(pieces, origin);
}

function pieceOf(part: TextPart, origin: Origin): Piece {
  return { value: { kind: 'text', parts: [part], origin }, name: '', spot: part };
}

const VERB = /%(?:\((\w{1,60})\))?[-+ #0]{0,3}\d{0,4}(?:\.\d{1,4})?[a-zA-Z%]/g;

/** `"…%s…%(name)d…"`: positional values in order, named ones by name; `%%` is one percent sign. */
export function fillPercent(template: TextValue, values: readonly Value[], named: ObjectValue, origin: Origin): Value {
  const counter = { next: 0 };
  const parts = template.parts.flatMap((part) =>
    part.kind === 'text' ? fillVerbs(part, values, named, counter) : [part],
  );
  return { kind: 'text', parts, origin };
}

function fillVerbs(
  part: StaticTextPart,
  values: readonly Value[],
  named: ObjectValue,
  counter: { next: number },
): readonly TextPart[] {
  const parts: TextPart[] = [];
  const put = (text: string): void => {
    if (text !== '') parts.push({ ...part, text });
  };
  let offset = 0;
  for (const match of part.text.matchAll(VERB)) {
    put(part.text.slice(offset, match.index));
    offset = match.index + match[0].length;
    if (match[0].endsWith('%')) {
      put('%');
      continue;
    }
    const name = match[1] ?? `value ${counter.next}`;
    const value = match[1] === undefined ? values[counter.next++] : named.fields.get(match[1])?.value;
    const written =
      value &&
      formatted(
        value,
        match[0]
          .slice(1)
          .replace(/^\(\w*\)/, '')
          .replace(/[sr]$/, ''),
      );
    parts.push(...(written ? textParts(written, nameOf(written, name), part) : [placeholder(name, part, 'unknown')]));
  }
  put(part.text.slice(offset));
  return parts;
}

function nameOf(value: Value, otherwise: string): string {
  return value.kind === 'unknown' ? (value.name ?? otherwise) : otherwise;
}

function fill(text: string, part: StaticTextPart, passed: ObjectValue, counter: { next: number }): readonly Piece[] {
  const pieces: Piece[] = [];
  const origin: Origin = { from: 'literal', uri: part.uri, range: part.range };
  const put = (piece: string): void => {
    if (piece !== '') pieces.push(pieceOf({ ...part, text: piece }, origin));
  };
  let offset = 0;
  for (const match of text.matchAll(BRACES)) {
    if (match.index < offset) continue;
    put(text.slice(offset, match.index));
    offset = match.index + match[0].length;
    if (match[1] === undefined) put(match[0].charAt(0));
    else pieces.push(fieldPiece(match[1], part, passed, counter));
  }
  put(text.slice(offset));
  return pieces;
}

/** A doubled brace, or a field; a lone brace is none of both and stays. */
const BRACES = /\{\{|\}\}|\{([^{}]{0,200})\}/g;

function fieldPiece(field: string, part: StaticTextPart, passed: ObjectValue, counter: { next: number }): Piece {
  const path = field.split(/[!:]/, 1)[0] ?? '';
  const format = field.includes(':') ? field.slice(field.indexOf(':') + 1) : undefined;
  const name = path.split(/[.[]/, 1)[0] ?? '';
  const key = name === '' ? String(counter.next++) : name;
  const given = passed.fields.get(key)?.value;
  const spot = { uri: part.uri, range: part.range };
  const isWhole = path === name;
  if (given === undefined || !isWhole) {
    const volatility = given?.kind === 'unknown' ? given.volatility : 'unknown';
    const hole = placeholder(isWhole ? key : path, spot, volatility);
    return pieceOf(hole, { from: 'literal', ...spot });
  }
  return { value: formatted(given, format), name: name === '' ? nameOf(given, `value ${key}`) : name, spot };
}
