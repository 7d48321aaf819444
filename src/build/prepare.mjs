/**
 * Brings a checkout to where its commands can run: packages installed as the lock says, bundles newer than what they are
 * made of. Node's own modules only, as nothing may be installed yet. Everything it says goes to stderr.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ROOT, runNode, runNpm } from './processes.mjs';

/** What the bundles and assets are made of. */
const BUILD_INPUTS = ['src', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** Written last by a build that succeeded. */
const BUILD_RESULT = 'dist/.built';

export async function installIfNeeded() {
  if (isInstalled()) return;
  console.error('Installing packages (npm ci)');
  const { exitCode } = await runNpm(['ci'], { output: 'stderr' });
  if (exitCode !== 0) throw new Error('npm ci failed');
}

export async function buildIfNeeded() {
  if (isBuilt()) return;
  const { exitCode } = await runNode('src/build/build.ts', [], { output: 'stderr' });
  if (exitCode !== 0) throw new Error('The build failed');
}

/** Whether every package that the lock asks for is there in its version; what npm left out on this system is optional. */
function isInstalled() {
  const installedLock = path.join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const installed = readPackages(installedLock);
  return Object.entries(readPackages(path.join(ROOT, 'package-lock.json'))).every(
    ([folder, { version, optional }]) =>
      folder === '' || (folder in installed ? installed[folder]?.version === version : optional === true),
  );
}

/**
 * @param {string} lock
 * @returns {Readonly<Record<string, { readonly version?: string, readonly optional?: boolean }>>}
 */
function readPackages(lock) {
  return JSON.parse(readFileSync(lock, 'utf8')).packages;
}

function isBuilt() {
  const result = path.join(ROOT, BUILD_RESULT);
  if (!existsSync(result)) return false;
  const builtAt = statSync(result).mtimeMs;
  return BUILD_INPUTS.every((input) => newestChange(path.join(ROOT, input)) <= builtAt);
}

/**
 * @param {string} file A file or a folder.
 * @returns {number}
 */
function newestChange(file) {
  const { mtimeMs } = statSync(file);
  const files = statSync(file).isDirectory() ? readdirSync(file, { recursive: true, encoding: 'utf8' }) : [];
  return files.reduce((newest, name) => Math.max(newest, statSync(path.join(file, name)).mtimeMs), mtimeMs);
}
