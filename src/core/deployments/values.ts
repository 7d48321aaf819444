/** What readers ask of values. */
import type { Deployment } from '../domain/deployment.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectValue, TextValue, Value } from '../domain/value.ts';
import { emptyObject, staticText, withField } from '../domain/valueOperations.ts';

/** The first static text under one of some keys. */
export function textAt({ fields }: ObjectValue, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = fields.get(key)?.value;
    const text = value && staticText(value);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The object at the end of a path, its likeliest where there are several; undefined where there is none. */
export function objectAt(value: Value | undefined, ...path: readonly string[]): ObjectValue | undefined {
  const object = value && optionsOf(value).find((option) => option.kind === 'object');
  if (object?.kind !== 'object') return undefined;
  const [key, ...rest] = path;
  return key === undefined ? object : objectAt(object.fields.get(key)?.value, ...rest);
}

/** `[{name: X, value: y}]` as an object. */
export function namedValues(list: Value, nameKey: string, valueKey: string): Value {
  if (list.kind !== 'list') return list;
  let object = emptyObject(list.origin);
  for (const item of list.items) {
    const entry = objectAt(item);
    const name = entry && textAt(entry, nameKey);
    const field = entry?.fields.get(valueKey);
    if (name === undefined || field === undefined) object = { ...object, isOpen: true };
    else object = withField(object, name, field);
  }
  return list.isOpen ? { ...object, isOpen: true } : object;
}

/** What objects have together; a later one counts before an earlier one. */
export function together(...objects: readonly (Value | undefined)[]): Value | undefined {
  const given = objects.filter((one) => one !== undefined);
  const [first] = given;
  if (first === undefined || given.length === 1) return first;
  const known = given.filter((one) => one.kind === 'object');
  const [base] = known;
  if (base === undefined) return first;
  const fields = new Map(known.flatMap((one) => [...one.fields]));
  return { ...base, fields, isOpen: known.length < given.length || known.some(({ isOpen }) => isOpen) };
}

/** The first value under one of some keys, also in an element of a list of one block. */
export function valueAt(object: ObjectValue | undefined, ...keys: readonly string[]): Value | undefined {
  for (const key of keys) {
    const value = object?.fields.get(key)?.value;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Where a program stands that a deployment is given as a text of the same file: `ZipFile: |`, `Code.fromInline(…)`. */
export function inlineCodeIn(value: Value | undefined, uri: string): Pick<Deployment, 'inlineCode'> {
  const options = value === undefined ? [] : optionsOf(value);
  for (const option of options) {
    if (option.kind === 'text' && option.origin.uri === uri && isCode(option))
      return { inlineCode: option.origin.range };
    const inner = option.kind === 'instance' ? option.arguments : option.kind === 'object' ? option : undefined;
    if (inner === undefined || (option.kind === 'instance' && !INLINE.test(option.symbol))) continue;
    const found = inlineCodeIn(valueAt(inner, ...INLINE_KEYS), uri);
    if (found.inlineCode) return found;
  }
  return {};
}

const INLINE = /[iI]nline/;
const INLINE_KEYS = ['ZipFile', 'InlineCode', 'code', '0'] as const;

/** A path is one line. */
function isCode({ parts }: TextValue): boolean {
  return parts.some((part) => part.kind === 'text' && part.text.includes('\n'));
}
