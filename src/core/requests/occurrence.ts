/** How often items of a list are sent that the code puts there on some paths only. */
import type { AmountRange } from '../domain/estimates.ts';
import type { Segment } from '../domain/segment.ts';
import { optionsOf } from '../domain/value.ts';
import type { Branch, Value } from '../domain/value.ts';
import { isOptionalItem } from '../domain/valueOperations.ts';

/** May be missing. */
const PERHAPS: AmountRange = { low: 0, likely: 1, high: 1 };
/** Stands there instead of something likelier. */
const INSTEAD: AmountRange = { low: 0, likely: 0, high: 1 };

/**
 * For each item, in order: undefined for what is always there. Of items in branches that exclude each other those of the
 * first are the likely ones, and sure where every branch has some.
 */
export function occurrences(items: readonly Value[]): readonly (AmountRange | undefined)[] {
  const branches = items.map((item) => (isOptionalItem(item) ? branchOf(item) : undefined));
  const taken: (readonly Branch[])[] = [];
  return branches.map((branch): AmountRange | undefined => {
    if (branch === undefined) return undefined;
    if (taken.some((other) => excludes(other, branch))) return INSTEAD;
    taken.push(branch);
    return isComplete(branches.filter((other) => other !== undefined && other[0]?.owner === branch[0]?.owner))
      ? undefined
      : PERHAPS;
  });
}

/**
 * Images and documents are large: those that only some of several contents have may be sent.
 *
 * @param segments Of the likeliest content.
 */
export function withAttachmentsOf(
  segments: readonly Segment[],
  others: readonly { readonly segments: readonly Segment[] }[],
): readonly Segment[] {
  const sure = segments.map((segment): Segment => {
    const isElsewhere = others.every((other) => other.segments.some(({ role }) => role === segment.role));
    return isAttachment(segment) && !isElsewhere ? { ...segment, repeat: PERHAPS } : segment;
  });
  const further = others.flatMap((other) => other.segments.filter(isAttachment));
  const missing = further.filter(
    ({ role }, index) =>
      !segments.some((segment) => segment.role === role) && further.findIndex((one) => one.role === role) === index,
  );
  return [...sure, ...missing.map((segment) => ({ ...segment, repeat: INSTEAD }))];
}

/** A piece that stands for one of several, and is sent so often; an attachment may be missing where not all are one. */
export function withOccurrence(segment: Segment, others: readonly Segment[], often: AmountRange | undefined): Segment {
  const [one = segment] = withAttachmentsOf(
    [segment],
    others.map((other) => ({ segments: [other] })),
  );
  const repeat = often ?? one.repeat;
  return repeat ? { ...segment, repeat } : segment;
}

function isAttachment({ role }: Segment): boolean {
  return role === 'image' || role === 'document';
}

function branchOf(item: Value): readonly Branch[] {
  const [option] = optionsOf(item);
  return option?.kind === 'object' ? (option.branch ?? []) : [];
}

function excludes(a: readonly Branch[], b: readonly Branch[]): boolean {
  return a.some(({ owner, arm }) => b.some((other) => other.owner === owner && other.arm !== arm));
}

/** True when one of some branches of the same statement is sure to run. */
function isComplete(branches: readonly (readonly Branch[] | undefined)[]): boolean {
  const inner = new Map<number, (readonly Branch[])[]>();
  let armCount = 0;
  for (const branch of branches) {
    const [first, ...rest] = branch ?? [];
    if (first === undefined) return false;
    armCount = first.armCount;
    inner.set(first.arm, [...(inner.get(first.arm) ?? []), rest]);
  }
  if (armCount === 0 || inner.size < armCount) return false;
  return [...inner.values()].every((rests) => rests.some((rest) => rest.length === 0) || isComplete(rests));
}
