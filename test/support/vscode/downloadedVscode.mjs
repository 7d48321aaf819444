/** VS Code's own builds, where its download server can be reached: a contributor's laptop, GitHub Actions. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { ROOT } from '../../../src/build/processes.mjs';

const PROBE = 'https://update.code.visualstudio.com/api/releases/stable';
const PROBE_LIMIT_MS = 5000;

export async function canDownload() {
  try {
    return (await fetch(PROBE, { signal: AbortSignal.timeout(PROBE_LIMIT_MS) })).ok;
  } catch {
    return false;
  }
}

/**
 * Runs the suite in a desktop window; rejects when it fails.
 *
 * @param {{ folder: string, extension: string, suite: string, host: 'node' | 'web' }} options
 */
export async function runInDesktop({ folder, extension, suite, host }) {
  // The path of VS Code's sockets is below this folder and must be short on macOS.
  const userData = await mkdtemp(path.join(tmpdir(), 'vsc-'));
  try {
    await runTests({
      version: process.env['BEDROCK_COST_LINT_VSCODE_VERSION'] ?? 'stable',
      cachePath: path.join(ROOT, '.cache/vscode-test'),
      extensionDevelopmentPath: extension,
      extensionTestsPath: suite,
      launchArgs: [
        folder,
        `--user-data-dir=${userData}`,
        '--disable-extensions',
        '--disable-workspace-trust',
        '--skip-welcome',
        '--skip-release-notes',
        ...(host === 'web' ? ['--extensionDevelopmentKind=web'] : []),
      ],
    });
  } finally {
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}
