import assert from 'node:assert/strict';
import { jsonText, shownNumber } from '../../../src/core/report/render/jsonText.ts';

describe('numbers in JSON', () => {
  it('have the digits that money is exact to', () => {
    assert.equal(
      jsonText({ usd: 0.1 + 0.2, tokens: 123_456_789_012_345 }),
      '{\n  "usd": 0.3,\n  "tokens": 123456789012345\n}\n',
    );
    assert.equal(shownNumber((8_000 * 5.5 + 2_000 * 4.4 + 1_000 * 22) / 1e6), 0.0748);
    assert.equal(shownNumber(0.000029400000000000003), 0.0000294);
  });
});
