/** The user's own folder for what can be fetched again, and files in it that are whole or not there. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the platform keeps such things: `~/.cache`, `~/Library/Caches`, `%LOCALAPPDATA%`. */
export function cacheFolder(
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (platform === 'win32') {
    const local = absolute(environment['LOCALAPPDATA']) ?? path.join(home, 'AppData', 'Local');
    return path.join(local, NAME, 'Cache');
  }
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', NAME);
  return path.join(absolute(environment['XDG_CACHE_HOME']) ?? path.join(home, '.cache'), NAME);
}

const NAME = 'bedrock-cost-lint';

/** A relative one would depend on the folder that somebody happens to be in, and the XDG rules say to ignore it. */
function absolute(folder: string | undefined): string | undefined {
  return folder !== undefined && path.isAbsolute(folder) ? folder : undefined;
}

export type SealedFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** For the end of a sentence: "was changed since it was written". */
  | { readonly kind: 'broken'; readonly reason: string };

/** Reads what {@link writeSealed} wrote, unless something else changed it. Never rejects. */
export async function readSealed(file: string): Promise<SealedFile> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
    return { kind: 'broken', reason: `cannot be read: ${code ?? String(error)}` };
  }
  const end = content.indexOf('\n');
  const text = content.slice(end + 1);
  if (content.slice(0, Math.max(0, end)) === sealOf(text)) return { kind: 'text', text };
  return { kind: 'broken', reason: 'was changed or cut off since it was written' };
}

/** Whoever reads the file meanwhile, or after a crash, finds the old text or the new one. Rejects when neither can be written. */
export async function writeSealed(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, `${sealOf(text)}\n${text}`, { flush: true });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function sealOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
