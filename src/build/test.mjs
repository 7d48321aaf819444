/**
 * `npm test`, from a clean clone on: installs, builds, checks, runs all tests, then the suites in real VS Codes. The last line
 * is `N passed, N failed`; a step that fails as a whole counts as one failure.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildIfNeeded, installIfNeeded } from './prepare.mjs';
import { runNode } from './processes.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

const scratch = mkdtempSync(path.join(tmpdir(), 'test-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** @type {readonly (readonly [name: string, run: () => Promise<Counts>])[]} */
const STEPS = [
  ['Check', check],
  ['Tests', unitTests],
  ['Tests in VS Code', vscodeTests],
];

let passed = 0;
let failed = 0;
try {
  await installIfNeeded();
  await buildIfNeeded();
  for (const [name, run] of STEPS) {
    console.log(`\n${name}\n`);
    const counts = await run();
    passed += counts.passed;
    failed += counts.failed;
  }
} catch (error) {
  console.error(error);
  failed++;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/** @returns {Promise<Counts>} */
async function check() {
  const { exitCode } = await runNode('src/build/check.mjs', []);
  return { passed: 0, failed: exitCode === 0 ? 0 : 1 };
}

/** @returns {Promise<Counts>} */
function unitTests() {
  const counts = path.join(scratch, 'unit.json');
  const reporter = ['--reporter', 'src/build/mochaReporter.mjs', '--reporter-option', `counts=${counts}`];
  return countedRun('node_modules/mocha/bin/mocha.js', ['--forbid-only', ...reporter, 'test/**/*.test.ts'], counts);
}

/** @returns {Promise<Counts>} */
function vscodeTests() {
  const counts = path.join(scratch, 'vscode.json');
  return countedRun('test/vscode/run.mjs', ['--result', counts], counts);
}

/**
 * @param {string} script
 * @param {readonly string[]} args
 * @param {string} countsFile Where the script writes its counts.
 * @returns {Promise<Counts>}
 */
async function countedRun(script, args, countsFile) {
  const { exitCode } = await runNode(script, args);
  /** @type {Counts} */
  const counts = existsSync(countsFile) ? JSON.parse(readFileSync(countsFile, 'utf8')) : { passed: 0, failed: 0 };
  const failedOtherwise = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0);
  return failedOtherwise ? { ...counts, failed: 1 } : counts;
}
