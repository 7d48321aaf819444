/** Answers what the server asks of files: of any file system that VS Code has, and of none outside of the workspace. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { FilesExistParams, FilesExistResult } from '../server/protocol.ts';
import type { ReadAssetParams, ReadAssetResult, ReadFileParams, ReadFileResult } from '../server/protocol.ts';
import { FILES_EXIST, READ_ASSET, READ_FILE } from '../server/protocol.ts';
import { toBase64 } from './base64.ts';
import { answerFolderRequests } from './folderRequests.ts';
import type { Transport } from './transport.ts';
import type { Bounds } from './workspaceBounds.ts';
import { isInWorkspace } from './workspaceBounds.ts';

const OUTSIDE = 'leads out of the workspace';

export function answerFileRequests(client: BaseLanguageClient, transport: Transport, extensionUri: vscode.Uri): void {
  client.onRequest(READ_FILE, ({ uri, maximumBytes }: ReadFileParams) =>
    readFile(vscode.Uri.parse(uri, true), maximumBytes, transport),
  );
  client.onRequest(FILES_EXIST, ({ uris, maximumBytes }: FilesExistParams): Promise<FilesExistResult> =>
    Promise.all(uris.map((uri, index) => isReadable(vscode.Uri.parse(uri, true), maximumBytes[index] ?? 0, transport))),
  );
  answerFolderRequests(client, async (link) => !(await isInWorkspace(link, boundsOf(transport))));
  client.onRequest(READ_ASSET, ({ name }: ReadAssetParams) => readAsset(extensionUri, name));
}

async function readFile(uri: vscode.Uri, maximumBytes: number, transport: Transport): Promise<ReadFileResult> {
  const stat = await statOf(uri);
  if (stat === undefined) return { kind: 'missing' };
  if ((stat.type & vscode.FileType.File) === 0) return { kind: 'skipped', reason: 'is not a regular file' };
  if (!(await isInWorkspace(uri, boundsOf(transport)))) return { kind: 'skipped', reason: OUTSIDE };
  if (stat.size > maximumBytes)
    return { kind: 'skipped', reason: `is larger than ${megabytes(maximumBytes)}: ${megabytes(stat.size)}` };
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return { kind: 'bytes', base64: toBase64(bytes) };
  } catch (error) {
    return { kind: 'skipped', reason: `cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

async function isReadable(uri: vscode.Uri, maximumBytes: number, transport: Transport): Promise<boolean> {
  const stat = await statOf(uri);
  if (stat === undefined || (stat.type & vscode.FileType.File) === 0 || stat.size > maximumBytes) return false;
  return isInWorkspace(uri, boundsOf(transport));
}

/** Undefined when nothing is there, or nothing that may be looked at. */
async function statOf(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch {
    return undefined;
  }
}

function boundsOf({ realUri }: Transport): Bounds<vscode.Uri> {
  return {
    folderOf: (uri) => vscode.workspace.getWorkspaceFolder(uri)?.uri,
    parentOf: (uri) => vscode.Uri.joinPath(uri, '..'),
    isLink: async (uri) => (((await statOf(uri))?.type ?? 0) & vscode.FileType.SymbolicLink) !== 0,
    ...(realUri && { realUri }),
  };
}

async function readAsset(extensionUri: vscode.Uri, name: string): Promise<ReadAssetResult> {
  if (!/^[\w.-]+$/.test(name)) throw new Error(`${name} is no name of an asset`);
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', 'assets', name));
  return { base64: toBase64(bytes) };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
