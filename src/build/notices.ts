/** THIRD-PARTY-NOTICES: what the bundles and the assets hold of other people's work, with its licence. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Metafile } from 'esbuild';
import { GRAMMARS } from './assets.ts';
import { BUNDLES, esbuildOptions } from './bundles.ts';
import { grammarPackage } from './grammarFiles.ts';
import { ROOT } from './processes.mjs';

interface Notice {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** Packages whose files are copied into `dist/assets`. */
const ASSET_PACKAGES = ['web-tree-sitter', '@vscode/tree-sitter-wasm'];

/** Copyright lines of the grammars, from the LICENSE of each grammar's npm package. */
const GRAMMAR_COPYRIGHTS: Readonly<Record<string, { readonly project: string; readonly copyright: string }>> = {
  'tree-sitter-bash.wasm': { project: 'tree-sitter-bash', copyright: 'Copyright (c) 2017 Max Brunsfeld' },
  'tree-sitter-c-sharp.wasm': {
    project: 'tree-sitter-c-sharp',
    copyright: 'Copyright (c) 2014-2023 Max Brunsfeld, Damien Guard, Amaan Qureshi, and contributors',
  },
  'tree-sitter-go.wasm': { project: 'tree-sitter-go', copyright: 'Copyright (c) 2014 Max Brunsfeld' },
  'tree-sitter-java.wasm': { project: 'tree-sitter-java', copyright: 'Copyright (c) 2017 Ayman Nadeem' },
  'tree-sitter-kotlin.wasm': {
    project: 'tree-sitter-kotlin',
    copyright: 'Copyright (c) 2024 Amaan Qureshi <amaanq12@gmail.com>',
  },
  'tree-sitter-php.wasm': {
    project: 'tree-sitter-php',
    copyright:
      'Copyright (c) 2017 Josh Vera, GitHub\nCopyright (c) 2019 Max Brunsfeld, Amaan Qureshi, Christian Frøystad, Caleb White',
  },
  'tree-sitter-python.wasm': { project: 'tree-sitter-python', copyright: 'Copyright (c) 2016 Max Brunsfeld' },
  'tree-sitter-ruby.wasm': { project: 'tree-sitter-ruby', copyright: 'Copyright (c) 2016 Rob Rix' },
  'tree-sitter-rust.wasm': { project: 'tree-sitter-rust', copyright: 'Copyright (c) 2017 Maxim Sokolov' },
  'tree-sitter-swift.wasm': { project: 'tree-sitter-swift', copyright: 'Copyright (c) 2021 alex-pinkus' },
  'tree-sitter-typescript.wasm': { project: 'tree-sitter-typescript', copyright: 'Copyright (c) 2017 Max Brunsfeld' },
  'tree-sitter-tsx.wasm': { project: 'tree-sitter-typescript', copyright: 'Copyright (c) 2017 Max Brunsfeld' },
};

const HEAD = `Bedrock Cost Lint holds the following software of others, or parts of it. Generated: npm run generate

The weights that token counts of Claude models are estimated with were fitted on counts by ctok (MIT licence,
https://github.com/sanderland/ctok): of public documents, and of each token of o200k_base by itself. Nothing of ctok itself
is included.
`;

export async function thirdPartyNotices(): Promise<string> {
  const names = new Set([...ASSET_PACKAGES.map((name) => `node_modules/${name}`), ...(await bundledPackages())]);
  const packages = await Promise.all([...names].map(packageNotice));
  const notices = [...packages, ...(await grammarNotices()), await ranksNotice()];
  notices.sort((left, right) => compare(left.name, right.name) || compare(left.version, right.version));
  return [HEAD, ...byText(notices).map(formatted)].join(`\n${'-'.repeat(80)}\n\n`);
}

/** Folders of the packages that any bundle has code of, such as `node_modules/a/node_modules/b`. */
async function bundledPackages(): Promise<ReadonlySet<string>> {
  const metafiles = await Promise.all(
    BUNDLES.map(async (bundle) => (await build({ ...esbuildOptions(bundle), write: false })).metafile),
  );
  return new Set(metafiles.flatMap(packageFolders));
}

/** Inputs that tree shaking left nothing of do not count. */
function packageFolders({ outputs }: Metafile): readonly string[] {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => {
      const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
      return folder === undefined || bytesInOutput === 0 ? [] : [folder];
    }),
  );
}

async function packageNotice(folder: string): Promise<Notice> {
  const manifest = JSON.parse(await readFile(path.join(ROOT, folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const { name, version, license = 'see below' } = manifest;
  return { name, version, licence: license, text: await licenceText(folder) };
}

async function licenceText(folder: string): Promise<string> {
  const file = (await licenceFile(folder)) ?? (await licenceFile(siblingWithLicence(folder)));
  if (file === undefined) throw new Error(`${folder} has no licence file: write its notice in src/build/notices.ts`);
  return (await readFile(file, 'utf8')).replaceAll('\r\n', '\n').trim();
}

async function licenceFile(folder: string): Promise<string | undefined> {
  const absolute = path.join(ROOT, folder);
  const files = existsSync(absolute) ? await readdir(absolute) : [];
  const file = files.sort().find((name) => /^licen[cs]e/i.test(name));
  return file && path.join(absolute, file);
}

/** Some packages of AWS's SDK, which is one repository under one licence, are published without its file. */
function siblingWithLicence(folder: string): string {
  return folder.replace(/@aws-sdk\/[^/]+$/, '@aws-sdk/core');
}

/** Of a grammar that no line is written for, the package that it comes in has its licence. */
async function grammarNotices(): Promise<readonly Notice[]> {
  const notices = await Promise.all(
    [...GRAMMARS].map(async (grammar): Promise<Notice> => {
      const known = GRAMMAR_COPYRIGHTS[grammar];
      if (known === undefined) return packageNotice(`node_modules/${grammarPackage(grammar)}`);
      const version = `as compiled in ${grammarPackage(grammar)}`;
      return { name: known.project, version, licence: 'MIT', text: mitLicence(known.copyright) };
    }),
  );
  return [...new Map(notices.map((notice) => [notice.name, notice])).values()];
}

/** `o200k_base.bin` is data of OpenAI's tiktoken, taken from the package `js-tiktoken`. */
async function ranksNotice(): Promise<Notice> {
  const manifest = JSON.parse(await readFile(path.join(ROOT, 'node_modules/js-tiktoken/package.json'), 'utf8')) as {
    readonly version: string;
  };
  return {
    name: 'tiktoken',
    version: `o200k_base, as packed in js-tiktoken ${manifest.version}`,
    licence: 'MIT',
    text: mitLicence('Copyright (c) 2025 OpenAI, Shantanu Jain'),
  };
}

/** Packages of one licence text together, since AWS's SDK is made of many. */
function byText(notices: readonly Notice[]): readonly (readonly Notice[])[] {
  const groups = new Map<string, Notice[]>();
  for (const notice of notices) {
    const key = `${notice.licence}\n${notice.text}`;
    groups.set(key, [...(groups.get(key) ?? []), notice]);
  }
  return [...groups.values()];
}

function formatted(notices: readonly Notice[]): string {
  const names = notices.map(({ name, version }) => `${name} (${version})`);
  const [first] = notices;
  return `${[...new Set(names)].join('\n')}\nLicence: ${first?.licence ?? ''}\n\n${first?.text ?? ''}\n`;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function mitLicence(copyright: string): string {
  return `MIT License

${copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;
}
