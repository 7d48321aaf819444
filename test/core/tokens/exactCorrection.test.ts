import assert from 'node:assert/strict';
import type { CountComparison } from '../../../src/core/domain/countTokens.ts';
import { calibrationDate } from '../../../src/core/tokens/calibrationDate.ts';
import { correctionFrom, withCorrections } from '../../../src/core/tokens/exactCorrection.ts';
import { createTokenEstimator } from '../../../src/core/tokens/tokenEstimator.ts';
import { rankAsset } from './ranks.ts';
import { TEXTS } from './texts.ts';

/** A request of 1,000 tokens of text that was stated as ± 5 %, and is off by `percent`. */
function compared(percent: number, changes: Partial<CountComparison> = {}): CountComparison {
  return {
    family: 'claude-v3',
    calibrated: calibrationDate('claude-v3'),
    exactTokens: 1000 + 10 * percent + 7,
    textTokens: 1000,
    otherTokens: 7,
    plusMinusTokens: 50,
    ...changes,
  };
}

const factorOf = (comparisons: readonly CountComparison[]): number | undefined => {
  const factor = correctionFrom(comparisons)?.factor;
  return factor === undefined ? undefined : Math.round(factor * 1000) / 1000;
};

describe('the correction by exact counts', () => {
  it('takes over a bias that cannot be chance, more of it with each count', () => {
    const factors = [1, 2, 3, 6, 20].map((count) => factorOf(Array.from({ length: count }, () => compared(8)))!);
    assert.deepEqual(factors, [...factors].sort());
    assert.ok(factors[0]! > 1.03 && factors[0]! < 1.07 && factors.at(-1)! > 1.078, String(factors));
    assert.ok(factorOf([compared(-8), compared(-8)])! < 0.94);
  });

  it('leaves what may be chance', () => {
    assert.equal(factorOf([compared(2)]), 1);
    assert.equal(factorOf([compared(3), compared(-3), compared(2), compared(-2)]), 1);
  });

  it('makes ranges narrower where counts agree, and wider where they lie outside', () => {
    const widths = [0, 1, 4, 12].map((count) => {
      return correctionFrom(Array.from({ length: count }, () => compared(1)))?.rangeFactor ?? 1;
    });
    assert.ok(widths[3]! < widths[2]! && widths[2]! < 1 && widths[3]! >= 0.3, String(widths));
    assert.ok(correctionFrom([compared(20), compared(-20), compared(15), compared(-15)])!.rangeFactor > 1.5);
  });

  it('has an error of its own, which counts make smaller', () => {
    const [few, many] = [3, 30].map((count) => correctionFrom(Array.from({ length: count }, () => compared(8)))!);
    assert.ok(many!.plusMinus < few!.plusMinus && few!.plusMinus < 0.05);
  });

  it('hears nothing from short prompts, other requests and other calibrations', () => {
    for (const changes of [
      { textTokens: 10, exactTokens: 30 },
      { exactTokens: 3000 },
      { calibrated: '2020-01-01' },
      { plusMinusTokens: 0 },
    ]) {
      assert.equal(correctionFrom([compared(8, changes)]), undefined, JSON.stringify(changes));
    }
  });

  it('hears little from a request whose pictures are not known', () => {
    const [sure, unsure] = [compared(0), compared(30, { plusMinusTokens: 1500 })];
    assert.equal(factorOf([sure, sure, unsure]), 1);
  });
});

describe('a corrected estimator', () => {
  const estimator = createTokenEstimator(rankAsset());
  const corrected = withCorrections(estimator, [compared(8), compared(8), compared(8)]);
  const text = TEXTS['prose']!;

  it('counts texts of the family by what was counted, within its range, and leaves others alone', () => {
    const [before, after] = [estimator.estimateText(text, 'claude-v3'), corrected.estimateText(text, 'claude-v3')];
    assert.equal(after.likely, Math.round(before.likely * corrected.correctionOf('claude-v3')!.factor));
    assert.ok(after.low < after.likely && after.likely < after.high && after.likely > before.likely);
    assert.deepEqual(corrected.estimateText(text, 'claude-v47'), estimator.estimateText(text, 'claude-v47'));
    assert.deepEqual(corrected.estimateText('', 'claude-v3'), estimator.estimateText('', 'claude-v3'));
    assert.equal(corrected.uncorrected, estimator);
  });

  it('leaves frames and images alone', () => {
    const shape = { family: 'claude-v3', api: 'Converse', messageCount: 1, hasSystem: false, toolCount: 1 } as const;
    assert.deepEqual(corrected.estimateFrame(shape), estimator.estimateFrame(shape));
    assert.deepEqual(corrected.estimateImage('claude-v3', 100, 100), estimator.estimateImage('claude-v3', 100, 100));
  });

  it('is the estimator itself where nothing was counted', () => {
    assert.equal(withCorrections(estimator, []), estimator);
    assert.equal(withCorrections(estimator, [compared(8, { calibrated: '2020-01-01' })]), estimator);
  });
});
