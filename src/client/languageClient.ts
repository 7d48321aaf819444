/** All that needs the code of the language client; it is loaded once the extension is active. */
import type * as vscode from 'vscode';
import { CloseAction, ErrorAction, WorkDoneProgress } from 'vscode-languageclient';
import type { BaseLanguageClient, ErrorHandler, LanguageClientOptions } from 'vscode-languageclient';
import type { FileStatus, InitializationOptions } from '../server/protocol.ts';
import { FILE_STATUS } from '../server/protocol.ts';
import { COMMANDS } from './commandIds.ts';
import { activationLanguages, documentSelector } from './documentSelector.ts';
import { answerFileRequests } from './fileRequests.ts';
import type { Transport } from './transport.ts';

export interface LanguageClientUse {
  readonly extension: vscode.Extension<unknown>;
  readonly schemes: readonly string[];
  readonly log: vscode.LogOutputChannel;
  readonly onFileStatus: (status: FileStatus) => void;
  /** The server stopped so often that it stays off. */
  readonly onGivenUp: (crashes: number) => void;
}

export interface StartedClient {
  readonly client: BaseLanguageClient;
  onWorkDone(token: string, listener: (step: WorkDone) => void): vscode.Disposable;
}

export interface WorkDone {
  readonly message?: string;
  readonly percentage?: number;
}

/** A server that stops more often than this within {@link CRASH_WINDOW_MS} stays off until the user asks for it. */
const MAXIMUM_CRASHES = 4;
const CRASH_WINDOW_MS = 3 * 60_000;

/** Resolves when the server answers. */
export async function startLanguageClient(transport: Transport, use: LanguageClientUse): Promise<StartedClient> {
  const client = transport.createClient(clientOptions(transport, use));
  client.onNotification(FILE_STATUS, use.onFileStatus);
  answerFileRequests(client, transport, use.extension.extensionUri);
  await client.start();
  return {
    client,
    onWorkDone: (token, listener) => client.onProgress(WorkDoneProgress.type, token, listener),
  };
}

function clientOptions({ assetsUri }: Transport, use: LanguageClientUse): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    clientFileSystem: true,
    ...(assetsUri !== undefined && { assetsUri }),
    commands: { compareModels: COMMANDS.revealCall, openRulePage: COMMANDS.openRule },
  };
  return {
    documentSelector: documentSelector(use.schemes, activationLanguages(use.extension)),
    initializationOptions,
    outputChannel: use.log,
    errorHandler: errorHandler(use),
    initializationFailedHandler: () => false,
    markdown: { supportHtml: false },
    diagnosticPullOptions: { onChange: true, onSave: true, onFocus: true },
  };
}

function errorHandler({ log, onGivenUp }: LanguageClientUse): ErrorHandler {
  let crashes: readonly number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: () => {
      const now = Date.now();
      crashes = [...crashes.filter((time) => now - time < CRASH_WINDOW_MS), now];
      if (crashes.length <= MAXIMUM_CRASHES) {
        log.error('The server stopped by itself and is started again.');
        return { action: CloseAction.Restart, handled: true };
      }
      log.error('The server stopped by itself too often and stays off.');
      onGivenUp(crashes.length);
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}
