/**
 * `npm run test:vscode`: the suite in real VS Codes. Four runs: in the desktop's extension host and in the web
 * worker's, from the checkout and from the packed .vsix. `BEDROCK_COST_LINT_VSCODE=download|registry` says where VS Code comes from; without it the
 * download server is asked first. `--result <file>` writes the counts for `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { unzipSync } from 'fflate';
import { ROOT, runNode } from '../../src/build/processes.mjs';
import { canDownload, runInDesktop } from '../support/vscode/downloadedVscode.mjs';
import { installVscode, openWindow, startServer, waitUntil } from '../support/vscode/registryVscode.mjs';

/**
 * @typedef {object} Run
 * @property {string} name
 * @property {string} extension
 * @property {'node' | 'web'} host
 */

/**
 * @typedef {object} SuiteResult As `suite/index.ts` writes it.
 * @property {'node' | 'web'} host
 * @property {string} extensionPath
 * @property {string} vscodeVersion
 * @property {readonly string[]} passed
 * @property {readonly { title: string, reason: string }[]} failed
 */

/** How long one suite may take, on a slow and busy machine. */
const SUITE_LIMIT_MS = 300_000;

/** How long the result may take to reach the disk after the suite's end. */
const RESULT_DELAY_MS = 5000;

const manifest = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));

/** The payload's `extensionDevelopmentKind` moves an extension that also has `main` only together with this. */
const WEB_SETTINGS = { 'remote.extensionKind': { [`${manifest.publisher}.${manifest.name}`]: ['web'] } };

const FIXTURE = path.join(ROOT, 'test/vscode/workspace');

/** What is run in each host. */
const SUITES = /** @type {const} */ ({ node: 'test/vscode/desktop/index.ts', web: 'test/vscode/web/index.ts' });

const { values } = parseArgs({ options: { result: { type: 'string' } } });
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
respawnWithDisplay();
await main();

