import assert from 'node:assert/strict';
import { BinCounter } from '../../../src/core/tokens/bins/binCounter.ts';
import { binOfToken, endsInLetter } from '../../../src/core/tokens/bins/binOfToken.ts';
import { BIN_NAMES, fittedCorrections, fittedWeights } from '../../../src/core/tokens/bins/binWeights.ts';
import { FAMILY_CALIBRATIONS } from '../../../src/core/tokens/families/familyCalibrations.ts';
import { familyWeights } from '../../../src/core/tokens/familyWeights.ts';
import { estimateBins } from '../../../src/core/tokens/binEstimate.ts';
import { familyKind, tokenKind } from '../../../src/core/tokens/bins/tokenKinds.ts';
import vectors from './binVectors.json' with { type: 'json' };
import first from './firstWeights.json' with { type: 'json' };
import { encode, rankTable } from './ranks.ts';

describe('bins', () => {
  for (const { text, ranks, bins, estimates } of vectors) {
    it(`of ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.deepEqual(encode(text), ranks);
      assert.deepEqual(binsOf(ranks), bins);
      for (const [family, expected] of Object.entries(estimates)) {
        const sum = weigh(text, firstWeights(family));
        assert.ok(Math.abs(sum - expected) < 1e-3, `${family}: ${sum}, not ${expected}`);
      }
    });
  }

  it('and what tokens are alone give what the estimate of a text says', () => {
    for (const { text, ranks } of vectors) {
      for (const family of ['claude-v3', 'claude-v47', 'llama-3'] as const) {
        const calibration = FAMILY_CALIBRATIONS[family].text;
        const expected = weigh(text, familyWeights(calibration)) + corrections(ranks, calibration.weights ?? '');
        const { likely } = estimateBins(counter.count(text), text.length, family);
        assert.equal(likely, Math.round(expected), `${family}: ${text}`);
      }
    }
  });

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

  it('tell tokens apart by what they are alone, to each family its own', () => {
    const [v3, v47] = [3, 5];
    const kind = tokenKind(17, v3 + 7 * v47);
    assert.deepEqual(
      ['claude_v3', 'claude_v47'].map((family) => familyKind(kind, family)),
      [17 + BIN_NAMES.length * v3, 17 + BIN_NAMES.length * v47],
    );
    const alone = encode(' the zwischengespeicherte').map((rank) => rankTable().aloneOf(rank));
    assert.deepEqual([alone[0]! % 7, Math.floor(alone[0]! / 7)], [1, 1]);
    assert.ok(alone.slice(1).some((both) => both % 7 > 1));
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

function weigh(text: string, weights: Float64Array): number {
  return counter.count(text).byBin.reduce((sum, occurrences, bin) => sum + occurrences * weights[bin]!, 0);
}

/** The weights that the vectors' estimates were made with. */
function firstWeights(family: string): Float64Array {
  const packed = new Map(Object.entries(first.weights)).get(family) ?? '';
  return Float64Array.from(packed.split(' '), (thousandths) => Number(thousandths) / 1000);
}

function corrections(ranks: readonly number[], name: string): number {
  const values = fittedCorrections(name);
  return binsOf(ranks).reduce((sum, bin, index) => {
    const kind = tokenKind(BIN_NAMES.indexOf(bin), rankTable().aloneOf(ranks[index] ?? 0));
    return sum + (values?.[familyKind(kind, name)] ?? 0);
  }, 0);
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
