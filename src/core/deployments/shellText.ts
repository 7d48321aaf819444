/** Texts in which `$NAME` and `${NAME:-default}` stand for variables. */
import type { Value } from '../domain/value.ts';
import { concatenate, textOf, unknownValue } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';

const REFERENCE = /\$(?:\$|\{([A-Za-z_]\w*)(?:(:?[-?+])((?:[^{}]|\{[^{}]*\})*))?\}|([A-Za-z_]\w*))/g;
const MAXIMUM_LENGTH = 10_000;
const MAXIMUM_DEPTH = 4;

/** @param known What a variable holds where the text is read; undefined where only whoever starts the program knows it. */
export function filledText(text: string, known: (name: string) => string | undefined, spot: Spot, depth = 0): Value {
  const origin = { from: 'other-file', ...spot } as const;
  if (text.length > MAXIMUM_LENGTH || depth > MAXIMUM_DEPTH) return unknownValue('it is too long to be read', spot);
  const pieces: { readonly value: Value; readonly name: string; readonly spot: Spot }[] = [];
  let end = 0;
  const add = (value: Value, name = ''): void => void pieces.push({ value, name, spot });
  for (const match of text.matchAll(REFERENCE)) {
    const [all, braced, operator, otherwise, bare] = match;
    if (match.index > end) add(textOf(text.slice(end, match.index), origin));
    end = match.index + all.length;
    const name = braced ?? bare;
    if (name === undefined) add(textOf('$', origin));
    else add(referred(name, operator, otherwise, known, within(spot, text, match), depth), name);
  }
  if (end < text.length || pieces.length === 0) add(textOf(text.slice(end), origin));
  const [only] = pieces;
  return pieces.length === 1 && only ? only.value : concatenate(pieces, origin);
}

/** Where what stands for want of a variable is written, if the text is written as it reads. */
function within({ uri, range }: Spot, text: string, { index, 0: all, 3: otherwise = '' }: RegExpExecArray): Spot {
  if (range.end - range.start !== text.length) return { uri, range };
  const end = range.start + index + all.length - 1;
  return { uri, range: { start: end - otherwise.length, end } };
}

function referred(
  name: string,
  operator: string | undefined,
  otherwise: string | undefined,
  known: (name: string) => string | undefined,
  spot: Spot,
  depth: number,
): Value {
  const value = known(name);
  if (value !== undefined && value !== '') return textOf(value, { from: 'other-file', ...spot });
  if (operator?.endsWith('-') && otherwise !== undefined && otherwise !== '')
    return filledText(otherwise, known, spot, depth + 1);
  return unknownValue(`it is the variable ${name} of whoever starts it`, spot);
}
