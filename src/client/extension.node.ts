import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { activateExtension } from './activate.ts';
import type { Api } from './activate.ts';
import type { ClientHost } from './clientHost.ts';
import { CLIENT_ID, CLIENT_NAME } from './clientHost.ts';

export function activate(context: vscode.ExtensionContext): Api {
  const bundled = (name: string): vscode.Uri => vscode.Uri.joinPath(context.extensionUri, 'dist', name);
  const host: ClientHost = {
    async createClient(options) {
      const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
      const run = { module: bundled('server.node.js').fsPath, transport: TransportKind.ipc };
      const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
      return new LanguageClient(CLIENT_ID, CLIENT_NAME, { run, debug }, options);
    },
    assetsUri: bundled('assets').toString(),
    realUri,
  };
  return activateExtension(context, host);
}

async function realUri(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  if (uri.scheme !== 'file') return uri;
  try {
    return vscode.Uri.file(await realpath(uri.fsPath));
  } catch {
    return undefined;
  }
}
