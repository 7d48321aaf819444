/** How a program makes the objects of a class, for methods that are called where only the type of an object is known. */
import { optionsOf } from '../domain/value.ts';
import type { ClassValue, InstanceValue, ObjectField, Value } from '../domain/value.ts';
import { choose } from '../domain/valueOperations.ts';
import { importers } from './callers.ts';
import { classValue } from './evaluation.ts';
import type { Evaluation, View } from './evaluation.ts';
import { wholeClass } from './packages.ts';
import { classAround } from './programIndex.ts';
import type { IndexedCall, ProgramIndex, Scope } from './programIndex.ts';

const MAXIMUM_PLACES = 3;

/**
 * The object of the class around a method as the functions that make it are called in the workspace: where that is done in a
 * few places, what each of them passes. Undefined for languages whose packages are no folders, and where nobody makes one, or too many do.
 */
export function madeObject(evaluation: Evaluation, method: Scope, index: ProgramIndex): InstanceValue | undefined {
  const owner = classAround(method);
  if (owner === undefined || evaluation.environment.language(index.program.language).packages === undefined) {
    return undefined;
  }
  const view: View = { index, place: { scope: index.module, offset: Infinity, arms: [] }, frame: undefined };
  const whole = wholeClass(evaluation, classValue(owner.statement, view));
  const home = evaluation.indexOf(whole.program);
  const makers = makersOf(evaluation, whole, home);
  const made = makers
    .flatMap((name) => placesOf(evaluation, home, name))
    .flatMap(({ place, program }) => {
      const from: View = { index: program, place, frame: undefined };
      const values = evaluation.briefly(place.call, () => optionsOf(evaluation.evaluate(place.call, from)));
      return (values ?? []).filter((value) => isOf(value, whole));
    });
  return joined(made);
}

/** Functions beside the class that give back an object of it. */
function makersOf(evaluation: Evaluation, owner: ClassValue, index: ProgramIndex): readonly string[] {
  return [...index.module.bindings].flatMap(([name, [binding]]) => {
    if (binding?.kind !== 'function') return [];
    const scope = index.functionScopes.get(binding.function);
    const isMaker = scope?.returns.some(({ value, scope: inside, arms }) => {
      const view: View = { index, place: { scope: inside, offset: value.range.end, arms }, frame: undefined };
      const values = evaluation.briefly(value, () => optionsOf(evaluation.evaluate(value, view)));
      return values?.some((option) => isOf(option, owner));
    });
    return isMaker === true ? [name] : [];
  });
}

function placesOf(
  evaluation: Evaluation,
  home: ProgramIndex,
  maker: string,
): readonly { readonly place: IndexedCall; readonly program: ProgramIndex }[] {
  const places = [home, ...importers(evaluation, home, { given: new Set([maker]), called: maker })].flatMap((program) =>
    (program.callsByName.get(maker) ?? []).map((place) => ({ place, program })),
  );
  return places.length > MAXIMUM_PLACES ? [] : places;
}

function isOf(value: Value, owner: ClassValue): value is InstanceValue {
  return value.kind === 'instance' && value.class?.class === owner.class;
}

/** What every one of several objects was made with. */
function joined(objects: readonly InstanceValue[]): InstanceValue | undefined {
  const [first, ...others] = objects;
  if (first === undefined || others.length === 0) return first;
  const fields = new Map(
    [...first.arguments.fields].flatMap(([key, field]): readonly (readonly [string, ObjectField])[] => {
      const values = others.map((other) => other.arguments.fields.get(key)?.value);
      const known = values.filter((value) => value !== undefined);
      return known.length < values.length ? [] : [[key, { ...field, value: choose([field.value, ...known], field) }]];
    }),
  );
  return { ...first, arguments: { ...first.arguments, fields } };
}
