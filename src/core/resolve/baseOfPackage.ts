import { optionsOf } from '../domain/value.ts';
import type { ClassValue } from '../domain/value.ts';
import type { Evaluation, View } from './evaluation.ts';

const MAXIMUM_BASES = 8;

/** Symbol of the first class of a package that a class of the workspace is derived from, through others of the workspace. */
export function baseOfPackage(evaluation: Evaluation, owner: ClassValue, depth = 0): string | undefined {
  if (depth > MAXIMUM_BASES) return undefined;
  const index = evaluation.indexOf(owner.program);
  const view: View = { index, place: { scope: index.module, offset: Infinity, arms: [] }, frame: undefined };
  for (const base of owner.class.bases) {
    for (const option of optionsOf(evaluation.evaluate(base, view))) {
      const { hasBareTypes } = evaluation.environment.language(owner.program.language);
      if (option.kind === 'symbol' && (hasBareTypes || !option.symbol.startsWith('#'))) return option.symbol;
      if (option.kind !== 'class') continue;
      const found = baseOfPackage(evaluation, option, depth + 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
