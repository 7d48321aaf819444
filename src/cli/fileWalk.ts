/** The files below a path that may hold something for us, in one order on every system. */
import type { Dirent } from 'node:fs';
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import type { SkippedFile } from '../core/report/render/renderContext.ts';
import { isInFolder, messageOfSystemError, OUTSIDE, realPath } from './diskWorkspace.ts';

export interface WalkOptions {
  /** Absolute path of the workspace folder that holds `start`: `.gitignore` files count from there on. */
  readonly root: string;
  /** Whether a file of this name can be of interest; it is asked before anything is read. */
  readonly isWanted: (name: string) => boolean;
}

export interface WalkedFiles {
  /** Absolute paths. */
  readonly files: readonly string[];
  /** Absolute paths of what could not be entered, and why. */
  readonly skipped: readonly SkippedFile[];
}

/** Folders that hold what tools made or fetched, never what a person wrote. */
const NEVER_ENTERED = new Set([
  ...['node_modules', 'bower_components', 'jspm_packages', 'site-packages', '__pypackages__', '.yarn', '.pnpm-store'],
  ...['.git', '.hg', '.svn', '.jj'],
  ...['dist', '.next', '.nuxt', '.svelte-kit', '.output', '.turbo', '.parcel-cache', '.cache'],
  ...[
    '.venv',
    '__pycache__',
    '.tox',
    '.nox',
    '.eggs',
    '.mypy_cache',
    '.ruff_cache',
    '.pytest_cache',
    '.ipynb_checkpoints',
  ],
  ...['.terraform', '.serverless', '.aws-sam', 'cdk.out', '.amplify', '.gradle', '.idea'],
]);

/** Deeper trees are links made to look endless, or hostile. */
const MAXIMUM_DEPTH = 100;

/** @param start Absolute path of a folder without links in it. */
export function walkFiles(start: string, { root, isWanted }: WalkOptions): WalkedFiles {
  const files: string[] = [];
  const skipped: SkippedFile[] = [];
  enter(start, rulesAbove(root, start), 0);
  return { files, skipped };

  function enter(folder: string, above: IgnoreRules | undefined, depth: number): void {
    const entries = entriesOf(folder, skipped);
    const rules = rulesOf(folder, entries, above);
    const prefix = folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`;
    for (const entry of entries) {
      const file = `${prefix}${entry.name}`;
      if (entry.isDirectory()) {
        if (NEVER_ENTERED.has(entry.name) || isIgnored(rules, file, 'folder') || isVirtualEnvironment(file)) continue;
        if (depth < MAXIMUM_DEPTH) enter(file, rules, depth + 1);
        else skipped.push({ path: file, reason: `is nested deeper than ${MAXIMUM_DEPTH} folders` });
      } else if (entry.isFile()) {
        if (isWanted(entry.name) && !isIgnored(rules, file, 'file')) files.push(file);
      } else if (entry.isSymbolicLink()) {
        if (NEVER_ENTERED.has(entry.name) || isIgnored(rules, file, 'file')) continue;
        const reason = whyLinkIsSkipped(file, entry.name);
        if (reason !== undefined) skipped.push({ path: file, reason });
      }
    }
  }

  /** A link is not followed, so that nothing is counted twice; undefined where its target is found under its own name. */
  function whyLinkIsSkipped(link: string, name: string): string | undefined {
    const target = realPath(link);
    const isFolder = target !== undefined && statSync(target, { throwIfNoEntry: false })?.isDirectory() === true;
    if (!isFolder && !isWanted(name)) return undefined;
    if (target === undefined) return `is a link that leads nowhere or in a circle`;
    if (!isInFolder(root, target)) return `is a link that ${OUTSIDE}`;
    if (isFolder && isInFolder(target, link)) return 'is a link to a folder that it lies in';
    return isInFolder(start, target) ? undefined : 'is a link to another part of the workspace';
  }
}

/** What is in a folder, sorted by name; a folder that may not be read has nothing in it and is noted. */
function entriesOf(folder: string, skipped: SkippedFile[]): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    skipped.push({ path: folder, reason: `cannot be entered: ${messageOfSystemError(error)}` });
    return [];
  }
}

/** Environments can have any name; each holds this file. */
function isVirtualEnvironment(folder: string): boolean {
  return /env/i.test(path.basename(folder)) && existsSync(path.join(folder, 'pyvenv.cfg'));
}

interface IgnoreRules {
  readonly folder: string;
  readonly ignore: Ignore;
  readonly above: IgnoreRules | undefined;
}

const GITIGNORE = '.gitignore';
const MAXIMUM_GITIGNORE_BYTES = 100_000;

/** Rules of the folders from the root down to the parent of `start`; none when they leave out `start` itself, which was asked for. */
function rulesAbove(root: string, start: string): IgnoreRules | undefined {
  if (start === root || !isInFolder(root, start)) return undefined;
  let rules: IgnoreRules | undefined;
  let folder = root;
  for (const name of path.relative(root, start).split(path.sep)) {
    rules = rulesOf(folder, [], rules, existsSync(path.join(folder, GITIGNORE)));
    folder = path.join(folder, name);
    if (isIgnored(rules, folder, 'folder')) return undefined;
  }
  return rules;
}

function rulesOf(
  folder: string,
  entries: readonly Dirent[],
  above: IgnoreRules | undefined,
  exists = entries.some(({ name }) => name === GITIGNORE),
): IgnoreRules | undefined {
  if (!exists) return above;
  const text = readGitignore(path.join(folder, GITIGNORE));
  return text === undefined ? above : { folder, ignore: compiledRules(text), above };
}

/** By text: generators write the same file into many folders. */
const compiled = new Map<string, Ignore>();

function compiledRules(text: string): Ignore {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const rules = ignore().add(text);
  compiled.set(text, rules);
  return rules;
}

function readGitignore(file: string): string | undefined {
  try {
    const stats = lstatSync(file);
    return stats.isFile() && stats.size <= MAXIMUM_GITIGNORE_BYTES ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

/** The nearest file that says something decides, as in Git. */
function isIgnored(rules: IgnoreRules | undefined, file: string, kind: 'file' | 'folder'): boolean {
  for (let current = rules; current !== undefined; current = current.above) {
    const below = file.slice(current.folder.length + (current.folder.endsWith(path.sep) ? 0 : 1));
    const relative = path.sep === '/' ? below : below.replaceAll(path.sep, '/');
    const verdict = current.ignore.test(kind === 'folder' ? `${relative}/` : relative);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
