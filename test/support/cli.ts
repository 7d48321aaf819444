/** The built command line, as a user starts it. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildIfNeeded } from '../../src/build/prepare.mjs';

export const ROOT = join(import.meta.dirname, '../..');
const CLI = join(ROOT, 'dist/cli.js');

export interface Outcome {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string;
  /** For a server, which ends when its input does. */
  readonly keepsInputOpen?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** What whoever runs the tests has in a cache must not change what a test expects. */
const NO_CACHE = { XDG_CACHE_HOME: join(tmpdir(), 'no-such-cache'), LOCALAPPDATA: join(tmpdir(), 'no-such-cache') };

/** Fails the test when the command hangs. */
const HANG_MS = 60_000;

let built: Promise<void> | undefined;

export function buildCli(): Promise<void> {
  built ??= buildIfNeeded();
  return built;
}

/** Runs `bedrock-cost-lint` on a fixed day and without colours of its own accord. */
export function runCli(
  args: readonly string[],
  { cwd = ROOT, input = '', keepsInputOpen = false, env = {} }: RunOptions = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd,
      env: { PATH: process.env['PATH'], SOURCE_DATE_EPOCH: '1795219200', ...NO_CACHE, ...env },
      timeout: HANG_MS,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      resolve({ exitCode, signal, stdout: textOf(stdout), stderr: textOf(stderr) });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.write(input);
    if (!keepsInputOpen) child.stdin.end();
  });
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8');
}

/** A folder of its own that is gone after the test; without links in its path. */
export class Scratch {
  readonly path = realpathSync.native(mkdtempSync(join(tmpdir(), 'cli-')));

  /** @param files Contents by path. */
  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  write(name: string, content: string | Uint8Array): string {
    const file = join(this.path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
