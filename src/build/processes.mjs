/** Starting the tools of `node_modules` the same way on every system. Node's own modules only. */
import { spawn } from 'node:child_process';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * @typedef {object} Outcome
 * @property {number} exitCode
 * @property {string} output What it wrote to stdout and stderr, in order; empty when `output` was `inherit`.
 */

/**
 * @typedef {object} RunOptions
 * @property {'inherit' | 'capture' | 'stderr'} [output] `stderr` keeps stdout free for a result: all that is said goes to stderr.
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 */

/**
 * Runs a script of this repository or of an installed package with this very Node.
 *
 * @param {string} script From the repository's root; TypeScript goes through tsx.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Outcome>}
 */
export function runNode(script, args, options = {}) {
  const loader = script.endsWith('.ts') ? ['--import', 'tsx'] : [];
  return run(process.execPath, [...loader, path.join(ROOT, script), ...args], options);
}

/**
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Outcome>}
 */
export function runNpm(args, options = {}) {
  const cli = process.env['npm_execpath'];
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args], options);
  // Windows starts npm.cmd only through a shell.
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions & { shell?: boolean }} [options]
 * @returns {Promise<Outcome>}
 */
function run(command, args, { output = 'inherit', cwd = ROOT, env = process.env, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, shell, stdio: stdio(output) });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
    child.stderr?.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ exitCode: code ?? 1, output: Buffer.concat(chunks).toString() });
    });
  });
}

/**
 * @param {'inherit' | 'capture' | 'stderr'} output
 * @returns {import('node:child_process').StdioOptions}
 */
function stdio(output) {
  if (output === 'inherit') return 'inherit';
  return output === 'stderr' ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe'];
}
