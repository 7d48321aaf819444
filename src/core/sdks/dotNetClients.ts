/** Clients of the AWS SDK for .NET, which other libraries for .NET send through. */
import { ABSENT, unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { textOf } from '../domain/valueOperations.ts';
import { readField, readText } from '../requests/fields.ts';
import { lastName } from './matching.ts';
import { objectsOf } from './modelObjects.ts';

const NOWHERE = { from: 'literal', uri: '', range: { start: 0, end: 0 } } as const;

/** The clients of Bedrock's runtime that a value can be. */
export function runtimeClientsOf(value: Value): readonly InstanceValue[] {
  return objectsOf(value).filter(({ symbol }) => /^I?AmazonBedrockRuntime(?:Client)?$/.test(lastName(symbol)));
}

/** Properties of .NET as the JSON of many APIs has them: `MaxTokens` is `max_tokens`. */
export function snakeCased(value: Value, depth = 0): Value {
  if (depth > MAXIMUM_DEPTH) return value;
  const inner = (one: Value): Value => snakeCased(one, depth + 1);
  if (value.kind === 'choice') return { kind: 'choice', options: value.options.map(inner) };
  if (value.kind === 'list') return { ...value, items: value.items.map(inner) };
  if (value.kind === 'symbol') return roleText(value) ?? value;
  return value.kind === 'object' ? withSnakeKeys(value, inner) : value;
}

const MAXIMUM_DEPTH = 20;

/** `Role.User`, `Roles.User`. */
function roleText({ symbol, origin }: Extract<Value, { kind: 'symbol' }>): Value | undefined {
  const role = /\bRoles?\.(User|Assistant|System)$/.exec(symbol)?.[1]?.toLowerCase();
  return role === undefined ? undefined : textOf(role, origin);
}

function withSnakeKeys(object: ObjectValue, inner: (value: Value) => Value): ObjectValue {
  const fields = [...object.fields].map(([key, field]) => {
    const name = (key.charAt(0).toLowerCase() + key.slice(1)).replace(
      /[A-Z]+/g,
      (letters) => `_${letters.toLowerCase()}`,
    );
    return [name, { ...field, value: inner(field.value) }] as const;
  });
  return { ...object, fields: new Map(fields) };
}

/** `RegionEndpoint.USEast1`, also where the settings of the client say it; the credentials can stand before it. */
export function regionOfDotNetClient(client: InstanceValue | undefined): Resolved<string> {
  if (client === undefined || client.arguments.isOpen) return unknown('the client is made where it cannot be followed');
  const fields = [...client.arguments.fields.values()];
  for (const field of fields) {
    const value = optionsOf(field.value)[0] ?? field.value;
    const region = value.kind === 'object' ? value.fields.get('RegionEndpoint') : field;
    const read = region && readRegion(region);
    if (read) return read;
  }
  return fields.some(({ value }) => value.kind === 'unknown')
    ? unknown('the Region of the client is not known')
    : ABSENT;
}

function readRegion(field: ObjectField): Resolved<string> | undefined {
  const value = optionsOf(field.value)[0] ?? field.value;
  if (value.kind === 'instance' && lastName(value.symbol) === 'GetBySystemName') {
    return readText(readField(value.arguments, '0'));
  }
  const region = value.kind === 'symbol' ? regionOfMember(value.symbol) : undefined;
  return region === undefined
    ? undefined
    : readText({ ...field, value: textOf(region, value.kind === 'symbol' ? value.origin : NOWHERE) });
}

/** `#RegionEndpoint.APNortheast1`. */
function regionOfMember(symbol: string): string | undefined {
  const parts = /\bRegionEndpoint\.([A-Z]{2})(Gov|GovCloud)?([A-Z][a-z]+)(\d)$/.exec(symbol);
  if (parts === null) return undefined;
  const [, area = '', government, direction = '', number = ''] = parts;
  return [area, ...(government === undefined ? [] : ['gov']), direction, number].join('-').toLowerCase();
}
