import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { CLIENT_ID, CLIENT_NAME } from './clientHost.ts';
import { startLanguageClient } from './languageClient.ts';
import type { LanguageClientUse, StartedClient } from './languageClient.ts';

/** The server as a process beside the extension host. */
export function startNodeClient(extensionUri: vscode.Uri, use: LanguageClientUse): Promise<StartedClient> {
  const bundled = (name: string): vscode.Uri => vscode.Uri.joinPath(extensionUri, 'dist', name);
  const run = { module: bundled('server.node.js').fsPath, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  const transport = {
    createClient: (options: ConstructorParameters<typeof LanguageClient>[3]) =>
      new LanguageClient(CLIENT_ID, CLIENT_NAME, { run, debug }, options),
    assetsUri: bundled('assets').toString(),
    realUri,
  };
  return startLanguageClient(transport, use);
}

async function realUri(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  if (uri.scheme !== 'file') return uri;
  try {
    return vscode.Uri.file(await realpath(uri.fsPath));
  } catch {
    return undefined;
  }
}
