import type { Use } from '../domain/callSite.ts';

/** Uses without those that stand where another one stands and bring the same: an object that is made in two places, and sends in one. */
export function distinctUses(uses: readonly Use[]): readonly Use[] {
  const byPlace = new Map<string, Use[]>();
  return uses.filter((use) => {
    const place = `${use.uri} ${use.range.start} ${use.range.end}`;
    const known = byPlace.get(place);
    if (known === undefined) {
      byPlace.set(place, [use]);
      return true;
    }
    const brought = whatItBrings(use);
    const isNew = known.every((other) => whatItBrings(other) !== brought);
    if (isNew) known.push(use);
    return isNew;
  });
}

function whatItBrings({ operation, model, region, maxTokens, segments, toolCount, settings, loop }: Use): string {
  return JSON.stringify([operation, model, region, maxTokens, segments, toolCount, settings, loop]);
}
