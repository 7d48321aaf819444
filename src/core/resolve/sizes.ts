/** How long numbers, dates, ids and the like are in a text, and what bounds cut a text or a list to. */
import type { LibraryOperation } from '../domain/language.ts';
import type { Argument, Expression } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { ListValue, Origin, SizeEvidence, TextPart, TextValue, UnknownValue, Value } from '../domain/value.ts';
import { appendItems, mapOptions, staticText, unknownValue } from '../domain/valueOperations.ts';
import { cutAt, withoutSize } from '../domain/sizeEvidence.ts';
import type { Spot } from '../domain/valueOperations.ts';

/** Operations that say how long what they give is, whatever they are given. */
export type MeasureOperation = Extract<LibraryOperation, 'number' | 'truth' | 'date' | 'identifier' | 'hash'>;

export const SIZES: Readonly<Record<MeasureOperation, SizeEvidence>> = {
  number: { unit: 'tokens', range: { low: 1, likely: 2, high: 4 }, because: 'a number' },
  truth: { unit: 'tokens', range: { low: 1, likely: 1, high: 1 }, because: 'true or false' },
  date: { unit: 'tokens', range: { low: 4, likely: 9, high: 20 }, because: 'a date or time' },
  identifier: { unit: 'tokens', range: { low: 15, likely: 22, high: 26 }, because: 'a random id' },
  hash: { unit: 'tokens', range: { low: 15, likely: 40, high: 75 }, because: 'a hash' },
};

export function isMeasure(operation: LibraryOperation | undefined): operation is MeasureOperation {
  return operation !== undefined && operation in SIZES;
}

/** The size of what is not known once it went through such an operation. */
export function measured(value: Value | undefined, operation: MeasureOperation, spot: Spot): UnknownValue {
  const volatility = value?.kind === 'unknown' ? value.volatility : 'unknown';
  const size: SizeEvidence = { ...SIZES[operation], isMeasure: true };
  return { ...unknownValue(`it is ${size.because}`, spot, volatility), size };
}

/** What a format says of the value that it writes: `.2f`, `d`, `,`, `%Y-%m-%d`, `.100s`. Undefined where it says nothing. */
export function sizeOfFormat(format: string): SizeEvidence | undefined {
  if (/%[a-zA-Z]/.test(format)) return SIZES.date;
  if (/[bcdeEfFgGnoxX%]$/.test(format) || /^[^a-zA-Z]*[,_]$/.test(format)) return SIZES.number;
  if (format === 't') return SIZES.truth;
  const cut = /\.(\d{1,6})[sqv]?$/.exec(format)?.[1];
  return cut === undefined ? undefined : cutAt(Number(cut));
}

/** The value as a format writes it. */
export function formatted(value: Value, format: string | undefined): Value {
  const size = format === undefined ? undefined : sizeOfFormat(format);
  if (size === undefined) return value;
  return mapOptions(
    value,
    (option) => {
      if (option.kind === 'unknown') return option.size && !option.size.isLimit ? option : { ...option, size };
      if (option.kind === 'instance' || option.kind === 'symbol') {
        return { ...unknownValue('it is written in a format', option.origin), size };
      }
      return option;
    },
    value.kind === 'unknown' ? value : { uri: '', range: { start: 0, end: 0 } },
  );
}

/** Of what is one of some texts: an enumeration, a union of literals. */
export function sizeOfTexts(texts: readonly string[]): SizeEvidence | undefined {
  const lengths = texts.map((text) => text.length).sort((a, b) => a - b);
  const [low] = lengths;
  const likely = lengths[Math.floor(lengths.length / 2)];
  const high = lengths.at(-1);
  if (low === undefined || likely === undefined || high === undefined) return undefined;
  return { unit: 'characters', range: { low, likely, high }, because: `one of ${lengths.length} texts` };
}

/** What `[start:end]` leaves. */
export interface Bounds {
  /** Undefined where it is not known. */
  readonly start: number | undefined;
  /** Infinity where there is none. */
  readonly end: number | undefined;
  /** The most that is left. */
  readonly limit: number | undefined;
}

export function boundsOf(
  [start, end]: readonly (Value | undefined)[],
  [from, to]: readonly (Expression | undefined)[],
): Bounds {
  const first = numberOf(start, 0);
  const last = numberOf(end, Infinity);
  return { start: first, end: last, limit: limitOf(first, last) ?? windowOf(from, to) };
}

function limitOf(start: number | undefined, end: number | undefined): number | undefined {
  if (start === undefined) return end !== undefined && end >= 0 && end < Infinity ? end : undefined;
  if (end === undefined) return undefined;
  if (start < 0 && (end === Infinity || end <= 0)) return -start;
  return start >= 0 && end >= start && end < Infinity ? end - start : undefined;
}

function numberOf(value: Value | undefined, otherwise: number): number | undefined {
  const [likeliest] = value ? optionsOf(value) : [];
  if (likeliest === undefined || likeliest.kind === 'null') return otherwise;
  return likeliest.kind === 'number' ? likeliest.value : undefined;
}

/** `text[i : i + 4000]`. */
function windowOf(from: Expression | undefined, to: Expression | undefined): number | undefined {
  if (from?.kind !== 'name' || to?.kind !== 'concatenation' || to.operands.length !== 2) return undefined;
  const [first, width] = to.operands;
  if (first?.kind !== 'name' || first.name !== from.name) return undefined;
  return width?.kind === 'literal' && typeof width.value === 'number' && width.value > 0 ? width.value : undefined;
}

