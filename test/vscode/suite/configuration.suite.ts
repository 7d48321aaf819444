import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/client/commandIds.ts';
import { equal, ok } from './assert.ts';
import { extensionApi, ourDiagnostics, waitFor, workspaceFile } from './editor.ts';

const NAME = 'bedrock-cost-lint.yaml';

describe('the configuration', () => {
  it('is created with everything explained, and opened', async () => {
    await extensionApi();
    await vscode.commands.executeCommand(COMMANDS.createConfiguration);
    const document = vscode.window.activeTextEditor?.document;
    equal(document?.uri.path, workspaceFile(NAME).path);
    ok(document?.getText().includes('#workloads:'), 'it explains nothing');
  });

  it('shows a mistake at its line', async () => {
    const editor = await vscode.window.showTextDocument(workspaceFile(NAME));
    const { document } = editor;
    const line = document.lineCount;
    await editor.edit((edit) => {
      edit.insert(document.lineAt(line - 1).range.end, '\nregoin: eu-central-1\n');
    });
    const mistake = await waitFor(
      'the mistake',
      vscode.languages.onDidChangeDiagnostics,
      () => ourDiagnostics(document.uri)[0],
    );
    equal(document.lineAt(mistake.range.start.line).text, 'regoin: eu-central-1');
    ok(mistake.message.includes('regoin'), mistake.message);
  });

  it('is never overwritten', async () => {
    const { document } = await vscode.window.showTextDocument(workspaceFile(NAME));
    // It may be saved by itself, which takes its time.
    if (document.isDirty)
      await waitFor('the save', vscode.workspace.onDidSaveTextDocument, (saved) => {
        if (saved === undefined) void document.save();
        return saved === document ? true : undefined;
      });
    const written = await vscode.workspace.fs.readFile(document.uri);
    await vscode.commands.executeCommand(COMMANDS.createConfiguration);
    equal(await vscode.workspace.fs.readFile(document.uri), written, 'it was overwritten');
    ok(new TextDecoder().decode(written).includes('regoin'), 'it was not saved');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(workspaceFile(NAME));
  });
});
