import assert from 'node:assert/strict';
import path from 'node:path';
import type { Bounds } from '../../src/client/workspaceBounds.ts';
import { isInWorkspace } from '../../src/client/workspaceBounds.ts';

interface Place {
  readonly path: string;
}

/** A workspace `/ws` in a world with links: from → to. */
function bounds(links: Readonly<Record<string, string>>): Required<Bounds<Place>> {
  const resolve = (name: string): string => {
    const link = Object.keys(links).find((from) => name === from || name.startsWith(`${from}/`));
    return link === undefined ? name : resolve(`${links[link] ?? ''}${name.slice(link.length)}`);
  };
  return {
    folderOf: (uri) => (uri.path === '/ws' || uri.path.startsWith('/ws/') ? { path: '/ws' } : undefined),
    parentOf: (uri) => ({ path: path.posix.dirname(uri.path) }),
    isLink: (uri) => Promise.resolve(uri.path in links),
    realUri: (uri) => Promise.resolve({ path: resolve(uri.path) }),
  };
}

/** A host that sees that there is a link, but not where it leads. */
function withoutRealUri(links: Readonly<Record<string, string>>): Bounds<Place> {
  const { folderOf, parentOf, isLink } = bounds(links);
  return { folderOf, parentOf, isLink };
}

const FILE = { path: '/ws/src/a.py' };

describe('the bounds of the workspace', () => {
  it('hold its files, and no others', async () => {
    for (const world of [bounds({}), withoutRealUri({})]) {
      assert.equal(await isInWorkspace(FILE, world), true);
      assert.equal(await isInWorkspace({ path: '/etc/passwd' }, world), false);
      assert.equal(await isInWorkspace({ path: '/ws-other/a.py' }, world), false);
    }
  });

  it('do not hold what a link leads out to, as a file or as a folder', async () => {
    for (const links of [{ '/ws/src/a.py': '/etc/passwd' }, { '/ws/src': '/etc' }]) {
      assert.equal(await isInWorkspace(FILE, bounds(links)), false);
      assert.equal(await isInWorkspace(FILE, withoutRealUri(links)), false);
    }
  });

  it('hold what a link leads to inside, where that can be told', async () => {
    const links = { '/ws/src': '/ws/packages/src' };
    assert.equal(await isInWorkspace(FILE, bounds(links)), true);
    assert.equal(await isInWorkspace(FILE, withoutRealUri(links)), false);
  });

  it('may be reached through a link themselves', async () => {
    const links = { '/ws': '/mnt/disk/ws' };
    assert.equal(await isInWorkspace(FILE, bounds(links)), true);
    assert.equal(await isInWorkspace(FILE, withoutRealUri(links)), true);
  });
});
