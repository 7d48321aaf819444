/** From the paths of a command line to the files that are looked at. */
import { statSync } from 'node:fs';
import path from 'node:path';
import type { SkippedFile } from '../core/report/render/renderContext.ts';
import { isInFolder, realPath } from '../disk/diskWorkspace.ts';
import { repositoryOf, searchDisk } from '../disk/searchDisk.ts';
import { UsageError } from './usageError.ts';

export interface Targets {
  /** Absolute paths, each once, sorted. */
  readonly files: readonly string[];
  /** Those of them that were named one by one. */
  readonly named: ReadonlySet<string>;
  /** Absolute paths. */
  readonly skipped: readonly SkippedFile[];
  /** What was asked for: absolute paths of files and folders. */
  readonly starts: readonly string[];
  /** Absolute paths of the folders within which values are followed. */
  readonly folders: readonly string[];
  /** The folder that a report's paths are relative to, absolute: the one folder that was asked for. */
  readonly scannedRoot: string;
}

/**
 * @param paths As written; none means the current folder. A file that is named is looked at even where Git ignores it.
 * @throws {UsageError} for a path that is not there.
 */
export function findTargets(paths: readonly string[], cwd: string): Targets {
  const starts = (paths.length === 0 ? ['.'] : paths).map((written) => startOf(written, cwd));
  const files = new Set<string>();
  const named = new Set<string>();
  const skipped: SkippedFile[] = [];
  for (const start of starts) {
    if (start.isFolder) {
      const workspace = workspaceFolder(start, cwd);
      const found = searchDisk(start.path, { workspace, rulesFrom: workspace });
      for (const file of found.files) files.add(file);
      skipped.push(...found.skipped);
    } else if (start.isFile) {
      files.add(start.path);
      named.add(start.path);
    } else {
      skipped.push({ path: start.path, reason: 'is not a regular file' });
    }
  }
  return {
    files: [...files].sort(),
    named,
    skipped,
    starts: starts.map((start) => start.path),
    folders: [...new Set(starts.map((start) => workspaceFolder(start, cwd)))],
    scannedRoot: scannedRootOf(starts, cwd),
  };
}

interface Start {
  /** Absolute, without links. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly isFile: boolean;
}

function startOf(written: string, cwd: string): Start {
  if (written.includes('\0')) throw new UsageError('A path holds a zero character.');
  const real = realPath(path.resolve(cwd, written));
  const stats = real === undefined ? undefined : statSync(real, { throwIfNoEntry: false });
  if (real === undefined || stats === undefined) throw new UsageError(`There is no file or folder ${written}`);
  return { path: real, isFolder: stats.isDirectory(), isFile: stats.isFile() };
}

/** The repository that a path lies in; without one the current folder where that holds it, else the path's own folder. */
/** The folder around a start within which files are read: its repository, else where the user is. */
export function workspaceFolder(start: Pick<Start, 'path' | 'isFolder'>, cwd: string): string {
  const own = start.isFolder ? start.path : path.dirname(start.path);
  const repository = repositoryOf(own);
  if (repository !== undefined) return repository;
  const here = realPath(cwd) ?? cwd;
  return isInFolder(here, own) ? here : own;
}

function ancestors(folder: string): readonly string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

function scannedRootOf(starts: readonly Start[], cwd: string): string {
  const [first] = starts;
  if (starts.length === 1 && first?.isFolder === true) return first.path;
  const here = realPath(cwd) ?? cwd;
  if (starts.every((start) => isInFolder(here, start.path))) return here;
  const folders = starts.map((start) => (start.isFolder ? start.path : path.dirname(start.path)));
  return ancestors(folders[0] ?? here).find((folder) => folders.every((other) => isInFolder(folder, other))) ?? here;
}
