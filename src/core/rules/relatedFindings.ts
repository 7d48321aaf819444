/** One cause is one finding: the other places that it has become related to the first. */
import type { FixIntent } from '../domain/edit.ts';
import type { Finding, RelatedPlace } from '../domain/finding.ts';
import type { TextRange } from '../util/text.ts';
import { isSameRange } from '../util/text.ts';
import type { RuleFinding } from './rule.ts';

/** With the call, use or template that it is about. */
export interface FoundFinding extends RuleFinding {
  readonly about: TextRange;
}

/** Ready to be shown. */
export interface ShownFinding extends RuleFinding {
  /** What is called, in one line. */
  readonly call: TextRange;
}

/**
 * Several calls can share the value that is at fault, or be mended by one edit; it is one fault where the same is to be said of
 * each. The others' places are related to the first, and its fixes mend all.
 */
export function oneOfEachCause(results: readonly ShownFinding[]): readonly Finding[] {
  const first = new Map<string, ShownFinding[]>();
  const kept: ShownFinding[][] = [];
  for (const result of results) {
    const keys = keysOf(result);
    const known = keys.map((key) => first.get(key)).find((group) => group !== undefined);
    const group = known ?? [];
    group.push(result);
    if (known === undefined) kept.push(group);
    for (const key of keys) if (!first.has(key)) first.set(key, group);
  }
  return kept.flatMap(([shown, ...others]) => withRelated(shown, others));
}

function keysOf({ finding: { rule, range, message }, fact }: ShownFinding): readonly string[] {
  const places = [`${range.start}-${range.end}`, ...(fact === undefined ? [] : [`fact ${fact}`])];
  return places.map((place) => `${rule} ${place} ${message}`);
}

function withRelated(shown: ShownFinding | undefined, others: readonly ShownFinding[]): readonly Finding[] {
  if (shown === undefined) return [];
  const { finding } = shown;
  const related = mergeRelated(finding, [
    ...(finding.related ?? []),
    ...others.flatMap((other) => [...placesOf(other, shown), ...(other.finding.related ?? [])]),
  ]);
  const fixes = others.reduce((merged, other) => mergeFixes(merged, other.finding.fixes), finding.fixes);
  return [{ ...finding, fixes, ...(related.length > 0 && { related }) }];
}

/** Of what shares a value the calls are other places, of what has a value of its own that value. */
function placesOf({ finding, call }: ShownFinding, shown: ShownFinding): readonly RelatedPlace[] {
  const { uri, range } = finding;
  const isShared = isSameRange(range, shown.finding.range);
  const place = isShared ? call : range;
  const message = isShared ? 'This call has it too.' : 'The same stands here.';
  return isShared && isSameRange(call, shown.call) ? [] : [{ uri, range: place, message }];
}

/** Neither a place twice nor that of the finding itself. */
export function mergeRelated(finding: Finding, places: readonly RelatedPlace[]): readonly RelatedPlace[] {
  const seen = new Set([placeKey(finding)]);
  const kept = places.filter((place) => {
    const isNew = !seen.has(placeKey(place));
    seen.add(placeKey(place));
    return isNew;
  });
  return kept.slice(0, MOST_RELATED);
}

/** More of them help nobody, and a file written by a program can have thousands. */
const MOST_RELATED = 50;

/** A fix of the same title does the same at another place, or the same edit again. */
function mergeFixes(fixes: readonly FixIntent[], others: readonly FixIntent[]): readonly FixIntent[] {
  return fixes.map((fix) => {
    const same = others.find(({ title }) => title === fix.title);
    if (same === undefined) return fix;
    const known = new Set(fix.edits.map((edit) => JSON.stringify(edit)));
    return { ...fix, edits: [...fix.edits, ...same.edits.filter((edit) => !known.has(JSON.stringify(edit)))] };
  });
}

function placeKey({ uri, range: { start, end } }: Pick<RelatedPlace, 'uri' | 'range'>): string {
  return `${uri}#${start}-${end}`;
}
