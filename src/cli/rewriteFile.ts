import { chmodSync, chownSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { decodeText, encodeText } from '../disk/decodeText.ts';
import { messageOfSystemError, realPath } from '../disk/diskWorkspace.ts';
import { UsageError } from './usageError.ts';

/**
 * Replaces a text file's content at once: whoever reads it sees the old or the new one, never half of it. Encoding, byte
 * order mark, permissions and links stay.
 * @throws {UsageError} when it was changed since it was read, or cannot be written.
 */
export function rewriteFile(file: string, before: string, after: string): void {
  const real = realPath(file);
  if (real === undefined) throw new UsageError(`${file} is gone; nothing was written to it.`);
  const decoded = attempt(file, () => decodeText(readFileSync(real)));
  if (decoded?.text !== before) throw new UsageError(`${file} was changed meanwhile; nothing was written to it.`);
  const bytes = encodeText(after, decoded.encoding);
  if (bytes === undefined)
    throw new UsageError(`${file} is in an encoding that cannot hold the fix; save it as UTF-8.`);
  attempt(file, () => replace(real, bytes));
}

function replace(file: string, bytes: Buffer): void {
  const { mode, uid, gid } = statSync(file);
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, bytes, { flag: 'wx', mode });
    chmodSync(temporary, mode);
    keepOwner(temporary, uid, gid);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Only root can give a file away; for everybody else it is theirs already. */
function keepOwner(file: string, uid: number, gid: number): void {
  const own = statSync(file);
  if (own.uid !== uid || own.gid !== gid) chownSync(file, uid, gid);
}

function attempt<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${messageOfSystemError(error)}`);
  }
}
