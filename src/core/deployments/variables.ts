/** What the map of an environment sets. */
import type { Deployment } from '../domain/deployment.ts';
import type { ListValue, Value } from '../domain/value.ts';
import { choose, staticText, unknownValue } from '../domain/valueOperations.ts';

const NOTHING: Pick<Deployment, 'variables' | 'isOpen'> = { variables: new Map(), isOpen: true };

/** Anything but an object may set any variable. */
export function variablesOf(environment: Value): Pick<Deployment, 'variables' | 'isOpen'> {
  if (environment.kind === 'choice') return variablesOfOptions(environment.options);
  if (environment.kind === 'list') return variablesOfList(environment);
  if (environment.kind !== 'object') return NOTHING;
  const variables = new Map<string, Value>();
  for (const [name, field] of environment.fields) {
    const value = atDeployTime(field.value);
    variables.set(
      name,
      field.isOptional ? choose([value, unknownValue('it is set on some paths only', field)], field) : value,
    );
  }
  return { variables, isOpen: environment.isOpen };
}

/** `[{ name: 'MODEL_ID', value: id }]`, `[TaskEnvironmentVariable(name="MODEL_ID", value=id)]`. */
function variablesOfList({ items, isOpen }: ListValue): Pick<Deployment, 'variables' | 'isOpen'> {
  const written = items.map((item) => (item.kind === 'instance' ? item.arguments : item));
  const variables = new Map<string, Value>();
  for (const item of written) {
    if (item.kind !== 'object') continue;
    const name = staticText(item.fields.get('name')?.value ?? item);
    const value = item.fields.get('value')?.value;
    if (name !== undefined && value) variables.set(name, atDeployTime(value));
  }
  return { variables, isOpen: isOpen || variables.size < items.length };
}

function variablesOfOptions(options: readonly Value[]): Pick<Deployment, 'variables' | 'isOpen'> {
  const each = options.map(variablesOf);
  const names = new Set(each.flatMap(({ variables }) => [...variables.keys()]));
  const [first] = options;
  const at = first?.kind === 'object' ? first.origin : undefined;
  const variables = new Map<string, Value>();
  for (const name of names) {
    const values = each.flatMap((one) => one.variables.get(name) ?? []);
    const spot = at ?? originOf(values[0]);
    if (spot) variables.set(name, choose(values, spot));
  }
  return { variables, isOpen: each.some(({ isOpen }) => isOpen) };
}

function originOf(value: Value | undefined): { uri: string; range: { start: number; end: number } } | undefined {
  if (value === undefined || value.kind === 'choice') return undefined;
  return value.kind === 'unknown' ? value : value.origin;
}

/** What only the deployment knows, and the name of something of a package, is no value. */
function atDeployTime(value: Value): Value {
  if (value.kind === 'symbol' || value.kind === 'instance') {
    return unknownValue('it is known when it is deployed', value.origin);
  }
  return value;
}
