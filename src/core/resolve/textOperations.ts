/** What the library functions do that repeat texts, take them apart and fill them. */
import type { TextPart, Value } from '../domain/value.ts';
import { mapOptions, placeholder, staticText, textOf, textParts } from '../domain/valueOperations.ts';
import type { Application } from './application.ts';
import { nothing } from './application.ts';
import { NAMELESS } from './describe.ts';
import { nameOf } from './evaluation.ts';
import { fillPercent } from './formatText.ts';

/** Longer texts than this are test data, and not worth their memory. */
const LONGEST_REPETITION = 100_000;

/** `"-" * 40`, `"-".repeat(40)`. */
export function repeatText(application: Application): Value {
  const { receiver, arguments: passed, origin } = application;
  const [value, times] = receiver === undefined ? passed : [receiver, ...passed];
  const text = value && staticText(value);
  if (text === undefined || times?.kind !== 'number' || !Number.isInteger(times.value)) return nothing(application);
  if (times.value < 0 || text.length * times.value > LONGEST_REPETITION) return nothing(application);
  return textOf(text.repeat(times.value), origin);
}

const MOST_PIECES = 100;

/** `text.split(separator)`, `strings.Split(text, separator)`. */
export function splitText(application: Application): Value {
  const { receiver, arguments: passed, spot } = application;
  const [value, ...rest] = receiver === undefined ? passed : [receiver, ...passed];
  const [separator] = rest;
  const by = separator && staticText(separator);
  if (value === undefined || rest.length !== 1 || by === undefined || by === '') return nothing(application);
  return mapOptions(
    value,
    (option) => {
      const pieces = staticText(option)?.split(by);
      if (option.kind !== 'text' || pieces === undefined || pieces.length > MOST_PIECES) return nothing(application);
      const items = pieces.map((piece) => textOf(piece, option.origin));
      return { kind: 'list', items, isOpen: false, origin: option.origin };
    },
    spot,
  );
}

/** The static parts of a text in other letters. */
export function mapText(value: Value, transform: (text: string) => string): Value {
  if (value.kind !== 'text') return value;
  const parts = value.parts.map((part) => (part.kind === 'text' ? { ...part, text: transform(part.text) } : part));
  return { ...value, parts };
}

/** `"… %s …" % values`. */
export function formatPercent(application: Application): Value {
  const { receiver, arguments: passed, origin, spot } = application;
  const [template, ...values] = receiver ? [receiver, ...passed] : passed;
  const named = application.evaluation.argumentsOf(application.call, application.view);
  if (template === undefined) return nothing(application);
  return mapOptions(
    template,
    (option) => (option.kind === 'text' ? fillPercent(option, values, named, origin) : option),
    spot,
  );
}

/** `"…{{x}}…".replace("{{x}}", value)` over the static parts of a text. */
export function replaceText(application: Application): Value {
  const { receiver, spot } = application;
  const [from, to] = application.arguments;
  if (receiver === undefined || to === undefined) return receiver ?? nothing(application);
  const second = application.call.arguments[1];
  const inserted = textParts(
    to,
    second ? nameOf(second.value, application.evaluation, application.view) : NAMELESS,
    spot,
  );
  const pattern = from && staticText(from);
  return mapOptions(
    receiver,
    (text) => {
      if (text.kind !== 'text' || pattern === '') return text;
      if (pattern !== undefined) {
        return { ...text, parts: text.parts.flatMap((part) => replaceInPart(part, pattern, inserted)) };
      }
      // What is taken out is not known, so the text is not: a hole says so.
      const first = application.call.arguments[0];
      const hole = placeholder(
        first ? nameOf(first.value, application.evaluation, application.view) : NAMELESS,
        spot,
        'unknown',
      );
      return { ...text, parts: [...text.parts, hole] };
    },
    spot,
  );
}

function replaceInPart(part: TextPart, pattern: string, inserted: readonly TextPart[]): readonly TextPart[] {
  if (part.kind === 'placeholder' || !part.text.includes(pattern)) return [part];
  return part.text.split(pattern).flatMap((text, index) => {
    const piece: readonly TextPart[] = text === '' ? [] : [{ ...part, text }];
    return index === 0 ? piece : [...inserted, ...piece];
  });
}