async function main() {
  const scratch = await realpath(await mkdtemp(path.join(tmpdir(), 'vscode-suite-')));
  let passed = 0;
  let failed = 0;
  try {
    await bundleSuites();
    const launch = await chooseLaunch();
    for (const suiteRun of await runs(scratch)) {
      const result = await resultOf(suiteRun, launch, scratch);
      passed += result.passed.length;
      failed += result.failed.length;
      print(suiteRun, result);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
  if (values.result !== undefined) await writeFile(values.result, JSON.stringify({ passed, failed }));
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

/**
 * @param {string} scratch
 * @returns {Promise<readonly Run[]>}
 */
async function runs(scratch) {
  const unpacked = await unpackedVsix(scratch);
  return [
    { name: 'desktop extension host', extension: ROOT, host: 'node' },
    { name: 'web worker extension host', extension: ROOT, host: 'web' },
    { name: 'packed .vsix, desktop extension host', extension: unpacked, host: 'node' },
    { name: 'packed .vsix, web worker extension host', extension: unpacked, host: 'web' },
  ];
}

/** Each one file: the web worker has no `require` but VS Code's own. */
async function bundleSuites() {
  await build({
    entryPoints: Object.entries(SUITES).map(([host, entry]) => ({
      in: path.join(ROOT, entry),
      out: `${host}Suite`,
    })),
    outdir: suiteFolder(ROOT),
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    target: 'es2022',
    external: ['vscode', 'node:*'],
    // Mocha's browser build lies in a package of ES modules: `exports` would be the suite's own. Now it sets globals.
    define: { exports: 'undefined', define: 'undefined' },
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/** @param {string} scratch */
async function unpackedVsix(scratch) {
  const file = path.join(scratch, 'extension.vsix');
  const packed = await runNode('src/build/package.ts', ['--out', file], { output: 'capture' });
  if (packed.exitCode !== 0) throw new Error(`Packing failed:\n${packed.output}`);
  for (const [name, content] of Object.entries(unzipSync(await readFile(file)))) {
    const target = path.join(scratch, 'vsix', name);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  const extension = path.join(scratch, 'vsix/extension');
  await cp(suiteFolder(ROOT), suiteFolder(extension), { recursive: true });
  return extension;
}

/**
 * @typedef {(options: { folder: string, extension: string, suite: string, host: 'node' | 'web' }) => Promise<void>} Launch
 *   Resolves when `result.json` is in the folder.
 */

/** @returns {Promise<Launch>} */
async function chooseLaunch() {
  const source = process.env['BEDROCK_COST_LINT_VSCODE'] ?? ((await canDownload()) ? 'download' : 'registry');
  if (source === 'download') return runInDesktop;
  if (source !== 'registry') throw new Error(`BEDROCK_COST_LINT_VSCODE must be download or registry, not ${source}`);
  await installVscode();
  return runInBrowser;
}

/** @type {Launch} */
async function runInBrowser(options) {
  const server = await startServer(options.host === 'web' ? WEB_SETTINGS : {});
  try {
    const window = await openWindow(server, options);
    try {
      await waitUntil(() => window.hasSuiteEnded() || existsSync(resultFile(options.folder)), SUITE_LIMIT_MS);
      await waitUntil(() => existsSync(resultFile(options.folder)), RESULT_DELAY_MS);
    } catch (error) {
      const screenshot = path.join(ROOT, '.cache/vscode-suite-failure.png');
      await window.page.screenshot({ path: screenshot });
      const said = window.messages.filter((message) => message.includes(path.basename(options.suite))).join('\n');
      throw new Error(`${String(error)}; the window is in ${screenshot}\n${said}`, { cause: error });
    } finally {
      await window.close();
    }
  } finally {
    await server.stop();
  }
}

/**
 * Never rejects: a VS Code that does not come up, or that ran another extension than it should, is a failure.
 *
 * @param {Run} suiteRun
 * @param {Launch} launch
 * @param {string} scratch
 * @returns {Promise<SuiteResult>}
 */
async function resultOf({ name, extension, host }, launch, scratch) {
  const folder = await mkdtemp(path.join(scratch, 'workspace-'));
  await cp(FIXTURE, folder, { recursive: true });
  let launchError;
  try {
    await launch({ folder, extension, suite: path.join(suiteFolder(extension), `${host}Suite.js`), host });
  } catch (error) {
    launchError = error;
  }
  /** @type {SuiteResult | undefined} */
  const result = existsSync(resultFile(folder)) ? JSON.parse(await readFile(resultFile(folder), 'utf8')) : undefined;
  if (!result) return failure(name, `no result: ${String(launchError)}`);
  if (result.passed.length + result.failed.length === 0) return failure(name, 'no test was executed');
  if (result.host !== host) return failure(name, `ran in the ${result.host} extension host`);
  if (comparable(result.extensionPath) !== comparable(extension)) return failure(name, `ran ${result.extensionPath}`);
  return result;
}

/**
 * VS Code runs a test module in the host of the extension that it lies in.
 *
 * @param {string} extension
 */
function suiteFolder(extension) {
  return path.join(extension, 'dist-test');
}

/**
 * A path as URIs and as Windows write it, in one form.
 *
 * @param {string} file
 */
function comparable(file) {
  return file
    .replaceAll('\\', '/')
    .replace(/^\/?([a-z]):/i, (_match, /** @type {string} */ drive) => `${drive.toLowerCase()}:`);
}

/** @param {string} folder */
function resultFile(folder) {
  return path.join(folder, 'result.json');
}

/**
 * @param {string} title
 * @param {string} reason
 * @returns {SuiteResult}
 */
function failure(title, reason) {
  return { host: 'node', extensionPath: '', vscodeVersion: '?', passed: [], failed: [{ title, reason }] };
}

/**
 * @param {Run} suiteRun
 * @param {SuiteResult} result
 */
function print({ name }, { vscodeVersion, passed, failed }) {
  console.log(`\n  VS Code ${vscodeVersion}, ${name}`);
  for (const title of passed) console.log(`    ✔ ${title}`);
  for (const { title, reason } of failed) console.log(`    ✘ ${title}\n${reason.replace(/^/gm, '      ')}`);
}

/** A desktop VS Code needs a display; on a Linux without one, a virtual one. */
function respawnWithDisplay() {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) return;
  if (spawnSync('which', ['xvfb-run']).status !== 0) return;
  const { status } = spawnSync('xvfb-run', ['-a', process.execPath, ...process.argv.slice(1)], { stdio: 'inherit' });
  process.exit(status ?? 1);
}
