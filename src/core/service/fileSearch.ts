/**
 * Which files of a workspace are looked at: one answer for a disk, an editor and a browser. A host lists folders, this says
 * what of them counts. Nothing else hides a file but `ignore` in the configuration.
 */
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import { RELEVANT_EXTENSIONS } from './relevantFiles.ts';

export const GITIGNORE = '.gitignore';
/** Larger ones are no rules that a person wrote; they do not count. */
export const MAXIMUM_GITIGNORE_BYTES = 100_000;

export interface FolderEntry {
  readonly name: string;
  /** `other`: a pipe, a device. */
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** A folder that is searched, with what the rules above say about it. */
export interface SearchedFolder {
  /** From the outermost folder whose rules count, each name with `/` behind it; empty for that folder. */
  readonly path: string;
  readonly depth: number;
  readonly rules: IgnoreRules | undefined;
}

interface IgnoreRules {
  readonly path: string;
  readonly ignore: Ignore;
  readonly above: IgnoreRules | undefined;
}

/** A folder above the one in which a search starts. */
export interface FolderAbove {
  /** Text of its `.gitignore`. */
  readonly gitignore: string | undefined;
  /** Name of the next folder on the way down. */
  readonly next: string;
}

/** @param above From the repository's root down; its rules do not count where they leave out the very folder that was asked for. */
export function startSearch(above: readonly FolderAbove[] = []): SearchedFolder {
  let folder: SearchedFolder = { path: '', depth: 0, rules: undefined };
  for (const { gitignore, next } of above) {
    const rules = rulesWith(folder, gitignore);
    if (isIgnored(rules, `${folder.path}${next}/`)) return { path: '', depth: 0, rules: undefined };
    folder = { path: `${folder.path}${next}/`, depth: 0, rules };
  }
  return folder;
}

/** What of a folder counts, by name, each sorted. */
export interface SearchResult {
  readonly files: readonly string[];
  readonly folders: readonly { readonly name: string; readonly folder: SearchedFolder }[];
  /** Links that nothing leaves out. They are not followed, so that nothing is counted twice. */
  readonly links: readonly string[];
  readonly tooDeep: readonly string[];
}

/** @param gitignore Text of the `.gitignore` among the entries. */
export function searchFolder(
  folder: SearchedFolder,
  entries: readonly FolderEntry[],
  gitignore: string | undefined,
): SearchResult {
  const files: string[] = [];
  const folders: { name: string; folder: SearchedFolder }[] = [];
  const links: string[] = [];
  const tooDeep: string[] = [];
  const skipped = isVirtualEnvironment(entries) ? PARTS_OF_ENVIRONMENT : NEVER_ENTERED;
  const rules = rulesWith(folder, gitignore);
  for (const { name, kind } of [...entries].sort(byName)) {
    const path = `${folder.path}${name}`;
    if (kind === 'file') {
      if (hasRelevantName(name) && !isIgnored(rules, path)) files.push(name);
    } else if (kind === 'folder') {
      if (skipped.has(name) || UNPACKED.test(name) || isIgnored(rules, `${path}/`)) continue;
      if (folder.depth >= MAXIMUM_DEPTH) tooDeep.push(name);
      else folders.push({ name, folder: { path: `${path}/`, depth: folder.depth + 1, rules } });
    } else if (kind === 'link' && !skipped.has(name) && !isIgnored(rules, path)) links.push(name);
  }
  return { files, folders, links, tooDeep };
}

/** Files of other names are never of interest. */
export function hasRelevantName(name: string): boolean {
  const lower = name.toLowerCase();
  return RELEVANT_EXTENSIONS.some((extension) => lower.endsWith(extension));
}

/** Names of files that no search lists, since they hold no call or prompt, but programs are read with. */
export function isReadBesidePrograms(name: string): boolean {
  return BESIDE_PROGRAMS.test(name);
}

/** As `**` patterns have them. */
export const NAMES_BESIDE_PROGRAMS: readonly string[] = ['.env*', '*.env', 'env.example', 'Dockerfile'];

const BESIDE_PROGRAMS = /^(?:\.env.*|.*\.env|env\.example|Dockerfile)$/;

/** Folders that hold what tools made or fetched, never what a person wrote. */
const NEVER_ENTERED: ReadonlySet<string> = new Set([
  ...['node_modules', 'bower_components', 'jspm_packages', 'site-packages', '__pypackages__', '.yarn', '.pnpm-store'],
  ...['.git', '.hg', '.svn', '.jj'],
  ...['dist', '.next', '.nuxt', '.svelte-kit', '.output', '.turbo', '.parcel-cache', '.cache'],
  ...['.venv', '__pycache__', '.tox', '.nox', '.eggs', '.mypy_cache', '.ruff_cache', '.pytest_cache'],
  ...['.ipynb_checkpoints', '.terraform', '.serverless', '.aws-sam', 'cdk.out', '.amplify', '.gradle', '.idea'],
]);

/** By the name of a folder. */
export function isNeverEntered(name: string): boolean {
  return NEVER_ENTERED.has(name) || UNPACKED.test(name);
}

/** A copy of what was packed to be deployed, unpacked or never packed: `agent.zip`, `tmp_agent_zip`. */
const UNPACKED = /\.(?:zip|jar|war|egg|whl|tar|tgz)$|^(?:tmp|temp|build)[_-].*[_-]zip$|^\.?cdk\.out(?:[._-]|$)/i;

/** Deeper trees are links made to look endless, or hostile. */
const MAXIMUM_DEPTH = 100;

export const TOO_DEEP = `is nested deeper than ${MAXIMUM_DEPTH} folders`;

/** What a tool writes into a virtual environment. Some people make one in the very folder of their program. */
const PARTS_OF_ENVIRONMENT: ReadonlySet<string> = new Set([
  ...NEVER_ENTERED,
  ...['bin', 'lib', 'lib64', 'include', 'share', 'etc', 'Scripts', 'Lib', 'Include'],
]);

/** Environments can have any name; each holds this file. */
function isVirtualEnvironment(entries: readonly FolderEntry[]): boolean {
  return entries.some(({ name }) => name === 'pyvenv.cfg');
}

function byName(a: FolderEntry, b: FolderEntry): number {
  return a.name < b.name ? -1 : 1;
}

function rulesWith(folder: SearchedFolder, gitignore: string | undefined): IgnoreRules | undefined {
  if (gitignore === undefined) return folder.rules;
  return { path: folder.path, ignore: compiledRules(gitignore), above: folder.rules };
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

/**
 * The nearest file that says something decides, as in Git.
 *
 * @param path From the outermost folder, with `/` behind a folder.
 */
function isIgnored(rules: IgnoreRules | undefined, path: string): boolean {
  for (let current = rules; current !== undefined; current = current.above) {
    const verdict = current.ignore.test(path.slice(current.path.length));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
