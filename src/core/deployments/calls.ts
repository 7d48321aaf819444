/** What can be told of a call before anything is evaluated. */
import type { CallExpression, Expression } from '../domain/program.ts';

/** Last name of what is called. */
export function nameOfCall({ callee }: CallExpression): string | undefined {
  return callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
}

/**
 * True for a call that is handed one of some keys, by name or in an object.
 *
 * @param isOpen Also where something that is spread or named may hold it.
 */
export function hasKey(call: CallExpression, keys: ReadonlySet<string>, isOpen: boolean): boolean {
  return call.arguments.some(({ name, value, spread }) => {
    if (name !== undefined) return keys.has(name);
    if (value.kind === 'object') return objectHasKey(value, keys, isOpen);
    return isOpen && (spread !== undefined || value.kind === 'name' || value.kind === 'call');
  });
}

function objectHasKey(
  { entries }: Extract<Expression, { kind: 'object' }>,
  keys: ReadonlySet<string>,
  isOpen: boolean,
): boolean {
  return entries.some((entry) => {
    if (entry.kind === 'spread') return isOpen;
    const { key, value } = entry;
    if (key.kind === 'literal' && typeof key.value === 'string' && keys.has(key.value)) return true;
    return value.kind === 'object' && objectHasKey(value, keys, false);
  });
}
