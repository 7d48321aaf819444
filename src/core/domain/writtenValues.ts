/** Values as they would be written at a place, made of what stands there in other words. */
import type { ListValue, ObjectField, ObjectValue, Value } from './value.ts';
import { emptyObject, textOf, unknownValue } from './valueOperations.ts';
import type { Spot } from './valueOperations.ts';

/** A field as it is written at a place. */
export function fieldOf(value: Value, spot: Spot): ObjectField {
  return { value, uri: spot.uri, range: spot.range, valueRange: spot.range };
}

/** An object of fields that all stand at one place. */
export function objectOf(fields: Readonly<Record<string, Value>>, spot: Spot): ObjectValue {
  const entries = Object.entries(fields).map(([key, value]) => [key, fieldOf(value, spot)] as const);
  return { ...emptyObject({ from: 'literal', ...spot }), fields: new Map(entries) };
}

/** A text that stands for something at a place. */
export function textValue(value: string, { uri, range }: Spot): Value {
  return textOf(value, { from: 'literal', uri, range });
}

/** A list of what is seen; open where there can be more. */
export function listOf(items: readonly Value[], spot: Spot, isOpen: boolean): ListValue {
  return { kind: 'list', items, isOpen, origin: { from: 'literal', ...spot } };
}

/** Any field of an object, by the first of several names that is there. */
export function argumentOf(passed: ObjectValue, ...names: readonly string[]): Value | undefined {
  for (const name of names) {
    const field = passed.fields.get(name);
    if (field) return field.value;
  }
  return undefined;
}

/** What is put in at run time. */
export function hole(name: string, spot: Spot): Value {
  return { ...unknownValue('it is put in at run time', spot, 'input'), name };
}
