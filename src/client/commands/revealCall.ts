import * as vscode from 'vscode';
import { placeOfArgument } from './position.ts';

/** A click on a lens: puts the cursor on its call and shows what the call costs. */
export async function revealCall(argument: unknown): Promise<void> {
  const place = placeOfArgument(argument);
  if (place === undefined) return;
  const { uri, position } = place;
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const shown = editor ?? (await vscode.window.showTextDocument(uri));
  shown.selection = new vscode.Selection(position, position);
  shown.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.commands.executeCommand('editor.action.showHover');
}
