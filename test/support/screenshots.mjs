/**
 * `node test/support/screenshots.mjs`: takes the pictures of the README and the walkthrough anew, from `examples` in a real
 * VS Code. Look at them before you commit them.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../src/build/processes.mjs';
import { openVscode } from './vscodeWindow.mjs';

/** @typedef {import('playwright-core').Page} Page */

const MEDIA = path.join(ROOT, 'media');
const SIZE = { width: 1040, height: 640, deviceScaleFactor: 1.5 };

/** Nothing but the editor. */
const SETTINGS = {
  'breadcrumbs.enabled': false,
  'editor.fontSize': 13,
  'editor.guides.indentation': false,
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.scrollbar.horizontal': 'hidden',
  'editor.scrollbar.vertical': 'hidden',
  'editor.stickyScroll.enabled': false,
  'files.autoSave': 'off',
  'window.commandCenter': false,
  'window.customTitleBarVisibility': 'never',
  'workbench.layoutControl.enabled': false,
  'workbench.navigationControl.enabled': false,
};

const scratch = await mkdtemp(path.join(tmpdir(), 'screenshots-'));
try {
  await cp(path.join(ROOT, 'examples'), scratch, { recursive: true });
  const window = await openVscode(scratch, {
    ...SIZE,
    settings: SETTINGS,
    file: 'support_service/answer.py:17:20',
  });
  try {
    await takeAll(window.page);
  } finally {
    await window.stop();
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/** @param {Page} page */
async function takeAll(page) {
  await page.locator('.codelens-decoration').first().waitFor({ timeout: 60_000 });
  await page.keyboard.press('Control+b');
  await settle(page);
  await takeCall(page);
  await takeQuickFix(page);
  await takeReport(page);
}

/** @param {Page} page */
async function takeCall(page) {
  // Where no finding is: its message would stand above the table.
  await page.locator('.view-line span', { hasText: 'modelId' }).last().hover();
  await page.locator('.monaco-hover:visible').first().waitFor();
  await settle(page);
  const clip = { x: 52, y: 38, width: 800, height: 530 };
  await page.screenshot({ path: path.join(MEDIA, 'walkthrough/call.png'), clip });
  await page.keyboard.press('Escape');
  await page.mouse.move(900, 20);
}

/** @param {Page} page */
async function takeQuickFix(page) {
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget').first().waitFor();
  await settle(page);
  await page.screenshot({ path: path.join(MEDIA, 'screenshot-editor.png') });
  await page.keyboard.press('Escape');
}

/** @param {Page} page */
async function takeReport(page) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill('>Bedrock Cost Lint: Show Workload Report');
  await settle(page);
  await page.keyboard.press('Enter');
  await page.locator('iframe.webview').waitFor();
  await page.waitForTimeout(5000);
  await page.screenshot({ path: path.join(MEDIA, 'screenshot-report.png') });
  const clip = { x: 52, y: 5, width: 960, height: 600 };
  await page.screenshot({ path: path.join(MEDIA, 'walkthrough/report.png'), clip });
}

/** @param {Page} page */
async function settle(page) {
  await page.waitForTimeout(1500);
}
