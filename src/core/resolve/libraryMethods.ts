import type { LibraryOperation } from '../domain/language.ts';

/** The operation of a method of a text, list or object, by the method's name. */
export function methodOperation(
  library: ReadonlyMap<string, LibraryOperation>,
  method: string,
): LibraryOperation | undefined {
  return library.get(`method:${method}`);
}

/** What a method does to what it is called on, where that is not what it gives back: `pop`, `setdefault`. */
export function mutationOperation(
  library: ReadonlyMap<string, LibraryOperation>,
  method: string,
): LibraryOperation | undefined {
  return library.get(`mutation:${method}`) ?? methodOperation(library, method);
}

const MUTATIONS: ReadonlySet<LibraryOperation> = new Set([
  'append',
  'prepend',
  'put',
  'insert',
  'extend',
  'merge',
  'remove',
  'set-default',
]);

/** True for operations that change the object that they are called on. */
export function isMutation(operation: LibraryOperation): boolean {
  return MUTATIONS.has(operation);
}
