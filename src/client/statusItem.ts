import * as vscode from 'vscode';
import type { FileStatus } from '../server/protocol.ts';
import { COMMANDS } from './commandIds.ts';
import type { ServerControl } from './serverControl.ts';

export interface StatusItem {
  readonly onDidChange: vscode.Event<string>;
  dispose(): void;
}

/** The status bar says what the calls of the active file cost. */
export function showFileStatus(server: ServerControl): StatusItem {
  const changed = new vscode.EventEmitter<string>();
  const statuses = new Map<string, FileStatus>();
  const item = vscode.window.createStatusBarItem('bedrockCostLint.file', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Bedrock Cost Lint: cost of the file';
  item.command = COMMANDS.showWorkloadReport;

  const update = (): void => {
    const status = activeUris()
      .map((uri) => statuses.get(uri))
      .find((found) => found !== undefined);
    if (status === undefined) item.hide();
    else {
      item.text = `$(credit-card) ${withoutIcons(status.text)}`;
      item.tooltip = tooltip(status);
      item.accessibilityInformation = { label: `Bedrock cost of this file: ${status.text}` };
      item.show();
    }
    void vscode.commands.executeCommand('setContext', 'bedrockCostLint.fileHasCalls', status !== undefined);
    changed.fire(status?.text ?? '');
  };
  const disposables = [
    item,
    changed,
    server.onFileStatus((status) => {
      const key = vscode.Uri.parse(status.uri).toString();
      if (status.text === '') statuses.delete(key);
      else statuses.set(key, status);
      update();
    }),
    server.onDidStart(() => {
      statuses.clear();
      update();
    }),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.window.onDidChangeActiveNotebookEditor(update),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => void statuses.delete(uri.toString())),
    vscode.workspace.onDidCloseNotebookDocument(({ uri }) => void statuses.delete(uri.toString())),
  ];
  return {
    onDidChange: changed.event,
    dispose() {
      for (const disposable of disposables) disposable.dispose();
    },
  };
}

/** Of the active cell and its notebook, or of the active document. */
function activeUris(): readonly string[] {
  const uris = [vscode.window.activeTextEditor?.document.uri, vscode.window.activeNotebookEditor?.notebook.uri];
  return uris.flatMap((uri) => (uri === undefined ? [] : [uri.toString()]));
}

function tooltip({ tooltip: markdown }: FileStatus): vscode.MarkdownString {
  return new vscode.MarkdownString(`${markdown}\n\nClick to show the workload report.`);
}

/** `$(name)` would be a picture. */
function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$\u200B(');
}
