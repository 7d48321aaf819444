/**
 * Opens a real VS Code window on a folder, with the extension from this checkout, for screenshots and hand checks.
 *
 *     node test/support/vscodeWindow.mjs examples --open service/app.py:12:5 --keys F1 --type "Bedrock" --shot picture.png
 *
 * Steps run in the order given: `--open <file[:line[:column]]>`, `--command <title>` (palette), `--keys <Playwright keys>`,
 * `--type <text>`, `--hover <text in the editor>`, `--click <selector>`, `--wait <seconds>`, `--shot <file.png>`. `--web` takes the web worker's extension
 * host, `--settings <json>` adds user settings, `--size 1280x800`, `--scale 2`, `--keep` leaves the server running and prints the
 * address. As a module: `openVscode()`.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ROOT, runNode } from '../../src/build/processes.mjs';
import { installVscode, openWindow, startServer, windowUrl } from './vscode/registryVscode.mjs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * @param {string} folder
 * @param {{ host?: 'node' | 'web', settings?: Readonly<Record<string, unknown>>, width?: number, height?: number, deviceScaleFactor?: number, file?: string | undefined }} [options]
 */
export async function openVscode(folder, { host = 'node', settings = {}, ...size } = {}) {
  await installVscode();
  const hostSettings =
    host === 'web' ? { 'remote.extensionKind': { 'bedrock-cost-lint.bedrock-cost-lint': ['web'] } } : {};
  const server = await startServer({ ...hostSettings, ...settings });
  const options = { folder, extension: ROOT, host, ...size };
  const { page, messages, close } = await openWindow(server, options);
  page.setDefaultTimeout(15_000);
  if (size.file !== undefined) await page.locator('.editor-instance .view-line').first().waitFor({ timeout: 120_000 });
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 120_000 });
  return {
    page,
    messages,
    url: windowUrl(server, options),
    stop: async () => {
      await close();
      await server.stop();
    },
  };
}

/** @type {Readonly<Record<string, (page: Page, value: string) => Promise<unknown>>>} */
const STEPS = {
  open: openFile,
  command: async (page, title) => {
    await pickInPalette(page, 'F1', title);
  },
  keys: (page, keys) => page.keyboard.press(keys),
  type: (page, text) => page.keyboard.type(text),
  hover: (page, text) => page.locator('.view-line span', { hasText: text }).last().hover(),
  click: (page, selector) => page.locator(selector).first().click(),
  wait: (page, seconds) => page.waitForTimeout(Number(seconds) * 1000),
  shot: (page, file) => page.screenshot({ path: file }),
};

/**
 * @param {Page} page
 * @param {string} place `file[:line[:column]]`, from the opened folder.
 */
async function openFile(page, place) {
  await pickInPalette(page, 'Control+p', place);
  await page.locator('.editor-instance .view-line').first().waitFor();
}

/**
 * Types again when nothing is offered: at first the extension host that searches may not be there yet.
 *
 * @param {Page} page
 * @param {string} keys
 * @param {string} text
 */
async function pickInPalette(page, keys, text, attempts = 10) {
  await page.keyboard.press(keys);
  await page.locator('.quick-input-widget input').waitFor();
  await page.keyboard.type(text);
  const first = page.locator('.quick-input-list .monaco-list-row').first();
  const isOffered = await first.waitFor({ timeout: 2000 }).then(
    () => true,
    () => false,
  );
  // The list may still be the one of the shorter text.
  await page.waitForTimeout(500);
  if (isOffered) return page.keyboard.press('Enter');
  if (attempts === 0) throw new Error(`Nothing is offered for ${text}`);
  await page.keyboard.press('Escape');
  await page.waitForTimeout(1000);
  return pickInPalette(page, keys, text, attempts - 1);
}

async function main() {
  const { values, positionals, tokens } = parseArgs({
    allowPositionals: true,
    tokens: true,
    options: {
      ...Object.fromEntries(Object.keys(STEPS).map((step) => [step, { type: 'string', multiple: true }])),
      web: { type: 'boolean', default: false },
      settings: { type: 'string', default: '{}' },
      size: { type: 'string', default: '1280x800' },
      scale: { type: 'string', default: '1' },
      keep: { type: 'boolean', default: false },
    },
  });
  /** @type {{ name: string, value: string }[]} */
  const steps = tokens.flatMap((token) =>
    token.kind === 'option' && token.name in STEPS ? [{ name: token.name, value: token.value ?? '' }] : [],
  );
  // A file to begin with is opened by the window itself: searching for it takes an extension host that is up.
  const first = steps[0]?.name === 'open' ? steps.shift() : undefined;
  const built = await runNode('src/build/build.ts', [], { output: 'stderr' });
  if (built.exitCode !== 0) throw new Error('The build failed');
  const [width = 1280, height = 800] = values.size.split('x').map(Number);
  const window = await openVscode(positionals[0] ?? 'examples', {
    host: values.web ? 'web' : 'node',
    settings: JSON.parse(values.settings),
    width,
    height,
    deviceScaleFactor: Number(values.scale),
    file: first?.value,
  });
  try {
    for (const { name, value } of steps) await STEPS[name]?.(window.page, value);
    if (values.keep) await untilInterrupted(window.url);
  } catch (error) {
    const picture = path.join(ROOT, '.cache/vscode-window-failure.png');
    await window.page.screenshot({ path: picture });
    console.error(`The window at the failed step: ${picture}`);
    throw error;
  } finally {
    await window.stop();
  }
}

/** @param {string} url */
async function untilInterrupted(url) {
  console.log(`${url}\nStop with Ctrl+C.`);
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

if (import.meta.url === pathToFileURL(path.resolve(process.argv[1] ?? '')).href) await main();
