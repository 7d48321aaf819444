import * as vscode from 'vscode';
import { equal, ok } from './assert.ts';
import { actionsFor, applyAction, diagnosticOf, extensionApi, noDiagnosticOf, openFile } from './editor.ts';
import { hoverText, lensesOf, waitFor, workspaceFile } from './editor.ts';

const CAP = 'sizing/use-max-tokens';

describe('a Python file with a call', () => {
  const uri = workspaceFile('service.py');
  let editor: vscode.TextEditor;
  let call: vscode.Position;

  before(async () => {
    await extensionApi();
    editor = await openFile('service.py');
    call = editor.document.positionAt(editor.document.getText().indexOf('converse('));
  });

  it('has its finding at the call, with money and a page', async () => {
    const diagnostic = await diagnosticOf(CAP, uri);
    ok(diagnostic.range.contains(call), 'the finding is elsewhere');
    ok(diagnostic.message.includes('$'), diagnostic.message);
    ok(typeof diagnostic.code === 'object' && diagnostic.code.target.path.includes(CAP), 'no link to the page');
  });

  it('says in a hover what the call costs', async () => {
    await diagnosticOf(CAP, uri);
    const text = await hoverText(uri, call);
    ok(text.includes('| segment |'), text);
    ok(text.includes('per 1,000 calls'), text);
  });

  it('says above the call what it costs', async () => {
    await diagnosticOf(CAP, uri);
    const [lens] = await lensesOf(uri);
    ok(lens?.command, 'there is no lens');
    equal(lens.range.start.line, call.line);
    ok(/tokens in .*per 1,000 calls/.test(lens.command.title), lens.command.title);
    const { command, arguments: values = [] } = lens.command;
    await vscode.commands.executeCommand(command, ...(values as unknown[]));
    equal(vscode.window.activeTextEditor?.selection.active.line, call.line, 'the lens leads elsewhere');
  });

  it('offers a fix after which the finding is gone, and which can be undone', async () => {
    const before = editor.document.getText();
    const fix = (await actionsFor(CAP, uri)).find(({ title }) => title.startsWith('Set the output cap'));
    ok(fix, 'there is no fix');
    await applyAction(fix);
    await noDiagnosticOf(CAP, uri);
    ok(editor.document.getText().includes('maxTokens'), 'there is no cap');
    await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand('undo');
    equal(editor.document.getText(), before, 'it was not undone');
    await diagnosticOf(CAP, uri);
  });

  it('says in the status bar what the file costs', async () => {
    const { onDidChangeStatus } = await extensionApi();
    let status = '';
    const found = waitFor('the status', onDidChangeStatus, (text) =>
      (status = text ?? '') === '' ? undefined : status,
    );
    await openFile('triage.prompt');
    await openFile('service.py');
    ok((await found).includes('tokens'), status);
  });
});

describe('suppressing a finding', () => {
  it('writes a comment with a place for the reason', async () => {
    await extensionApi();
    const uri = workspaceFile('suppressed.py');
    const { document } = await openFile('suppressed.py');
    const action = (await actionsFor(CAP, uri)).find(({ title }) => title.startsWith(`Suppress ${CAP} for this line`));
    ok(action, 'there is no such action');
    await applyAction(action);
    await noDiagnosticOf(CAP, uri);
    ok(document.getText().includes(`# bedrock-cost-lint-ignore ${CAP}: `), document.getText());
  });
});

describe('a prompt template', () => {
  it('has a language and a lens', async () => {
    await extensionApi();
    const { document } = await openFile('triage.prompt');
    equal(document.languageId, 'prompt-template');
    const lenses = await lensesOf(document.uri);
    ok(/≈ \d+ out · .* per 1,000 calls/.test(lenses[0]?.command?.title ?? ''), JSON.stringify(lenses));
  });
});

describe('a notebook', () => {
  it('has its finding in the cell of the call', async () => {
    await extensionApi();
    const notebook = await vscode.workspace.openNotebookDocument(workspaceFile('explore.ipynb'));
    await vscode.window.showNotebookDocument(notebook);
    const cell = notebook.cellAt(1).document;
    equal(cell.languageId, 'python');
    const { range } = await diagnosticOf(CAP, cell.uri);
    equal(range.start.line, 0);
  });
});
