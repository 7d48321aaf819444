import assert from 'node:assert/strict';
import { foldersUpTo, joinUri, normalizeUri, parentUri, relativePath } from '../../../src/core/util/uris.ts';

describe('uris', () => {
  const root = normalizeUri('vscode-test-web://mount/');

  it('of a root without a path are joined, climbed and told like all others', () => {
    assert.equal(root, 'vscode-test-web://mount');
    assert.equal(joinUri(root, 'src/a.py'), 'vscode-test-web://mount/src/a.py');
    assert.equal(parentUri('vscode-test-web://mount/a.py'), root);
    assert.deepEqual(foldersUpTo(root, 'vscode-test-web://mount/src/a.py'), ['vscode-test-web://mount/src', root]);
    assert.equal(relativePath(root, 'vscode-test-web://mount/src/a%20b.py'), 'src/a b.py');
  });
});
