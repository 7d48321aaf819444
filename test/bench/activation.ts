/** What VS Code itself says of our activation, in a real window: the middle one of several. Prints one JSON line a figure. */
import path from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { ROOT } from '../../src/build/processes.mjs';
import { installVscode, openWindow, startServer } from '../support/vscode/registryVscode.mjs';

const WINDOWS = 5;
const ACTIVATION_BUDGET_MS = 50;
const MAXIMUM_ATTEMPTS = 10;

interface Activation {
  readonly load: number;
  readonly activate: number;
}

const id = `${manifest.publisher}.${manifest.name}`;

await installVscode();
const server = await startServer();
try {
  const activations: Activation[] = [];
  for (let index = 0; index < WINDOWS; index++) activations.push(await measure());
  activations.sort((a, b) => a.load + a.activate - b.load - b.activate);
  const { load, activate } = activations[Math.floor(WINDOWS / 2)] ?? { load: NaN, activate: NaN };
  print({ what: 'activation in VS Code', value: load + activate, budget: ACTIVATION_BUDGET_MS });
  print({ what: '… of it loading the code', value: load });
} finally {
  await server.stop();
}

function print(figure: { readonly what: string; readonly value: number; readonly budget?: number }): void {
  console.log(JSON.stringify({ unit: 'ms', ...figure }));
}

/** On a workspace with a configuration, which activates us when the window opens, beside what else starts then. */
async function measure(): Promise<Activation> {
  const folder = path.join(ROOT, 'examples');
  // High enough for every line of the page that is read.
  const { page, close } = await openWindow(server, { folder, extension: ROOT, host: 'node', height: 3000 });
  try {
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 120_000 });
    for (let attempt = 0; attempt < MAXIMUM_ATTEMPTS; attempt++) {
      await page.waitForTimeout(3000);
      await page.keyboard.press('F1');
      await page.locator('.quick-input-widget input').fill('>Developer: Startup Performance');
      await page.waitForTimeout(1500);
      await page.keyboard.press('Enter');
      await page.waitForTimeout(2000);
      const lines = await page.locator('.editor-instance .view-line').allInnerTexts();
      const found = lines.map(activationOf).find((activation) => activation !== undefined);
      if (found) return found;
      await page.keyboard.press('Control+F4');
    }
    throw new Error('VS Code does not say how long the activation took');
  } finally {
    await close();
  }
}

/** Of a row: `| id | eager | load code | call activate | finish activate | event | by |`. */
function activationOf(line: string): Activation | undefined {
  const cells = line.split('|').map((cell) => cell.trim());
  if (cells[1] !== id) return undefined;
  const [load, call, finish] = cells.slice(3, 6).map(Number);
  return { load: load ?? NaN, activate: (call ?? NaN) + (finish ?? NaN) };
}
