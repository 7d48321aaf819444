/** State machines that are written as objects and made JSON: each task is a call of its resource. */
import type { Argument, Expression, ObjectEntry, ObjectExpression, Statement } from '../../domain/program.ts';
import { evaluation, literal, nameExpression } from '../nodes.ts';
import { computed } from '../yaml/states.ts';

/** Nothing for an object that is none. */
export function statesOf(definition: Expression): readonly Statement[] {
  const states = definition.kind === 'object' ? fieldOf(definition, 'States') : undefined;
  if (states?.value.kind !== 'object') return [];
  return states.value.entries.flatMap((entry) =>
    entry.kind === 'field' && entry.value.kind === 'object' ? stateOf(entry, entry.value) : [],
  );
}

function stateOf({ range }: ObjectEntry, state: ObjectExpression): readonly Statement[] {
  const repeated = (fieldOf(state, 'ItemProcessor') ?? fieldOf(state, 'Iterator'))?.value;
  if (repeated) return [{ kind: 'loop', loop: 'iteration', range, body: statesOf(repeated) }];
  const branches = fieldOf(state, 'Branches')?.value;
  if (branches?.kind === 'list') return branches.items.flatMap(({ value }) => statesOf(value));
  const resource = fieldOf(state, 'Resource')?.value;
  const name = resource && textOf(resource);
  if (resource === undefined || name === undefined) return [];
  const passed = (fieldOf(state, 'Arguments') ?? fieldOf(state, 'Parameters'))?.value;
  return evaluation({
    kind: 'call',
    range,
    callee: nameExpression(name, resource.range),
    arguments: passed?.kind === 'object' ? argumentsOf(passed) : [],
    argumentsRange: passed?.range ?? { start: range.end, end: range.end },
    isConstruction: false,
  });
}

type Field = Extract<ObjectEntry, { kind: 'field' }>;

function fieldOf({ entries }: ObjectExpression, name: string): Field | undefined {
  return entries.find((entry): entry is Field => entry.kind === 'field' && keyOf(entry) === name);
}

function keyOf({ key }: Field): string | undefined {
  return key.kind === 'literal' ? String(key.value) : undefined;
}

/** With a mark for what is put in: of a partition, mostly. */
function textOf(value: Expression): string | undefined {
  if (value.kind === 'literal') return String(value.value);
  if (value.kind !== 'template') return undefined;
  return value.parts.map((part) => (part.kind === 'text' ? part.text : '${}')).join('');
}

function argumentsOf(object: ObjectExpression): readonly Argument[] {
  return object.entries.flatMap((entry): readonly Argument[] => {
    const key = entry.kind === 'field' ? keyOf(entry) : undefined;
    if (entry.kind !== 'field' || key === undefined) return [];
    return [{ name: plainKey(key), value: valueOf(key, entry.value), range: entry.range }];
  });
}

/** `"name.$" = "$.path"`. */
function plainKey(key: string): string {
  return key.endsWith('.$') ? key.slice(0, -2) : key;
}

function valueOf(key: string, value: Expression): Expression {
  if (key.endsWith('.$')) {
    return value.kind === 'literal' && typeof value.value === 'string' ? computed(value.value, value.range) : value;
  }
  if (value.kind === 'list')
    return { ...value, items: value.items.map((item) => ({ ...item, value: valueOf('', item.value) })) };
  if (value.kind !== 'object') return value;
  const entries = value.entries.map((entry): ObjectEntry => {
    const own = entry.kind === 'field' ? keyOf(entry) : undefined;
    if (entry.kind !== 'field' || own === undefined) return entry;
    return { ...entry, key: literal(plainKey(own), entry.key.range), value: valueOf(own, entry.value) };
  });
  return { ...value, entries };
}
