import type { LibraryOperation } from '../../domain/language.ts';

/** What the commands do that the lowering does not read itself; see `utilities.ts`. */
export const library: ReadonlyMap<string, LibraryOperation> = new Map<string, LibraryOperation>([
  ['#$', 'environment-get'],
  ['#$@', 'user-input'],
  ['#/bin/read', 'user-input'],
  ['#/bin/cat', 'read-file'],
  ['#/bin/printf', 'format-percent'],
  ['#/bin/jq', 'json-encode'],
  ['#/bin/from-json', 'json-decode'],
  ['#/bin/derived', 'derived'],
  ['#/bin/date', 'current-time'],
  ['#/bin/uuidgen', 'random'],
  ['#/bin/random', 'random-number'],
  ['#/bin/number', 'number'],
]);
