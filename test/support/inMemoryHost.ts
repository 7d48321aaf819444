import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { serializeCatalog } from '../../src/core/catalog/catalog.ts';
import type { FileContent, Host } from '../../src/core/service/host.ts';
import { grammarFile } from '../../src/build/grammarFiles.ts';
import { packO200kRanks } from '../../src/build/tokenAssets.ts';
import { testCatalog } from './testCatalog.ts';

export const WORKSPACE = 'file:///workspace';

/** The day on which every test happens. */
export const TODAY = '2026-11-21';

export interface InMemoryHost extends Host {
  /** Files by uri; tests change them at will. */
  readonly files: Map<string, string>;
  /** Uris that were read, in order; proves caching and that nothing outside was asked for. */
  readonly reads: string[];
}

/** @param files Texts by path below the workspace. */
export function inMemoryHost(files: Readonly<Record<string, string>> = {}): InMemoryHost {
  const texts = new Map(Object.entries(files).map(([name, text]) => [`${WORKSPACE}/${name}`, text]));
  const reads: string[] = [];
  return {
    files: texts,
    reads,
    workspace: {
      folders: [WORKSPACE],
      read: (uri) => {
        reads.push(uri);
        return Promise.resolve(contentOf(texts.get(uri)));
      },
      exist: (uris) => Promise.resolve(uris.map((uri) => texts.has(uri))),
    },
    sourceFiles: () => Promise.resolve([...texts.keys()].sort()),
    readAsset,
    readTextAsset: (name) =>
      name === 'catalog.json' ? Promise.resolve(serializeCatalog(testCatalog())) : Promise.reject(new Error(name)),
    today: () => TODAY,
    log: () => undefined,
  };
}

function contentOf(text: string | undefined): FileContent {
  return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
}

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
let ranks: Uint8Array | undefined;

/** The assets as the packages bring them, so that tests need no build. */
export async function readAsset(name: string): Promise<Uint8Array> {
  if (name === 'o200k_base.bin') return (ranks ??= packO200kRanks());
  if (name === 'tree-sitter.wasm')
    return readFile(path.join(ROOT, 'node_modules/web-tree-sitter/web-tree-sitter.wasm'));
  return readFile(path.join(ROOT, grammarFile(name)));
}
