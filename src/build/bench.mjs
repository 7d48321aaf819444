/** `npm run bench`: measures what has a budget and prints it as a table. `npm run bench -- FOLDER` checks that folder. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildIfNeeded, installIfNeeded } from './prepare.mjs';
import { ROOT, runNode } from './processes.mjs';

/**
 * @typedef {object} Figure One line of a benchmark.
 * @property {string} what
 * @property {string} unit
 * @property {number} [value] A figure; else there are percentiles, or memory before and after.
 * @property {number} [p95]
 * @property {{ resident: number, heap: number }} [early]
 * @property {{ resident: number, heap: number }} [late]
 * @property {number} [budget] The most that the value, or the 95th percentile, may be.
 */

await installIfNeeded();
await buildIfNeeded();

/** @type {readonly Figure[]} */
const figures = [
  ...bundleSizes(),
  ...(await figuresOf('test/bench/commandLine.ts', process.argv.slice(2))),
  ...(await figuresOf('test/bench/server.ts', [])),
  ...(await figuresOf('test/bench/editorCheck.ts', [])),
  ...(await figuresOf('test/bench/activation.ts', []).catch(notMeasured)),
  ...(await figuresOf('test/bench/tokens.ts', [])),
];
printTable(figures.map(rowOf));
process.exitCode = figures.every(isWithinBudget) ? 0 : 1;

/** @returns {readonly Figure[]} */
function bundleSizes() {
  const code = (/** @type {string} */ name) => readFileSync(path.join(ROOT, 'dist', name));
  const kilobytes = (/** @type {Buffer} */ bytes) => Math.round(bytes.length / 102.4) / 10;
  const later = code('languageClient.node.js');
  const browser = code('extension.browser.js');
  return [
    { what: 'dist/extension.node.js', unit: 'KB', value: kilobytes(code('extension.node.js')), budget: 150 },
    { what: 'dist/languageClient.node.js, loaded after activation', unit: 'KB', value: kilobytes(later) },
    { what: 'dist/extension.browser.js', unit: 'KB', value: kilobytes(browser) },
    { what: '… compressed', unit: 'KB', value: kilobytes(gzipSync(browser)), budget: 150 },
  ];
}

/**
 * @param {string} script
 * @param {readonly string[]} args
 * @returns {Promise<readonly Figure[]>}
 */
async function figuresOf(script, args) {
  console.error(`Running ${script}`);
  const { exitCode, output } = await runNode(script, args, { output: 'capture' });
  if (exitCode !== 0) throw new Error(`${script} failed:\n${output}`);
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}

/**
 * No window can be opened where there is no Chromium, for example.
 *
 * @param {unknown} error
 * @returns {readonly Figure[]}
 */
function notMeasured(error) {
  console.error(String(error));
  return [{ what: 'activation in VS Code: not measured', unit: '' }];
}

/** @param {Figure} figure */
function measuredOf({ value, p95 }) {
  return value ?? p95;
}

/** @param {Figure} figure */
function isWithinBudget({ budget, ...figure }) {
  return budget === undefined || (measuredOf({ budget, ...figure }) ?? 0) <= budget;
}

/**
 * @param {Figure} figure
 * @returns {readonly string[]}
 */
function rowOf(figure) {
  const { what, unit, budget, p95, early, late } = figure;
  if (unit === '') return [what];
  const measured =
    early && late
      ? `heap ${early.heap} → ${late.heap} ${unit}`
      : `${p95 === undefined ? '' : 'p95 '}${measuredOf(figure)} ${unit}`;
  const limit = budget === undefined ? '' : `≤ ${budget} ${unit}`;
  return [what, measured, limit, budget === undefined ? '' : isWithinBudget(figure) ? '✔' : '✘'];
}

/** @param {readonly (readonly string[])[]} rows */
function printTable(rows) {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows)
    console.log(
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}
