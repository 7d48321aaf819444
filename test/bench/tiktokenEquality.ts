/**
 * Compares the counter with js-tiktoken on documents of other repositories, which are not part of this one: only their
 * names are, in `test/corpus/tokenDocuments.txt`.
 *
 *     node --import tsx test/bench/tiktokenEquality.ts FOLDER              FOLDER holds a folder `owner__repository` each
 *     node --import tsx test/bench/tiktokenEquality.ts FOLDER --assemble   picks the documents anew, and writes their names
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Tiktoken } from 'js-tiktoken/lite';
import o200kBase from 'js-tiktoken/ranks/o200k_base';
import { createTokenEstimator } from '../../src/core/tokens/tokenEstimator.ts';
import { ROOT } from '../support/cli.ts';

const NAMES = path.join(ROOT, 'test/corpus/tokenDocuments.txt');
const PER_KIND = 160;
const LONGEST = 30_000;
/** js-tiktoken takes the square of the length of a run without a break. */
const LONGEST_RUN = /[^\s\p{P}\p{N}]{300}|\s{300}|\p{P}{300}/u;

function compare(root: string): void {
  const tiktoken = new Tiktoken(o200kBase);
  const estimator = createTokenEstimator(readFileSync(path.join(ROOT, 'dist/assets/o200k_base.bin')));
  const counts = new Map<string, { documents: number; equal: number }>();
  for (const line of readFileSync(NAMES, 'utf8').split('\n')) {
    const [kind, name] = line.split('\t');
    if (kind === undefined || name === undefined) continue;
    const text = readDocument(path.join(root, name));
    if (text === undefined) continue;
    const theirs = tiktoken.encode(text, [], []).length;
    const ours = estimator.estimateText(text, 'gpt-oss').likely;
    const count = counts.get(kind) ?? { documents: 0, equal: 0 };
    counts.set(kind, { documents: count.documents + 1, equal: count.equal + Number(ours === theirs) });
    if (ours !== theirs) console.log(`${name}: ${ours}, tiktoken ${theirs}`);
  }
  for (const [kind, { documents, equal }] of counts) console.log(`${kind}: ${equal} of ${documents} equal`);
  const all = [...counts.values()];
  const documents = all.reduce((sum, count) => sum + count.documents, 0);
  const equal = all.reduce((sum, count) => sum + count.equal, 0);
  console.log(`all: ${equal} of ${documents} equal`);
  process.exitCode = documents > 0 && equal === documents ? 0 : 1;
}

/** As many documents of each kind as there are, up to a number, from as many repositories as possible. */
function assemble(root: string): void {
  const byKind = new Map<string, string[]>();
  const repositories = readdirSync(root).sort();
  for (const repository of repositories) {
    const taken = new Map<string, number>();
    for (const name of filesOf(root, repository, 0).slice(0, FILES_PER_REPOSITORY)) {
      const text = readDocument(path.join(root, name));
      const kind = text === undefined ? undefined : kindOf(name, text);
      if (kind === undefined || (taken.get(kind) ?? 0) >= PER_REPOSITORY) continue;
      const names = byKind.get(kind) ?? [];
      if (names.length >= PER_KIND) continue;
      taken.set(kind, (taken.get(kind) ?? 0) + 1);
      byKind.set(kind, [...names, name]);
    }
  }
  const lines = [...byKind].flatMap(([kind, names]) => names.map((name) => `${kind}\t${name}`));
  writeFileSync(NAMES, `${lines.sort().join('\n')}\n`);
}

const PER_REPOSITORY = 12;
const FILES_PER_REPOSITORY = 2500;

function filesOf(root: string, folderName: string, depth: number): readonly string[] {
  if (depth > 7) return [];
  return readdirSync(path.join(root, folderName), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folderName}/${entry.name}`;
    if (entry.isDirectory())
      return entry.name === '.git' || entry.name === 'node_modules' ? [] : filesOf(root, name, depth + 1);
    return entry.isFile() && EXTENSIONS.has(path.extname(entry.name)) ? [name] : [];
  });
}

const EXTENSIONS = new Set(
  '.py .ts .tsx .js .java .go .rs .cs .md .mdx .json .yaml .yml .html .sh .sql .txt .csv .ipynb .po'.split(' '),
);

/** The beginning of a text that is worth a comparison; undefined for others. */
function readDocument(file: string): string | undefined {
  if (!existsSync(file) || statSync(file).size > 3_000_000) return undefined;
  const text = readFileSync(file, 'utf8')
    .replace(/^\ufeff/, '')
    .slice(0, LONGEST);
  const isText = text.length >= 200 && !text.includes('\0') && !text.includes('\ufffd') && !LONGEST_RUN.test(text);
  return isText ? text.replace(/[\ud800-\udbff]$/, '') : undefined;
}

function kindOf(name: string, text: string): string | undefined {
  const letters = text.match(/\p{L}/gu) ?? [];
  for (const [script, pattern] of SCRIPTS) {
    if ((text.match(pattern)?.length ?? 0) > 0.25 * letters.length) return script;
  }
  if ((text.match(/[À-ɏẠ-ỹ]/g)?.length ?? 0) > 0.03 * letters.length) return 'other Latin';
  const extension = path.extname(name).slice(1);
  return { tsx: 'ts', mdx: 'md', yml: 'yaml' }[extension] ?? extension;
}

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['Thai', /\p{Script=Thai}/gu],
  ['Japanese', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Korean', /\p{Script=Hangul}/gu],
  ['Chinese', /\p{Script=Han}/gu],
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
  ['Arabic', /\p{Script=Arabic}/gu],
  ['Indic', /[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}]/gu],
];

const folder = process.argv[2];
if (folder === undefined) throw new Error('Name the folder with the repositories');
if (process.argv.includes('--assemble')) assemble(folder);
compare(folder);
