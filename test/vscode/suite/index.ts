/** What a VS Code under test loads: runs the suites and writes `result.json` into the workspace, which every host can. */
import './setup.ts';
import './activation.suite.ts';
import './configuration.suite.ts';
import './editing.suite.ts';
import './workspace.suite.ts';
import * as vscode from 'vscode';
import manifest from '../../../package.json' with { type: 'json' };

interface SuiteResult {
  readonly host: 'node' | 'web';
  readonly extensionPath: string;
  readonly vscodeVersion: string;
  readonly passed: readonly string[];
  readonly failed: readonly { readonly title: string; readonly reason: string }[];
}

export async function run(): Promise<void> {
  const result = await runSuites();
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) throw new Error('the tests need a workspace folder to write their result into');
  const content = new TextEncoder().encode(JSON.stringify(result, null, 2));
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, 'result.json'), content);
  if (result.failed.length > 0) throw new Error(`${result.failed.length} failed`);
}

function runSuites(): Promise<SuiteResult> {
  const passed: string[] = [];
  const failed: { title: string; reason: string }[] = [];
  return new Promise((resolve) => {
    // The browser build's own `run` reads the page's address, which an extension host does not have.
    const runner = Mocha.prototype.run.call(mocha, () => {
      resolve({
        host: 'importScripts' in globalThis ? 'web' : 'node',
        extensionPath:
          vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`)?.extensionUri.path ?? '',
        vscodeVersion: vscode.version,
        passed,
        failed,
      });
    });
    runner.on('pass', (test) => passed.push(test.fullTitle()));
    runner.on('fail', (test, error: Error) => {
      failed.push({ title: test.fullTitle(), reason: error.stack ?? error.message });
    });
  });
}
