import assert from 'node:assert/strict';
import type { TokenRange } from '../../../src/core/tokens/families/familyCalibration.ts';
import { FAMILY_CALIBRATIONS } from '../../../src/core/tokens/families/familyCalibrations.ts';

const METHODS = ['exact', 'calibrated', 'assumed'];

describe('family data', () => {
  for (const [name, family] of Object.entries(FAMILY_CALIBRATIONS)) {
    it(`of ${name} is dated, sourced and in order`, () => {
      assert.equal(family.family, name);
      assert.match(family.checked, /^20\d\d-\d\d-\d\d$/);
      assert.equal(family.encoding, 'o200k_base');
      for (const source of sourcesOf(family)) assert.ok(source.length > 3, name);
      for (const method of methodsOf(family)) assert.ok(METHODS.includes(method), method);
      for (const range of rangesOf(family)) assertRange(range);
      const sizes = family.bands.bySize.map((size) => size.characters);
      assert.deepEqual(
        sizes,
        [...new Set(sizes)].sort((a, b) => a - b),
      );
    });
  }
});

function sourcesOf(value: unknown): string[] {
  return valuesOf(value, 'source').map(String);
}

function methodsOf(value: unknown): string[] {
  return valuesOf(value, 'method').map(String);
}

function valuesOf(value: unknown, key: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  return entries.flatMap(([name, child]) => (name === key ? [child] : valuesOf(child, key)));
}

function rangesOf(value: unknown): TokenRange[] {
  if (typeof value !== 'object' || value === null) return [];
  const items: readonly unknown[] = Object.values(value);
  const numbers = items.filter((item) => typeof item === 'number');
  return Array.isArray(value) && numbers.length > 0 ? [numbers] : items.flatMap(rangesOf);
}

function assertRange(range: TokenRange): void {
  const [low = Number.NaN, likely = Number.NaN, high = Number.NaN] = range;
  assert.ok(range.length === 3 && low <= likely && likely <= high, String(range));
}
