import * as vscode from 'vscode';
import type { ReportedPlace } from './reportPage.ts';

/** Shows a place that the report names; of a notebook, the cell. */
export async function openPlace({ uri, line, column, cell }: ReportedPlace): Promise<void> {
  const position = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  const selection = new vscode.Range(position, position);
  const parsed = vscode.Uri.parse(uri);
  if (cell === undefined) {
    await vscode.window.showTextDocument(parsed, { selection, viewColumn: vscode.ViewColumn.One });
    return;
  }
  const notebook = await vscode.workspace.openNotebookDocument(parsed);
  const selections = [new vscode.NotebookRange(cell, cell + 1)];
  await vscode.window.showNotebookDocument(notebook, { selections, viewColumn: vscode.ViewColumn.One });
}
