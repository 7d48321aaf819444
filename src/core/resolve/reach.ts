/** Which of several assignments to one name can be the one that a place sees. */
import type { Arm, Place } from './programIndex.ts';

/**
 * The bindings that can reach a place, in source order: a default stands before what overrides it. Within one function order and branches count, and
 * what an earlier turn of a loop left behind; seen from another function every binding counts, and the last certain one hides those before it.
 */
export function reaching<T extends Place>(bindings: readonly T[], use: Place): readonly T[] {
  const before = bindings.filter((binding) => binding.scope !== use.scope || binding.offset <= use.offset);
  const isSameScope = before.some((binding) => binding.scope === use.scope);
  const found: T[] = [];
  collect([...before].reverse(), 0, isSameScope ? use.arms : [], found);
  return [...found.reverse(), ...fromEarlierTurns(bindings, bindings, use)];
}

/** Those that stand below the use in a loop around both, where no turn of that loop makes anew what they are about. */
export function fromEarlierTurns<T extends Place>(
  later: readonly T[],
  makings: readonly Place[],
  use: Place,
): readonly T[] {
  const loops = use.arms.filter(({ armCount }) => armCount === 0);
  if (loops.length === 0) return [];
  const sure = makings.filter(
    (making) => making.scope === use.scope && making.offset <= use.offset && certaintyOf(making, use) === 'sure',
  );
  const carrying = loops.filter(({ owner }) => !sure.some((making) => isWithin(making, owner)));
  if (carrying.length === 0) return [];
  return later.filter(
    (place) =>
      place.scope === use.scope && place.offset > use.offset && carrying.some(({ owner }) => isWithin(place, owner)),
  );
}

/** True for what runs once per turn of a loop, in which no turn makes anew what it is about. */
export function isRepeated(place: Place, makings: readonly Place[]): boolean {
  const loops = place.arms.filter(({ armCount }) => armCount === 0);
  return loops.some(
    ({ owner }) =>
      !makings.some(
        (making) =>
          making.scope === place.scope &&
          making.offset <= place.offset &&
          isWithin(making, owner) &&
          certaintyOf(making, place) === 'sure',
      ),
  );
}

function isWithin({ arms }: Place, owner: object): boolean {
  return arms.some((arm) => arm.owner === owner);
}

/** Walks back from the use; true when one of the bindings found is certain to have run. */
function collect<T extends Place>(
  backwards: readonly T[],
  depth: number,
  useArms: readonly Arm[],
  found: T[],
): boolean {
  for (let index = 0; index < backwards.length;) {
    const binding = backwards[index];
    const arm = binding?.arms[depth];
    if (binding === undefined) return false;
    if (arm === undefined) {
      found.push(binding);
      return true;
    }
    const group = takeWhile(backwards, index, (other) => other.arms[depth]?.owner === arm.owner);
    index += group.length;
    if (collectGroup(group, depth, arm, useArms, found)) return true;
  }
  return false;
}

function collectGroup<T extends Place>(
  group: readonly T[],
  depth: number,
  { owner, armCount }: Arm,
  useArms: readonly Arm[],
  found: T[],
): boolean {
  const useArm = useArms[depth];
  const inArm = (arm: number): readonly T[] => group.filter((binding) => binding.arms[depth]?.arm === arm);
  if (useArm?.owner === owner) {
    if (collect(inArm(useArm.arm), depth + 1, useArms, found)) return true;
    // A handler sees what the tried statements did before they failed.
    if (isHandlerOfBody(armCount, useArm.arm)) collect(inArm(0), depth + 1, [], found);
    return false;
  }
  const arms = new Set(group.map((binding) => binding.arms[depth]?.arm ?? 0));
  let certain = 0;
  for (const arm of arms) {
    if (collect(inArm(arm), depth + 1, [], found) && arm < armCount) certain++;
  }
  return armCount > 0 && certain === armCount;
}

/** Of a `try`, whose first arm are the tried statements; each further one is a handler. */
function isHandlerOfBody(armCount: number, useArm: number): boolean {
  return armCount === 1 && useArm > 0;
}

function takeWhile<T>(items: readonly T[], start: number, test: (item: T) => boolean): readonly T[] {
  let end = start;
  while (end < items.length && test(items[end] as T)) end++;
  return items.slice(start, end);
}

/** Whether something that ran at `earlier` surely, perhaps or never ran before `use`; both in one function. */
export function certaintyOf(earlier: Place, use: Place): 'sure' | 'perhaps' | 'never' {
  for (let depth = 0; depth < earlier.arms.length; depth++) {
    const arm = earlier.arms[depth];
    const other = use.arms[depth];
    if (arm === undefined) break;
    if (other?.owner !== arm.owner) return arm.armCount === 1 && arm.arm === 0 ? 'sure' : 'perhaps';
    if (other.arm !== arm.arm) return arm.arm === 0 && isHandlerOfBody(arm.armCount, other.arm) ? 'perhaps' : 'never';
  }
  return 'sure';
}
