import * as vscode from 'vscode';
import type { LanguageClientOptions, MessageTransports } from 'vscode-languageclient/browser';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, State } from 'vscode-languageclient/browser';
import { CLIENT_ID, CLIENT_NAME } from './clientHost.ts';
import { startLanguageClient } from './languageClient.ts';
import type { LanguageClientUse, StartedClient } from './languageClient.ts';

/** The server as a web worker. */
export function startWorkerClient(extensionUri: vscode.Uri, use: LanguageClientUse): Promise<StartedClient> {
  const script = vscode.Uri.joinPath(extensionUri, 'dist', 'server.browser.js');
  return startLanguageClient({ createClient: (options) => createClient(script, options) }, use);
}

function createClient(script: vscode.Uri, options: LanguageClientOptions): LanguageClient {
  let worker: Worker | undefined;
  const client = new LanguageClient(CLIENT_ID, CLIENT_NAME, start, options);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Stopped) worker?.terminate();
  });
  return client;

  async function start(): Promise<MessageTransports> {
    worker = await startWorker(script);
    worker.addEventListener('error', ({ message }) => options.outputChannel?.error(`In the server: ${message}`));
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  }
}

/** From the script's text: so it starts wherever the extension lies, also on a remote machine. */
async function startWorker(script: vscode.Uri): Promise<Worker> {
  const bytes = await vscode.workspace.fs.readFile(script);
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'text/javascript' }));
  return new Worker(url);
}
