/** Files of a disk as the core sees them: uris in, bounded text out, nothing outside the folders. */
import type { Stats } from 'node:fs';
import { closeSync, constants, openSync, readSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { URI } from 'vscode-uri';
import type { FileContent, ImmediateFiles, Workspace } from '../core/service/host.ts';
import { MAXIMUM_FILE_BYTES, maximumBytesOf } from '../core/service/host.ts';
import type { DecodedText } from './decodeText.ts';
import { decodeText } from './decodeText.ts';

export type DiskFile = ({ readonly kind: 'text' } & DecodedText) | Exclude<FileContent, { readonly kind: 'text' }>;

export interface DiskWorkspaceOptions {
  /** Absolute paths of the folders whose files may be read. */
  readonly folders: readonly string[];
  /** Absolute paths of further folders that may be read but belong to no workspace: where `--config` points to. */
  readonly alsoReadable?: readonly string[];
}

export class DiskWorkspace implements Workspace {
  readonly folders: readonly string[];
  readonly atOnce: ImmediateFiles = {
    read: (uri) => this.readPath(pathOfFileUri(uri)),
    exists: (uri) => this.#exists(pathOfFileUri(uri)),
  };
  readonly #realFolders: readonly string[];

  constructor({ folders, alsoReadable = [] }: DiskWorkspaceOptions) {
    this.folders = folders.map(uriOfPath);
    this.#realFolders = [...folders, ...alsoReadable].flatMap((folder) => realPath(folder) ?? []);
  }

  read(uri: string, maximumBytes?: number): Promise<FileContent> {
    return Promise.resolve(this.readPath(pathOfFileUri(uri), maximumBytes));
  }

  exist(uris: readonly string[]): Promise<readonly boolean[]> {
    return Promise.resolve(uris.map((uri) => this.#exists(pathOfFileUri(uri))));
  }

  readPath(file: string, maximumBytes?: number): DiskFile {
    const real = realPath(file);
    if (real === undefined) return { kind: 'missing' };
    if (!this.holds(real)) return { kind: 'skipped', reason: OUTSIDE };
    return readRegularFile(real, maximumBytes);
  }

  /** Whether a path without links is in one of the folders. */
  holds(real: string): boolean {
    return this.#realFolders.some((folder) => isInFolder(folder, real));
  }

  #exists(file: string): boolean {
    const stats = statsOf(file);
    if (stats?.isFile() !== true || stats.size > maximumBytesOf(file)) return false;
    const real = realPath(file);
    return real !== undefined && this.holds(real);
  }
}

/** Undefined when nothing is there or may be looked at; a file on the way to it is an error of its own, with a code of its own. */
function statsOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

export const OUTSIDE = 'leads out of the workspace';

/** Reads a file that is known to lie in the workspace. Never waits: a pipe or a device is not opened. */
export function readRegularFile(file: string, maximumBytes?: number): DiskFile {
  try {
    if (!statSync(file).isFile()) return { kind: 'skipped', reason: 'is not a regular file' };
  } catch (error) {
    return { kind: 'skipped', reason: `cannot be read: ${messageOfSystemError(error)}` };
  }
  return readListedFile(file, maximumBytes);
}

/** The same for one that a listing of its folder calls a regular file: a tree has thousands, so none is asked for twice. */
export function readListedFile(file: string, maximumBytes = maximumBytesOf(file)): DiskFile {
  let bytes: Buffer;
  try {
    bytes = readAtMost(file, maximumBytes + 1);
    if (bytes.length > maximumBytes) return { kind: 'skipped', reason: tooLarge(statSync(file).size, maximumBytes) };
  } catch (error) {
    return { kind: 'skipped', reason: `cannot be read: ${messageOfSystemError(error)}` };
  }
  const decoded = decodeText(bytes);
  return decoded === undefined ? { kind: 'skipped', reason: 'is binary' } : { kind: 'text', ...decoded };
}

/** Used again for each file; what is in it is valid until the next one is read. */
let shared: Buffer | undefined;

function readAtMost(file: string, length: number): Buffer {
  const buffer = bufferFor(file, length);
  const descriptor = openSync(file, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
  try {
    let filled = 0;
    while (filled < buffer.length) {
      const count = readSync(descriptor, buffer, filled, buffer.length - filled, null);
      if (count === 0) break;
      filled += count;
    }
    return buffer.subarray(0, filled);
  } finally {
    closeSync(descriptor);
  }
}

/** No longer than `length`; longer ones than usual are as long as the file. */
function bufferFor(file: string, length: number): Buffer {
  shared ??= Buffer.allocUnsafeSlow(MAXIMUM_FILE_BYTES + 1);
  if (length <= shared.length) return shared.subarray(0, length);
  return Buffer.allocUnsafeSlow(Math.min(length, statSync(file).size + 1));
}

function tooLarge(bytes: number, maximumBytes: number): string {
  const megabytes = (count: number): string => `${(count / 1_000_000).toFixed(1)} MB`;
  return `is larger than ${megabytes(maximumBytes)}: ${megabytes(bytes)}`;
}

/** In the normal form of uris, for a path without a trailing separator. */
export function uriOfPath(file: string): string {
  return PLAIN_PATH.test(file) ? `file://${file}` : URI.file(file).toString();
}

/** Of POSIX; needs no escapes in a uri. */
const PLAIN_PATH = /^\/(?!\/)[\w./-]*$/;

export function pathOfFileUri(uri: string): string {
  return URI.parse(uri).fsPath;
}

/** Undefined when there is nothing, or a link that leads in a circle. */
export function realPath(file: string): string | undefined {
  try {
    return realpathSync.native(file);
  } catch {
    return undefined;
  }
}

export function isInFolder(folder: string, file: string): boolean {
  if (file === folder) return true;
  return file.startsWith(folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`);
}

/** Short words for what the system said: "permission denied", without path and number. */
export function messageOfSystemError(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return SYSTEM_ERRORS[code] ?? (code === '' ? String(error) : code);
}

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'no such file or folder',
  ENOTDIR: 'not a folder',
  EISDIR: 'a folder',
  ELOOP: 'a link that leads in a circle',
  EMFILE: 'too many open files',
  EBUSY: 'in use',
  ENOSPC: 'no space left',
  EROFS: 'read-only file system',
  ENAMETOOLONG: 'the name is too long',
};
