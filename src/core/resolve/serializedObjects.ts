/** Objects of classes as what a library writes of them in JSON: their properties, by the names that these have there. */
import { optionsOf } from '../domain/value.ts';
import type { ClassValue, InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject, staticText } from '../domain/valueOperations.ts';
import type { Evaluation, View } from './evaluation.ts';

const MAXIMUM_DEPTH = 20;
const MAXIMUM_PROPERTIES = 200;

/** The value with objects of classes, and those within it, as plain ones. */
export function serializable(evaluation: Evaluation, value: Value, view: View, depth = 0): Value {
  if (depth > MAXIMUM_DEPTH) return value;
  const inner = (one: Value): Value => serializable(evaluation, one, view, depth + 1);
  switch (value.kind) {
    case 'choice':
      return { kind: 'choice', options: value.options.map(inner) };
    case 'list':
      return { ...value, items: value.items.map(inner) };
    case 'object':
      return ofObject(value, inner);
    case 'instance':
      return value.class ? ofInstance(evaluation, value, value.class, view, inner) : value;
    default:
      return value;
  }
}

function ofObject(object: ObjectValue, inner: (value: Value) => Value): ObjectValue {
  const fields = new Map<string, ObjectField>();
  for (const [key, field] of object.fields) {
    for (const name of object.type === undefined ? [key] : namesOf(key)) {
      fields.set(name, { ...field, value: inner(field.value) });
    }
  }
  const { site, ...rest } = object;
  return { ...rest, fields, ...(object.type === undefined && site && { site }) };
}

/** A class that says nothing of it leaves it to the settings of the library: as it is written, or one of two other ways. */
function namesOf(name: string): readonly string[] {
  if (!/^[A-Z]/.test(name)) return [name];
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  const snake = lower.replace(/[A-Z]+/g, (capitals) => `_${capitals.toLowerCase()}`);
  return [...new Set([snake, lower])];
}

function ofInstance(
  evaluation: Evaluation,
  instance: InstanceValue,
  owner: ClassValue,
  view: View,
  inner: (value: Value) => Value,
): ObjectValue {
  const { origin } = instance;
  const spot = { uri: origin.uri, range: origin.range };
  const fields = new Map<string, ObjectField>();
  for (const property of propertiesOf(owner)) {
    const value = evaluation.memberOf(instance, owner, property, view, spot);
    if (value.kind === 'null') continue;
    const [named] = optionsOf(evaluation.memberOf(instance, owner, `json@${property}`, view, spot));
    const name = named && staticText(named);
    const written = instance.arguments.fields.get(property);
    const field: ObjectField = written ?? { value, ...spot, valueRange: spot.range };
    for (const key of name === undefined ? namesOf(property) : [name])
      fields.set(key, { ...field, value: inner(value) });
  }
  return { ...emptyObject(origin), fields, isOpen: instance.arguments.isOpen };
}

/** Its fields that others see, without what the class keeps to itself. */
function propertiesOf(owner: ClassValue): readonly string[] {
  const names = owner.class.body.flatMap((statement) =>
    statement.kind === 'assign' && statement.target.kind === 'name' ? [statement.target.name] : [],
  );
  return names.filter((name) => !name.includes('@') && !name.startsWith('_')).slice(0, MAXIMUM_PROPERTIES);
}
