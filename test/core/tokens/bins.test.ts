import assert from 'node:assert/strict';
import { BinCounter } from '../../../src/core/tokens/bins/binCounter.ts';
import { binOfToken, endsInLetter } from '../../../src/core/tokens/bins/binOfToken.ts';
import { BIN_NAMES, fittedWeights } from '../../../src/core/tokens/bins/binWeights.ts';
import { FAMILY_CALIBRATIONS } from '../../../src/core/tokens/families/familyCalibrations.ts';
import { familyWeights } from '../../../src/core/tokens/familyWeights.ts';
import { toTokenFamily } from '../../../src/core/domain/tokenFamily.ts';
import vectors from './binVectors.json' with { type: 'json' };
import { encode, rankTable } from './ranks.ts';

describe('bins', () => {
  for (const { text, ranks, bins, tokens } of vectors) {
    it(`of ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.deepEqual(encode(text), ranks);
      assert.deepEqual(binsOf(ranks), bins);
      for (const [family, expected] of Object.entries(tokens)) {
        assert.ok(
          Math.abs(weigh(text, family) - expected) < 1e-9,
          `${family}: ${weigh(text, family)}, not ${expected}`,
        );
      }
    });
  }

  it('have weights for every token of the encoding, and no weight is idle', () => {
    const reached = new Set<string>();
    for (let rank = 0; rank < rankTable().tokenCount; rank += 1) {
      const bytes = rankTable().bytesOf(rank);
      reached.add(binOfToken(bytes, rank, false));
      reached.add(binOfToken(bytes, rank, true));
    }
    assert.deepEqual([...reached].sort(), [...BIN_NAMES].sort());
  });

  it('have one weight per family that is no number below 0', () => {
    for (const [family, { text }] of Object.entries(FAMILY_CALIBRATIONS)) {
      if (text.weights !== undefined) assert.ok(fittedWeights(text.weights), family);
      const weights = familyWeights(text);
      assert.equal(weights.length, BIN_NAMES.length);
      assert.ok(
        weights.every((weight) => weight >= 0 && weight < 40),
        family,
      );
    }
  });

  it('count every digit where a model does', () => {
    const weights = familyWeights({ factor: 1, splitsDigits: true, method: 'calibrated', source: '' });
    assert.deepEqual(
      ['D 0 1', 'D 0 2', 'D 0 3', 'W 0 l 1 0'].map((name) => weights[BIN_NAMES.indexOf(name)]),
      [1, 2, 3, 1],
    );
  });
});

const counter = new BinCounter(rankTable());

function weigh(text: string, family: string): number {
  const weights = familyWeights(FAMILY_CALIBRATIONS[toTokenFamily(family)].text);
  return counter.count(text).byBin.reduce((sum, occurrences, bin) => sum + occurrences * weights[bin]!, 0);
}

function binsOf(ranks: readonly number[]): string[] {
  let continuesWord = false;
  return ranks.map((rank) => {
    const bytes = rankTable().bytesOf(rank);
    const bin = binOfToken(bytes, rank, continuesWord);
    continuesWord = endsInLetter(bytes);
    return bin;
  });
}
