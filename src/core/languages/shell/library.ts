import type { LibraryOperation } from '../../domain/language.ts';

/** What the commands do that the lowering does not read itself; see `utilities.ts`. */
export const library: ReadonlyMap<string, LibraryOperation> = new Map<string, LibraryOperation>([
  ['#$', 'environment-get'],
  ['#$@', 'user-input'],
  ['#typed text', 'user-input'],
  ['#file content', 'read-file'],
  ['#printed text', 'format-percent'],
  ['#JSON text', 'json-encode'],
  ['#parsed JSON', 'json-decode'],
  ['#changed text', 'derived'],
  ['#current date', 'current-time'],
  ['#random id', 'random'],
  ['#random number', 'random-number'],
  ['#a count', 'number'],
]);
