import type { LibraryOperation } from '../../domain/language.ts';

/** What functions in documents do; those of CloudFormation that are no plain expressions are lowered to calls of methods. */
export const library: ReadonlyMap<string, LibraryOperation> = new Map<string, LibraryOperation>([
  ['#Parameter', 'module-parameter'],
  ['#env', 'environment-get'],
  ['#Fn::ToJsonString', 'json-encode'],
  ['method:join', 'join'],
  ['method:split', 'split'],
]);
