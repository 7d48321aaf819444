import assert from 'node:assert/strict';
import { parseProperties } from '../../../src/core/util/propertiesText.ts';

function read(text: string): readonly (readonly [string, string])[] {
  return parseProperties(text).map(({ key, value }) => [key, value] as const);
}

describe('a properties file', () => {
  it('goes on in the next line behind an odd number of backslashes', () => {
    assert.deepEqual(read('a = one \\\n    two\nb = c\\\\\nd = e\\\r\n  f'), [
      ['a', 'one two'],
      ['b', 'c\\'],
      ['d', 'ef'],
    ]);
  });

  it('takes no time to speak of where a value goes on for ever', () => {
    const start = performance.now();
    const [entry] = read(`key = \\\n${'ab\\\n'.repeat(400_000)}end`);
    assert.equal(entry?.[1].length, 800_003);
    // A hang guard: line by line it is a fraction of a second, anew for all that came before it was minutes.
    assert.ok(performance.now() - start < 10_000);
  });
});
