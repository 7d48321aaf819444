import type { Deployment } from '../domain/deployment.ts';
import type { ObjectValue } from '../domain/value.ts';
import { textAt, valueAt } from './values.ts';
import { variablesOf } from './variables.ts';

/** A parameter of Systems Manager that is made with its value: for whoever asks for its name. */
export function storedParameter(
  settings: ObjectValue,
  uri: string,
  nameKeys: readonly string[],
  valueKeys: readonly string[],
): readonly Deployment[] {
  const name = textAt(settings, ...nameKeys);
  const value = valueAt(settings, ...valueKeys);
  if (name === undefined || value === undefined || name.length < SHORTEST_NAME) return [];
  const { uri: at, range } = { uri, range: settings.origin.range };
  const fields = new Map([[name, { value, uri: at, range, valueRange: range }]]);
  const set = variablesOf({ ...settings, fields, isOpen: false });
  return [{ name: 'the parameter store', uri, strength: 'deployed', code: undefined, ...set }];
}

const SHORTEST_NAME = 3;
