import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/client/commandIds.ts';
import type { CheckWorkspaceResult } from '../../../src/server/protocol.ts';
import { equal, ok } from './assert.ts';
import { extensionApi, tabLabels, waitFor } from './editor.ts';

const REPORT = 'Bedrock Workload Report';

describe('the workspace', () => {
  it('is checked with all its files', async () => {
    await extensionApi();
    const result = await vscode.commands.executeCommand<CheckWorkspaceResult>(COMMANDS.checkWorkspace);
    equal(result.callSites, 3, 'calls');
    ok(result.findings >= 2, `${result.findings} findings`);
    equal(result.skipped, []);
  });

  it('has no files that Git ignores, as on the command line', async () => {
    await extensionApi();
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    ok(folder !== undefined, 'a folder is open');
    const call = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder.uri, 'service.py'));
    const rules = new TextEncoder().encode('/made/*\n!/made/kept.py\n');
    const written = { '.gitignore': rules, 'made/left_out.py': call, 'made/kept.py': call };
    for (const [name, content] of Object.entries(written)) {
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder.uri, name), content);
    }
    try {
      const { callSites } = await vscode.commands.executeCommand<CheckWorkspaceResult>(COMMANDS.checkWorkspace);
      equal(callSites, 4, 'calls: those of the fixture, and one of a file that is kept');
    } finally {
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder.uri, '.gitignore'));
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder.uri, 'made'), { recursive: true });
    }
  });

  it('is reported in a view that shows its calls', async () => {
    const { onDidShowReport } = await extensionApi();
    const shown = waitFor('the report', onDidShowReport, (report) => report);
    await vscode.commands.executeCommand(COMMANDS.showWorkloadReport);
    ok((await shown).rows >= 4, `${(await shown).rows} rows`);
    ok(tabLabels().includes(REPORT), tabLabels().join(', '));
  });

  it('keeps one report, which can be made again', async () => {
    const { onDidShowReport } = await extensionApi();
    const shown = waitFor('the report', onDidShowReport, (report) => report);
    await vscode.commands.executeCommand(COMMANDS.showWorkloadReport);
    await shown;
    equal(
      tabLabels().filter((label) => label === REPORT),
      [REPORT],
    );
  });
});

describe('the page of a rule', () => {
  it('is shown beside the code', async () => {
    await extensionApi();
    await vscode.commands.executeCommand(COMMANDS.openRule, 'sizing/use-max-tokens');
    const label = await waitFor('the page', vscode.window.tabGroups.onDidChangeTabs, () =>
      tabLabels().find((tab) => tab.includes('use-max-tokens')),
    );
    ok(label.startsWith('Preview'), label);
  });
});
