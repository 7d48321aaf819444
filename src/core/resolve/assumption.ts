/** What is left of a value when a call is taken to have a certain model. */
import { optionsOf } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { staticText } from '../domain/valueOperations.ts';

const SHORTEST_ID = 8;

/**
 * Of several options those that are the model's id, or hold it: an entry of a table of models. A value that is none of
 * several stays as it is.
 */
export function narrow(value: Value, model: string): { readonly narrowed: Value; readonly isTouched: boolean } {
  const options = optionsOf(value);
  const matching = options.filter((option) => isOf(option, model));
  const [first] = matching;
  if (first === undefined) return { narrowed: value, isTouched: false };
  const isAll = matching.length === options.length;
  if (value.kind !== 'choice' || isAll) return { narrowed: value, isTouched: true };
  return { narrowed: matching.length === 1 ? first : { ...value, options: matching }, isTouched: true };
}

function isOf(value: Value, model: string): boolean {
  if (value.kind === 'text') return isId(staticText(value), model);
  if (value.kind === 'object') return [...value.fields.values()].some((field) => isId(staticText(field.value), model));
  if (value.kind === 'instance') return isOf(value.arguments, model);
  return value.kind === 'list' && value.items.some((item) => isId(staticText(item), model));
}

/** The whole id, or the model's part of a profile's. */
function isId(text: string | undefined, model: string): boolean {
  return text !== undefined && (text === model || (text.length >= SHORTEST_ID && model.endsWith(`.${text}`)));
}
