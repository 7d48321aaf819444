import type * as vscode from 'vscode';
import type { ClientHost } from './clientHost.ts';
import type { ServerControl } from './serverControl.ts';

/** What commands and views share. Whoever makes something disposable gives it to `activateExtension`. */
export interface Context {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly server: ServerControl;
  /** What is remembered of this workspace, on this machine only. */
  readonly workspaceState: vscode.Memento;
  readonly loadCounter: ClientHost['loadCounter'];
  readonly canUpdatePrices: boolean;
}
