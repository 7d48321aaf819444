import assert from 'node:assert/strict';
import type { FolderEntry, SearchedFolder } from '../../../src/core/service/fileSearch.ts';
import { GITIGNORE, searchFolder, startSearch } from '../../../src/core/service/fileSearch.ts';

/** A text is a file, `null` a link. */
interface Tree {
  readonly [name: string]: string | null | Tree;
}

describe('the search of files', () => {
  it('takes what may hold something, by its name', () => {
    assert.deepEqual(found({ 'a.py': '', 'b.PY': '', 'c.css': '', src: { 'd.ts': '', README: '' } }), [
      'a.py',
      'b.PY',
      'src/d.ts',
    ]);
  });

  it('heeds .gitignore files of all folders, the nearest first', () => {
    const tree: Tree = {
      '.gitignore': '*.gen.py\n/top.py\nlocal/\n',
      'top.py': '',
      'a.gen.py': '',
      pkg: {
        '.gitignore': '!kept.gen.py\nown.py\n',
        'top.py': '',
        'a.gen.py': '',
        'kept.gen.py': '',
        'own.py': '',
        local: { 'b.py': '' },
      },
      other: { 'own.py': '' },
    };
    assert.deepEqual(found(tree), ['other/own.py', 'pkg/kept.gen.py', 'pkg/top.py']);
  });

  it('takes nothing from an ignored folder, whatever is said in it, but from one whose content alone is ignored', () => {
    assert.deepEqual(
      found({
        '.gitignore': '/out/\n/build/*\n!/build/kept.py\n',
        out: { '.gitignore': '!*\n', 'a.py': '' },
        build: { 'kept.py': '', 'b.py': '' },
      }),
      ['build/kept.py'],
    );
  });

  it('never enters what tools made or fetched', () => {
    assert.deepEqual(
      found({
        node_modules: { x: { 'a.js': '' } },
        '.git': { 'b.py': '' },
        tools: { 'pyvenv.cfg': '', lib: { 'd.py': '' }, Scripts: { 'e.py': '' } },
      }),
      [],
    );
  });

  it('looks at a program in whose folder somebody has made a virtual environment', () => {
    assert.deepEqual(found({ chat: { 'pyvenv.cfg': '', 'app.py': '', lib: { 'd.py': '' }, src: { 'e.py': '' } } }), [
      'chat/app.py',
      'chat/src/e.py',
    ]);
  });

  it('heeds the rules above the folder that it starts in, unless they leave out that very folder', () => {
    const tree: Tree = { 'a.py': '', 'b.tmp.py': '', generated: { 'c.py': '' } };
    const above = (gitignore: string): SearchedFolder =>
      startSearch([
        { gitignore, next: 'services' },
        { gitignore: undefined, next: 'chat' },
      ]);
    assert.deepEqual(found(tree, above('*.tmp.py\n/services/chat/generated/\n')), ['a.py']);
    assert.deepEqual(found(tree, above('/services/\n*.tmp.py\n')), ['a.py', 'b.tmp.py', 'generated/c.py']);
  });

  it('names links, which are not followed, unless they are left out', () => {
    const entries: FolderEntry[] = ['b.py', 'a.py', 'ignored.py'].map((name) => ({ name, kind: 'link' }));
    const { files, links } = searchFolder(startSearch(), entries, 'ignored.py\n');
    assert.deepEqual([files, links], [[], ['a.py', 'b.py']]);
  });

  it('ends in a tree that looks endless', () => {
    let folder = startSearch();
    let depth = 0;
    for (; depth < 1000; depth++) {
      const { folders, tooDeep } = searchFolder(folder, [{ name: 'again', kind: 'folder' }], undefined);
      if (tooDeep.length > 0) break;
      folder = folders[0]?.folder ?? folder;
    }
    assert.equal(depth, 100);
  });
});

function found(tree: Tree, folder = startSearch(), path = ''): readonly string[] {
  const gitignore = tree[GITIGNORE];
  const entries = Object.entries(tree).map(([name, content]): FolderEntry => ({ name, kind: kindOf(content) }));
  const result = searchFolder(folder, entries, typeof gitignore === 'string' ? gitignore : undefined);
  return [
    ...result.files.map((name) => path + name),
    ...result.folders.flatMap(({ name, folder: below }) => {
      const content = tree[name];
      return typeof content === 'object' && content !== null ? found(content, below, `${path}${name}/`) : [];
    }),
  ].sort();
}

function kindOf(content: Tree[string] | undefined): FolderEntry['kind'] {
  if (content === null) return 'link';
  return typeof content === 'string' ? 'file' : 'folder';
}
