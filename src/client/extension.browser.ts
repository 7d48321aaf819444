import * as vscode from 'vscode';
import type { LanguageClient, LanguageClientOptions, MessageTransports } from 'vscode-languageclient/browser';
import { activateExtension } from './activate.ts';
import type { Api } from './activate.ts';
import { CLIENT_ID, CLIENT_NAME } from './clientHost.ts';

export function activate(context: vscode.ExtensionContext): Api {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.browser.js');
  return activateExtension(context, { createClient: (options) => createClient(script, options) });
}

async function createClient(script: vscode.Uri, options: LanguageClientOptions): Promise<LanguageClient> {
  const protocol = await import('vscode-languageclient/browser');
  let worker: Worker | undefined;
  const client = new protocol.LanguageClient(CLIENT_ID, CLIENT_NAME, start, options);
  client.onDidChangeState(({ newState }) => {
    if (newState === protocol.State.Stopped) worker?.terminate();
  });
  return client;

  async function start(): Promise<MessageTransports> {
    worker = await startWorker(script);
    worker.addEventListener('error', ({ message }) => options.outputChannel?.error(`In the server: ${message}`));
    return { reader: new protocol.BrowserMessageReader(worker), writer: new protocol.BrowserMessageWriter(worker) };
  }
}

/** From the script's text: so it starts wherever the extension lies, also on a remote machine. */
async function startWorker(script: vscode.Uri): Promise<Worker> {
  const bytes = await vscode.workspace.fs.readFile(script);
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'text/javascript' }));
  return new Worker(url);
}