/** What is left of a text, a list, or something that is not known. */
export function sliced(value: Value, bounds: Bounds, spot: Spot): Value {
  const { start, end, limit } = bounds;
  switch (value.kind) {
    case 'text': {
      const text = staticText(value);
      if (text !== undefined && start !== undefined && end !== undefined) {
        return {
          ...value,
          parts:
            value.parts.length === 1 ? cutPart(value.parts[0], start, end) : [piece(value, text.slice(start, end))],
        };
      }
      return limit === undefined ? value : { ...value, parts: cutParts(value.parts, limit) };
    }
    case 'list':
      return slicedList(value, bounds);
    case 'unknown': {
      const least = Math.min(value.limit ?? Infinity, limit ?? Infinity);
      const { size: _, ...rest } = value;
      const kept = value.size?.isLimit && limit === undefined ? value : rest;
      return least === Infinity ? { ...kept, ...spot } : { ...withoutSize(value), ...spot, limit: least };
    }
    case 'symbol':
    case 'instance': {
      const rest = unknownValue('it is cut out of what is not known', spot);
      return limit === undefined ? rest : { ...rest, limit };
    }
    default:
      return unknownValue('it is cut out of what is not known', spot);
  }
}

function piece({ origin }: TextValue, text: string): TextPart {
  return { kind: 'text', text, uri: origin.uri, range: origin.range };
}

function cutPart(part: TextPart | undefined, start: number, end: number): readonly TextPart[] {
  return part?.kind === 'text' ? [{ ...part, text: part.text.slice(start, end) }] : [];
}

/** A text with holes that is cut: its own text counts first, the holes have what is left. */
function cutParts(parts: readonly TextPart[], limit: number): readonly TextPart[] {
  const kept: TextPart[] = [];
  const holes = parts.filter(({ kind }) => kind === 'placeholder').length;
  let left = limit;
  for (const part of parts) {
    if (left <= 0) break;
    if (part.kind === 'placeholder') {
      const isShorter = part.size !== undefined && (part.size.unit === 'tokens' || part.size.range.high <= left);
      if (isShorter) kept.push(part);
      else {
        const { content: _, isCountUnknown: __, ...rest } = part;
        kept.push({ ...rest, size: shareOf(left, holes) });
      }
      continue;
    }
    kept.push(part.text.length <= left ? part : { ...part, text: part.text.slice(0, left) });
    left -= part.text.length;
  }
  return kept;
}

/** One of several holes of a text that is cut: as long as its name says, and all together no longer than the text. */
function shareOf(left: number, holes: number): SizeEvidence {
  const size = cutAt(Math.ceil(left / Math.max(1, holes)));
  return holes <= 1 ? size : { ...size, range: { ...size.range, likely: 0 } };
}

function slicedList(list: ListValue, { start, end, limit }: Bounds): Value {
  if (list.turns) {
    const most = limit ?? Infinity;
    const { low, likely, high } = list.turns;
    const turns = { low: Math.min(low, most), likely: Math.min(likely, most), high: Math.min(high, most) };
    return { ...list, turns };
  }
  if (list.isOpen || start === undefined || end === undefined) return appendItems(list, [], true);
  const { site: _, ...rest } = list;
  return { ...rest, items: list.items.slice(start, end) };
}

/** The bound that a call names: `shorten(x, width=200)`, `truncate(x, 200)`, `x.take(5)`. */
export function boundOfCall(
  positional: readonly Value[],
  named: readonly Argument[],
  evaluate: (expression: Expression) => Value,
): number | undefined {
  const given = named
    .filter(({ name }) => name !== undefined && BOUND_NAMES.has(name))
    .map(({ value }) => evaluate(value));
  const fields = positional.flatMap((value) =>
    value.kind === 'object' ? [...BOUND_NAMES].flatMap((name) => value.fields.get(name)?.value ?? []) : [value],
  );
  const [first] = [...given, ...fields].flatMap((value) => {
    const [likeliest] = optionsOf(value);
    return likeliest?.kind === 'number' && likeliest.value > 0 ? [likeliest.value] : [];
  });
  return first;
}

const BOUND_NAMES: ReadonlySet<string> = new Set(
  'width length n k limit size max_length maxLength max_chars maxChars maxlen stop'.split(' '),
);

/** Of a field that is declared with a bound. */
export function declaredLimit(named: readonly Argument[], origin: Origin, evaluate: (expression: Expression) => Value) {
  const bound = named.find(({ name }) => name === 'max_length');
  const value = bound && evaluate(bound.value);
  if (value?.kind === 'number') {
    return {
      ...unknownValue('it is a field without a default', origin),
      size: { ...cutAt(value.value), because: 'as its type says' },
    };
  }
  const isNumber = named.some(({ name }) => name !== undefined && NUMBER_BOUNDS.has(name));
  return isNumber ? { ...unknownValue('it is a field without a default', origin), size: SIZES.number } : undefined;
}

const NUMBER_BOUNDS: ReadonlySet<string> = new Set(['ge', 'gt', 'le', 'lt', 'multiple_of', 'decimal_places']);
