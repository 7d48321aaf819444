/** Every model id that the labels of real repositories name: it has a price, or the reason why not is said. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EstimateContext } from '../../../src/core/cost/estimateContext.ts';
import { estimateCall } from '../../../src/core/cost/estimateCall.ts';
import { ABSENT } from '../../../src/core/domain/resolved.ts';
import { context, known, subject } from '../cost/subjects.ts';
import { realCatalog } from './realCatalog.ts';

const LABELS = join(import.meta.dirname, '../../corpus/labels');

describe('model ids of real repositories', () => {
  const ids = labelledModelIds();
  const answers = new Map(ids.map((id) => [id, answerOf(id)]));

  it('are many', () => {
    assert.ok(ids.length >= 60, `only ${ids.length}`);
  });

  it('resolve, or are said not to be in the catalogue of its date', () => {
    const missing = [...answers].filter(([, answer]) => answer !== 'priced');
    for (const [id, answer] of missing) console.log(`      ${id}: ${answer}`);
    for (const [id, answer] of missing) {
      if (!BILLED_OTHERWISE.test(answer))
        assert.equal(answer, `${id} is not in the catalogue of ${realCatalog().pricesAsOf}`);
    }
    assert.ok(missing.length <= ids.length / 5, `${missing.length} of ${ids.length} have no price`);
  });

  it('that are Bedrock ids all resolve', () => {
    const unresolved = ids.filter((id) => /^(?:[a-z-]+\.)?[a-z0-9]+\.[a-z0-9.-]+(?::\d+)?$/.test(id));
    for (const id of unresolved) assert.equal(realCatalog().resolve(id).kind, 'model', id);
  });
});

/** In the catalogue, with what they are billed by. */
const BILLED_OTHERWISE = /^it is billed by [\w ]+, not by tokens$/;

function answerOf(id: string): string {
  const settings: EstimateContext = { ...context(), catalog: realCatalog(), date: '2026-11-21' };
  const estimate = estimateCall(subject({ model: known(id), region: ABSENT }), settings);
  return estimate.unpricedBecause ?? 'priced';
}

function labelledModelIds(): readonly string[] {
  const ids = new Set<string>();
  for (const file of readdirSync(LABELS)) {
    for (const line of readFileSync(join(LABELS, file), 'utf8').split('\n')) {
      if (line.trim() === '') continue;
      const label = JSON.parse(line) as { model_id?: string | null; model_candidates?: readonly string[] };
      for (const id of [label.model_id, ...(label.model_candidates ?? [])]) if (typeof id === 'string') ids.add(id);
    }
  }
  return [...ids].sort();
}
