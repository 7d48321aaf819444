import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ROOT } from '../src/build/processes.mjs';
import { importedFile, importViolation, ROOMS } from '../src/build/walls.mjs';

/** Importing file → what it imports, both from the repository's root; packages as written. */
type Imports = ReadonlyMap<string, readonly string[]>;

describe('architecture', () => {
  const imports = readImports('src');

  it('every import is one that the table allows', () => {
    assert.ok(imports.size > 10, 'the sources were not found');
    assert.deepEqual(violations(imports), []);
  });

  it('no file imports itself, however long the way', () => {
    assert.deepEqual(circles(imports), []);
  });

  it('every room of the table exists', () => {
    const folders = new Set([...imports.keys()].flatMap(parentFolders));
    assert.deepEqual(
      ROOMS.map((room) => room.folder).filter((folder) => !folders.has(folder)),
      [],
    );
  });

  it('finds what it looks for', () => {
    const sample: Imports = new Map([
      ['src/core/rules/a/b/rule.ts', ['../../../languages/python/python.ts', '../../../domain/finding.ts', 'node:fs']],
      ['src/core/languages/python/python.ts', ['web-tree-sitter', '../../catalog/models.ts', '../../parsing/trees.ts']],
      ['src/core/domain/x.ts', ['../util/text.ts', '../../client/client.ts', 'vscode']],
      ['src/client/extension.browser.ts', ['vscode', '../server/protocol.ts', '../server/server.ts', 'node:path']],
      ['src/client/extension.node.ts', ['node:path', 'vscode-languageclient/node']],
      ['src/other/x.ts', ['./y.ts']],
    ]);
    assert.deepEqual(violations(sample), [
      'src/core/rules/a/b/rule.ts: src/core/rules must not import src/core/languages/python/python.ts',
      "src/core/rules/a/b/rule.ts: src/core/rules must not import Node's node:fs",
      'src/core/languages/python/python.ts: src/core/languages must not import the package web-tree-sitter',
      'src/core/languages/python/python.ts: src/core/languages must not import src/core/catalog/models.ts',
      'src/core/domain/x.ts: src/core/domain must not import src/client/client.ts',
      'src/core/domain/x.ts: src/core/domain must not import the package vscode',
      'src/client/extension.browser.ts: src/client must not import src/server/server.ts',
      "src/client/extension.browser.ts: src/client must not import Node's node:path",
      'src/other/x.ts: src/other/x.ts is in no room of src/build/walls.mjs',
    ]);
  });

  it('finds circles', () => {
    const sample: Imports = new Map([
      ['src/a.ts', ['./b.ts', './d.ts']],
      ['src/b.ts', ['./c.ts']],
      ['src/c.ts', ['./a.ts']],
      ['src/d.ts', []],
    ]);
    assert.deepEqual(circles(sample), ['src/a.ts → src/b.ts → src/c.ts → src/a.ts']);
  });
});

function readImports(folder: string): Imports {
  const files = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.replaceAll('\\', '/')))
    .filter((file) => /\.(ts|mjs)$/.test(file) && !file.includes('/cases/'));
  return new Map(files.sort().map((file) => [file, importsOf(readFileSync(path.join(ROOT, file), 'utf8'))]));
}

function importsOf(text: string): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map((imported) => imported.fileName);
}

function violations(imports: Imports): readonly string[] {
  return [...imports].flatMap(([file, specifiers]) =>
    specifiers.flatMap((specifier) => {
      const violation = importViolation(file, specifier);
      return violation === undefined ? [] : [`${file}: ${violation}`];
    }),
  );
}

/** One line a circle, found by walking in depth; each file is walked once. */
function circles(imports: Imports): readonly string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) found.push([...trail.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    for (const imported of localImports(file, imports)) walk(imported, [...trail, file]);
    done.add(file);
  };
  for (const file of imports.keys()) walk(file, []);
  return found;
}

function localImports(file: string, imports: Imports): readonly string[] {
  return (imports.get(file) ?? [])
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => importedFile(file, specifier))
    .filter((imported) => imports.has(imported));
}

function parentFolders(file: string): readonly string[] {
  const parts = file.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
