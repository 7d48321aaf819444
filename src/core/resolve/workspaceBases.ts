/** Which classes of the workspace a class is derived from. */
import type { ClassStatement } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { ClassValue } from '../domain/value.ts';
import type { Evaluation, View } from './evaluation.ts';

const MAXIMUM_BASES = 8;

/** True for the class itself, of which another file may declare the fields, and for one that is derived from it, through others of the workspace. */
export function isOrDerivesFrom(evaluation: Evaluation, owner: ClassValue, base: ClassStatement): boolean {
  const isItself = owner.class === base || (base.isPartial === true && owner.class.name === base.name);
  return isItself || basesOf(evaluation, owner).some((known) => known.class === base);
}

/** The classes of the workspace that a class is derived from, the nearest first. */
export function basesOf(evaluation: Evaluation, owner: ClassValue): readonly ClassValue[] {
  const found: ClassValue[] = [];
  let level: readonly ClassValue[] = [owner];
  while (level.length > 0 && found.length < MAXIMUM_BASES) {
    level = level
      .flatMap((derived) => directBases(evaluation, derived))
      .filter((base) => base.class !== owner.class && !found.some((known) => known.class === base.class));
    found.push(...level);
  }
  return found;
}

function directBases(evaluation: Evaluation, owner: ClassValue): readonly ClassValue[] {
  const index = evaluation.indexOf(owner.program);
  const view: View = { index, place: { scope: index.module, offset: Infinity, arms: [] }, frame: undefined };
  return [...owner.class.bases, ...(owner.class.implemented ?? [])].flatMap((base) =>
    optionsOf(evaluation.evaluate(base, view)).flatMap((option) => (option.kind === 'class' ? [option] : [])),
  );
}
