import type { Origin, Value } from '../domain/value.ts';
import { textOf, unknownValue } from '../domain/valueOperations.ts';
import { parseIni, parseToml } from '../util/settingsText.ts';
import { parseYaml, yamlData } from '../util/yamlTree.ts';

/** JSON or YAML as a value; undefined when it cannot be read. */
export function valueOfData(text: string, origin: Origin): Value | undefined {
  const data = dataOf(text);
  return data === undefined ? undefined : fromData(data, origin, 0);
}

function dataOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return dataOfYaml(text);
  }
}

/** JSON as people write it into settings, with comments and commas at the end; undefined when it cannot be read. */
export function dataOfJson(text: string): unknown {
  const plain = text.replace(
    /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (_, quoted: string | undefined) => quoted ?? '',
  );
  const strict = plain.replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_, quoted: string | undefined) => quoted ?? '');
  try {
    return JSON.parse(strict);
  } catch {
    return undefined;
  }
}

export function dataOfYaml(text: string): unknown {
  const { root, problems } = parseYaml(text);
  return root === undefined || problems.length > 0 ? undefined : yamlData(root);
}

/** TOML or INI as a value. Not every form of it is read, so that there may be more. */
export function valueOfSettings(text: string, format: 'toml' | 'ini', origin: Origin): Value {
  const value = fromData(format === 'toml' ? parseToml(text) : parseIni(text), origin, 0);
  return value.kind === 'object' ? { ...value, isOpen: true } : value;
}

const MAXIMUM_NESTING = 100;

function fromData(data: unknown, origin: Origin, depth: number): Value {
  if (depth > MAXIMUM_NESTING) return unknownValue('it is nested too deeply', origin);
  if (data === null) return { kind: 'null', origin };
  if (typeof data === 'string') return textOf(data, origin);
  if (typeof data === 'number') return { kind: 'number', value: data, origin };
  if (typeof data === 'boolean') return { kind: 'boolean', value: data, origin };
  if (Array.isArray(data))
    return { kind: 'list', items: data.map((item) => fromData(item, origin, depth + 1)), isOpen: false, origin };
  if (typeof data !== 'object') return unknownValue('it cannot be read as data', origin);
  const fields = new Map(
    Object.entries(data).map(([key, item]) => [
      key,
      { value: fromData(item, origin, depth + 1), uri: origin.uri, range: origin.range, valueRange: origin.range },
    ]),
  );
  return { kind: 'object', fields, isOpen: false, origin };
}
