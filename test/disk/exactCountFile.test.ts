import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CountComparison, CountTokensInput } from '../../src/core/domain/countTokens.ts';
import { ExactCountFile } from '../../src/disk/exactCountFile.ts';
import { Scratch } from '../support/cli.ts';

const MODEL = 'anthropic.claude-test-1-v1:0';

function input(text: string): CountTokensInput {
  return { kind: 'converse', request: { messages: [{ role: 'user', content: [{ text }] }] } };
}

describe('ExactCountFile', () => {
  let scratch: Scratch;
  let file: string;
  beforeEach(() => {
    scratch = new Scratch();
    file = join(scratch.path, 'cache', 'exact-counts.json');
  });
  afterEach(() => scratch.remove());

  const find = (text: string, model = MODEL): unknown => new ExactCountFile(file).find(model, () => input(text));

  it('keeps counts by model and request, without the request', () => {
    const counts = new ExactCountFile(file);
    counts.keep(MODEL, input('secret prompt'), { tokens: 9, date: '2026-11-21' });
    counts.keep(MODEL, input('secret prompt'), { tokens: 10, date: '2026-11-22' });
    assert.deepEqual(find('secret prompt'), { tokens: 10, date: '2026-11-22' });
    assert.equal(find('another prompt'), undefined);
    assert.equal(find('secret prompt', 'anthropic.claude-test-2-v1:0'), undefined);
    assert.doesNotMatch(readFileSync(file, 'utf8'), /secret/);
    assert.deepEqual(readdirSync(join(scratch.path, 'cache')), ['exact-counts.json']);
  });

  it('keeps what another window kept meanwhile', () => {
    const [here, there] = [new ExactCountFile(file), new ExactCountFile(file)];
    assert.equal(
      here.find(MODEL, () => input('a')),
      undefined,
    );
    there.keep(MODEL, input('a'), { tokens: 1, date: '2026-11-21' });
    here.keep(MODEL, input('b'), { tokens: 2, date: '2026-11-21' });
    assert.deepEqual(
      [find('a'), find('b')],
      [
        { tokens: 1, date: '2026-11-21' },
        { tokens: 2, date: '2026-11-21' },
      ],
    );
  });

  it('gives what can be compared to the folders that it is of, to those in them and around them', () => {
    const comparison: CountComparison = {
      family: 'claude-v3',
      calibrated: '2026-11-21',
      exactTokens: 107,
      textTokens: 98,
      otherTokens: 7,
      plusMinusTokens: 5,
    };
    const folders = ['file:///home/me/shop'];
    new ExactCountFile(file).keep(MODEL, input('a'), { tokens: 107, date: '2026-11-21' }, { comparison, folders });
    new ExactCountFile(file).keep(MODEL, input('b'), { tokens: 3, date: '2026-11-21' });
    const of = (...asked: string[]): readonly CountComparison[] => new ExactCountFile(file).comparisons(asked);
    assert.deepEqual(of('file:///home/me/shop'), [comparison]);
    assert.deepEqual(of('file:///tmp', 'file:///home/me/shop/api'), [comparison]);
    assert.deepEqual(of('file:///home/me'), [comparison]);
    assert.deepEqual([of('file:///home/me/shopping'), of()], [[], []]);
    assert.ok(find('a') && find('b'));
    const broken = readFileSync(file, 'utf8').replace('"family":"claude-v3"', '"family":"x"');
    scratch.write('cache/exact-counts.json', broken);
    assert.deepEqual(of('file:///home/me/shop'), []);
  });

  it('forgets the oldest of more than a thousand', () => {
    const counts = Array.from({ length: 1000 }, (_, index) => ({
      model: 'm',
      request: `${index}`,
      tokens: 1,
      date: '',
    }));
    scratch.write('cache/exact-counts.json', JSON.stringify({ counts }));
    new ExactCountFile(file).keep(MODEL, input('new'), { tokens: 2, date: '2026-11-21' });
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { readonly counts: readonly { readonly request: string }[] };
    assert.equal(kept.counts.length, 1000);
    assert.equal(kept.counts[0]?.request, '1');
    assert.ok(find('new'));
  });

  it('does without a file that is damaged, and without a folder that cannot be written', () => {
    for (const damaged of ['', 'null', '{"counts":1}', '{"counts":[null,{"model":1}]}', '[']) {
      scratch.write('cache/exact-counts.json', damaged);
      assert.equal(find('a'), undefined, damaged);
    }
    const blocked = new ExactCountFile(join(scratch.write('file', ''), 'exact-counts.json'));
    blocked.keep(MODEL, input('a'), { tokens: 3, date: '2026-11-21' });
    assert.deepEqual(
      blocked.find(MODEL, () => input('a')),
      { tokens: 3, date: '2026-11-21' },
    );
  });
});
