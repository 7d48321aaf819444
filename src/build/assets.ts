/** Files that the bundles read at run time: `dist/assets`. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { languages } from '../core/languages/index.ts';
import { DIST } from './bundles.ts';
import { packCatalog } from './catalogAsset.ts';
import { grammarFile } from './grammarFiles.ts';
import { ROOT } from './processes.mjs';
import { O200K_RANKS_ASSET, packO200kRanks } from './tokenAssets.ts';

const ASSETS = path.join(DIST, 'assets');

/** A file of `dist/assets`; hosts read it by `name`. */
interface Asset {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Exactly the grammars that languages name. */
export const GRAMMARS: ReadonlySet<string> = new Set(languages.flatMap((language) => language.grammars));

export async function writeAssets(): Promise<void> {
  const assets = await collectAssets();
  await mkdir(ASSETS, { recursive: true });
  await removeOthers(new Set(assets.map((asset) => asset.name)));
  await Promise.all(assets.map((asset) => writeFile(path.join(ASSETS, asset.name), asset.content)));
}

async function collectAssets(): Promise<readonly Asset[]> {
  const catalog: Asset = { name: 'catalog.json', content: await packCatalog() };
  const ranks: Asset = { name: O200K_RANKS_ASSET, content: packO200kRanks() };
  const others = await Promise.all([grammars(), rulePages(), schemas()]);
  return [catalog, ranks, ...others.flat()];
}

async function removeOthers(names: ReadonlySet<string>): Promise<void> {
  const stale = (await readdir(ASSETS)).filter((name) => !names.has(name));
  await Promise.all(stale.map((name) => rm(path.join(ASSETS, name), { recursive: true })));
}

async function grammars(): Promise<readonly Asset[]> {
  const runtime = await copied('node_modules/web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter.wasm');
  return [runtime, ...(await Promise.all([...GRAMMARS].map((name) => copied(grammarFile(name), name))))];
}

async function copied(file: string, name: string): Promise<Asset> {
  return { name, content: await readFile(path.join(ROOT, file)) };
}

/** `rules.json`: rule name → its page in Markdown. */
async function rulePages(): Promise<readonly Asset[]> {
  const files = (await filesBelow('src/core/rules')).filter((file) => /^[^/]+\/[^/]+\/README\.md$/.test(file));
  const pages = files.map(
    async (file) =>
      [path.posix.dirname(file), await readFile(path.join(ROOT, 'src/core/rules', file), 'utf8')] as const,
  );
  return [{ name: 'rules.json', content: JSON.stringify(Object.fromEntries(await Promise.all(pages))) }];
}

/** The JSON schemas of the command line's output and of the configuration file. */
async function schemas(): Promise<readonly Asset[]> {
  const folders = ['src/core/report', 'src/core/configuration'];
  const groups = folders.map(async (folder) => {
    const files = (await filesBelow(folder)).filter((file) => file.endsWith('.schema.json'));
    return Promise.all(files.map((file) => copied(`${folder}/${file}`, path.posix.basename(file))));
  });
  return (await Promise.all(groups)).flat();
}

/** Paths with `/` from `folder`, sorted; empty when there is no such folder. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const absolute = path.join(ROOT, folder);
  if (!existsSync(absolute)) return [];
  const names = await readdir(absolute, { recursive: true });
  return names.map((name) => name.replaceAll('\\', '/')).sort();
}
