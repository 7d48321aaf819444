import assert from 'node:assert/strict';
import {
  formatCount,
  formatDuration,
  formatPercent,
  formatTokens,
  formatUsd,
  formatUsdPerThousandCalls,
  formatUsdRange,
  plural,
} from '../../../src/core/cost/format.ts';

describe('format', () => {
  it('writes money with as many digits as mean something', () => {
    const cases: readonly (readonly [number, string])[] = [
      [0, '$0'],
      [0.0123, '$0.0123'],
      [0.012345, '$0.0123'],
      [0.12, '$0.12'],
      [0.1, '$0.10'],
      [0.9996, '$1.00'],
      [1.056, '$1.06'],
      [12.3, '$12.30'],
      [999.99, '$999.99'],
      [1234.5, '$1,235'],
      [1234567.8, '$1,234,568'],
      [0.0000242, '$0.000024'],
      [0.00825, '$0.0083'],
      [0.00996, '$0.01'],
      [0.0000001, '< $0.000001'],
      [0.001, '$0.001'],
    ];
    for (const [usd, text] of cases) assert.equal(formatUsd(usd), text);
  });

  it('writes ranges once where both ends look the same', () => {
    assert.equal(formatUsdRange({ low: 1, likely: 2, high: 3 }), '$1.00 to $3.00');
    assert.equal(formatUsdRange({ low: 1, likely: 1, high: 1.001 }), '$1.00');
  });

  it('writes money per 1,000 calls', () => {
    assert.equal(formatUsdPerThousandCalls(0.0123), '$12.30 per 1,000 calls');
  });

  it('starts estimates with ≈', () => {
    assert.equal(formatTokens({ low: 900, likely: 1000, high: 1100, method: 'calibrated' }), '≈ 1,000 tokens');
    assert.equal(formatTokens({ low: 1, likely: 1, high: 1, method: 'exact' }), '1 token');
  });

  it('groups thousands, and names plurals, shares and times', () => {
    assert.equal(formatCount(1234567.4), '1,234,567');
    assert.equal(plural(1, 'call'), '1 call');
    assert.equal(plural(1200, 'call'), '1,200 calls');
    assert.equal(formatPercent(0.25), '25 %');
    assert.equal(formatPercent(0.004), '0.4 %');
    assert.equal(formatDuration(300), '5 minutes');
    assert.equal(formatDuration(3600), '1 hour');
    assert.equal(formatDuration(90), '90 seconds');
  });
});
