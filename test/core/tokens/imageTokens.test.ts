import assert from 'node:assert/strict';
import { imageTokens } from '../../../src/core/tokens/imageTokens.ts';
import { TOKEN_FAMILIES } from '../../../src/core/domain/tokenFamily.ts';

describe('image tokens', () => {
  it('of Claude are those that were recorded', () => {
    const recorded: readonly (readonly [number, number, number])[] = [
      [800, 440, 467],
      [540, 360, 263],
      [405, 405, 228],
      [1001, 1001, 1299],
      [228, 148, 57],
      [597, 566, 465],
      [1, 1, 4],
    ];
    for (const [width, height, tokens] of recorded) {
      assert.equal(imageTokens('claude-v3', width, height).likely, tokens, `${width}×${height}`);
    }
  });

  it('of Claude stop growing where the image is scaled down', () => {
    // 1075×1520 becomes 924×1307: 33 × 47 patches.
    assert.equal(imageTokens('claude-v3', 1075, 1520).likely, 33 * 47 + 3);
    assert.ok(imageTokens('claude-v3', 8000, 8000).high <= 1.02 * (1568 + 3));
    assert.ok(imageTokens('claude-v47', 8000, 8000).likely > 4000);
    assert.ok(imageTokens('claude-v47', 8000, 8000).high <= 1.02 * (4784 + 3));
  });

  it('of Nova are those of the user guide, and small images are not cheap', () => {
    const published: readonly (readonly [number, number, number])[] = [
      [900, 450, 800],
      [900, 900, 1300],
      [1400, 900, 1800],
      [1800, 900, 2400],
      [1300, 1300, 2600],
      [540, 360, 1826],
      [3008, 2000, 1826],
    ];
    for (const [width, height, tokens] of published) {
      const { low, high, method } = imageTokens('nova-1', width, height);
      assert.ok(low <= tokens && tokens <= high, `${width}×${height}: ${low} to ${high}, not ${tokens}`);
      assert.equal(method, 'assumed');
    }
  });

  it('are a range of whole numbers for every family, whatever the size', () => {
    for (const family of TOKEN_FAMILIES) {
      for (const size of [1, 27, 5000, 1e9, 0, -1, Number.NaN, Infinity]) {
        for (const other of [1, 900, 1e9, Number.NaN]) {
          const { low, likely, high } = imageTokens(family, size, other);
          assert.ok([low, likely, high].every(Number.isInteger) && 0 <= low && low <= likely && likely <= high, family);
        }
      }
    }
  });
});
