import * as vscode from 'vscode';
import type { ClientHost } from './clientHost.ts';
import { CLIENT_NAME } from './clientHost.ts';
import { registerCommands } from './commands.ts';
import type { Context } from './context.ts';
import type { ShownReport } from './reportView.ts';
import { ReportView } from './reportView.ts';
import { ServerControl } from './serverControl.ts';
import { showFileStatus } from './statusItem.ts';

/** What the extension offers to others; our tests wait for these. */
export interface Api {
  /** Resolves when the language server answers. */
  readonly whenReady: () => Promise<void>;
  /** The report stands in its view. */
  readonly onDidShowReport: vscode.Event<ShownReport>;
  /** What the status bar shows; empty when it shows nothing. */
  readonly onDidChangeStatus: vscode.Event<string>;
}

/** Starts the server without waiting for it: the editor has everything else to do now. */
export function activateExtension(
  { extension, subscriptions, workspaceState }: vscode.ExtensionContext,
  host: ClientHost,
): Api {
  const log = vscode.window.createOutputChannel(CLIENT_NAME, { log: true });
  const server = new ServerControl(host, extension, log);
  const { extensionUri } = extension;
  const { loadCounter, canUpdatePrices } = host;
  const context: Context = { extensionUri, log, server, workspaceState, loadCounter, canUpdatePrices };
  const report = new ReportView(context);
  const status = showFileStatus(server);
  subscriptions.push(log, server, report, status, registerCommands(context, report));
  void server.restart();
  return {
    whenReady: async () => {
      await server.client();
    },
    onDidShowReport: report.onDidShow,
    onDidChangeStatus: status.onDidChange,
  };
}
