/** Names that a document fills in where it holds code of another language: `"${ModelId}"`, `"${var.model_id}"`. */
import type { Value } from '../domain/value.ts';
import { emptyObject, through, withField } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import type { Evaluation, View } from './evaluation.ts';

/** A document with more names under one is made by a machine. */
const MAXIMUM_MEMBERS = 100;

/** What the document around a program binds a name to, or names that begin with it; undefined where it binds none. */
export function nameAround(evaluation: Evaluation, name: string, view: View, spot: Spot): Value | undefined {
  const around = evaluation.environment.program(view.index.program.uri);
  if (around === undefined || around === 'pending' || !around.isUnordered) return undefined;
  const index = evaluation.indexOf(around);
  const outer: View = { index, place: { scope: index.module, offset: Infinity, arms: [] }, frame: undefined };
  const valueOf = (one: string): Value => through(evaluation.name(one, outer, spot), 'constant');
  const { bindings } = index.module;
  if (bindings.has(name)) return valueOf(name);
  const members = [...bindings.keys()].filter((one) => one.startsWith(`${name}.`)).slice(0, MAXIMUM_MEMBERS);
  if (members.length === 0) return undefined;
  const none = emptyObject({ from: 'literal', ...spot });
  return members.reduce(
    (object, one) => withField(object, one.slice(name.length + 1), fieldOf(valueOf(one), spot)),
    none,
  );
}

function fieldOf(value: Value, { uri, range }: Spot): Parameters<typeof withField>[2] {
  return { value, uri, range, valueRange: range };
}
