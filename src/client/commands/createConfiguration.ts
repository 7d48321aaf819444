import * as vscode from 'vscode';
import type { CommentedConfigurationResult } from '../../server/protocol.ts';
import { COMMENTED_CONFIGURATION } from '../../server/protocol.ts';
import type { Context } from '../context.ts';

/** Writes a commented configuration into a folder of the workspace and opens it; one that is there is only opened. */
export async function createConfiguration({ server }: Context): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) return;
  const { fileName, text } = await server.request<CommentedConfigurationResult>(COMMENTED_CONFIGURATION, {});
  const existing = await existingConfiguration(folder, fileName);
  const uri = existing ?? vscode.Uri.joinPath(folder, fileName);
  if (existing === undefined) {
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(uri, { overwrite: false, ignoreIfExists: false, contents: new TextEncoder().encode(text) });
    const isCreated = await vscode.workspace.applyEdit(edit);
    if (!isCreated) throw new Error(`${vscode.workspace.asRelativePath(uri)} could not be created.`);
  } else {
    void vscode.window.showInformationMessage(
      `${vscode.workspace.asRelativePath(uri)} is there already and stays as it is.`,
    );
  }
  await vscode.window.showTextDocument(uri);
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) {
    const picked = await vscode.window.showWorkspaceFolderPick({ placeHolder: 'Folder that the configuration is for' });
    return picked?.uri;
  }
  if (folders[0] !== undefined) return folders[0].uri;
  const open = 'Open Folder';
  const message = 'A configuration stands in a folder. Open the one with your code first.';
  const choice = await vscode.window.showInformationMessage(message, open);
  if (choice === open) await vscode.commands.executeCommand('vscode.openFolder');
  return undefined;
}

async function existingConfiguration(folder: vscode.Uri, fileName: string): Promise<vscode.Uri | undefined> {
  for (const name of [fileName, fileName.replace(/\.yaml$/, '.yml')]) {
    const uri = vscode.Uri.joinPath(folder, name);
    try {
      await vscode.workspace.fs.stat(uri);
      return uri;
    } catch {
      // Nothing is there.
    }
  }
  return undefined;
}
