import assert from 'node:assert/strict';
import { DependencyCache } from '../../../src/core/service/dependencyCache.ts';

interface Made {
  readonly dependencies: readonly string[];
}

describe('DependencyCache', () => {
  it('makes a result once', async () => {
    const cache = new DependencyCache<Made>();
    const made = cache.get('a', () => Promise.resolve({ dependencies: [] }));
    assert.equal(
      cache.get('a', () => assert.fail('made again')),
      made,
    );
    assert.equal(cache.isCurrent('a', made), true);
    await made;
  });

  it('drops exactly what a file went into', async () => {
    const cache = new DependencyCache<Made>();
    await cache.get('a', () => Promise.resolve({ dependencies: ['x', 'y'] }));
    await cache.get('b', () => Promise.resolve({ dependencies: ['y'] }));
    assert.deepEqual(cache.forget('x'), ['a']);
    assert.deepEqual(cache.forget('x'), []);
    assert.deepEqual(cache.forget('y'), ['b']);
  });

  it('drops what is being made, since nobody knows yet what goes into it', async () => {
    const cache = new DependencyCache<Made>();
    let finish: (made: Made) => void = () => undefined;
    const making = cache.get('a', () => new Promise((resolve) => (finish = resolve)));
    assert.deepEqual(cache.forget('x'), ['a']);
    finish({ dependencies: [] });
    await making;
    assert.equal(cache.isCurrent('a', making), false);
  });

  it('does not keep what was rejected', async () => {
    const cache = new DependencyCache<Made>();
    await assert.rejects(cache.get('a', () => Promise.reject(new Error('no'))));
    assert.deepEqual(await cache.get('a', () => Promise.resolve({ dependencies: ['x'] })), { dependencies: ['x'] });
  });
});
