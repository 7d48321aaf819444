/** The files below a path that may hold something for us, in one order on every system. */
import type { Dirent } from 'node:fs';
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SkippedFile } from '../core/report/render/renderContext.ts';
import type { FolderAbove, FolderEntry, SearchedFolder } from '../core/service/fileSearch.ts';
import {
  GITIGNORE,
  hasRelevantName,
  MAXIMUM_GITIGNORE_BYTES,
  searchFolder,
  startSearch,
  TOO_DEEP,
} from '../core/service/fileSearch.ts';
import { isInFolder, messageOfSystemError, OUTSIDE, realPath } from './diskWorkspace.ts';

export interface FoundOnDisk {
  /** Absolute paths. */
  readonly files: readonly string[];
  /** Absolute paths of what could not be entered, and why. */
  readonly skipped: readonly SkippedFile[];
}

/** Absolute paths of folders that hold the one that is searched, or are it. */
export interface SearchBounds {
  /** What a link may lead to. */
  readonly workspace: string;
  /** `.gitignore` files count from there on. */
  readonly rulesFrom: string;
}

/** @param start Absolute path of a folder without links in it. */
export function searchDisk(start: string, { workspace, rulesFrom }: SearchBounds): FoundOnDisk {
  const files: string[] = [];
  const skipped: SkippedFile[] = [];
  enter(start, startSearch(foldersAbove(start, rulesFrom)));
  return { files, skipped };

  function enter(folder: string, searched: SearchedFolder): void {
    const entries = entriesOf(folder, skipped);
    const prefix = folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`;
    const found = searchFolder(searched, entries, gitignoreAmong(entries, prefix));
    for (const name of found.files) files.push(prefix + name);
    for (const name of found.tooDeep) skipped.push({ path: prefix + name, reason: TOO_DEEP });
    for (const name of found.links) {
      const reason = whyLinkIsSkipped(prefix + name, name);
      if (reason !== undefined) skipped.push({ path: prefix + name, reason });
    }
    for (const { name, folder: below } of found.folders) enter(prefix + name, below);
  }

  /** Undefined where its target is found under its own name, or is nothing for us. */
  function whyLinkIsSkipped(link: string, name: string): string | undefined {
    const target = realPath(link);
    const isFolder = target !== undefined && statSync(target, { throwIfNoEntry: false })?.isDirectory() === true;
    if (!isFolder && !hasRelevantName(name)) return undefined;
    if (target === undefined) return `is a link that leads nowhere or in a circle`;
    if (!isInFolder(workspace, target)) return `is a link that ${OUTSIDE}`;
    if (isFolder && isInFolder(target, link)) return 'is a link to a folder that it lies in';
    return isInFolder(start, target) ? undefined : 'is a link to another part of the workspace';
  }
}

/** The root of the repository that a folder lies in. */
export function repositoryOf(folder: string): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    if (existsSync(path.join(current, '.git'))) return current;
    if (path.dirname(current) === current) return undefined;
  }
}

function foldersAbove(start: string, outermost: string): readonly FolderAbove[] {
  if (start === outermost || !isInFolder(outermost, start)) return [];
  let folder = outermost;
  return path
    .relative(outermost, start)
    .split(path.sep)
    .map((next) => {
      const above = { gitignore: readGitignore(path.join(folder, GITIGNORE)), next };
      folder = path.join(folder, next);
      return above;
    });
}

/** What is in a folder; one that may not be read has nothing in it and is noted. */
function entriesOf(folder: string, skipped: SkippedFile[]): readonly FolderEntry[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
  } catch (error) {
    skipped.push({ path: folder, reason: `cannot be entered: ${messageOfSystemError(error)}` });
    return [];
  }
}

function kindOf(entry: Dirent): FolderEntry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

function gitignoreAmong(entries: readonly FolderEntry[], prefix: string): string | undefined {
  return entries.some(({ name }) => name === GITIGNORE) ? readGitignore(prefix + GITIGNORE) : undefined;
}

function readGitignore(file: string): string | undefined {
  try {
    const stats = lstatSync(file);
    return stats.isFile() && stats.size <= MAXIMUM_GITIGNORE_BYTES ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
