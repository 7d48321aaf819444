/** The editor as the suites use it: they wait for what happens, never for time to pass. */
import * as vscode from 'vscode';
import manifest from '../../../package.json' with { type: 'json' };
import type { Api } from '../../../src/client/activate.ts';
import { ok } from './assert.ts';

/** After this something hangs; what is waited for comes within a second or two. */
const LIMIT_MS = 40_000;

export const EXTENSION_ID = `${manifest.publisher}.${manifest.name}`;

/** The running extension, with its server. */
export async function extensionApi(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>(EXTENSION_ID);
  ok(extension, 'the extension is not installed');
  const api = await extension.activate();
  await api.whenReady();
  return api;
}

export function workspaceFile(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

export async function openFile(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(workspaceFile(name));
}

/** Resolves with what `find` finds, now or after one of the events. */
export function waitFor<T, E>(what: string, event: vscode.Event<E>, find: (value?: E) => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const listener = event((value) => {
      settle(find(value));
    });
    const timer = setTimeout(() => {
      listener.dispose();
      reject(new Error(`waited ${LIMIT_MS / 1000} s for ${what}`));
    }, LIMIT_MS);
    settle(find());

    function settle(found: T | undefined): void {
      if (found === undefined) return;
      clearTimeout(timer);
      listener.dispose();
      resolve(found);
    }
  });
}

export function ourDiagnostics(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'bedrock-cost-lint');
}

export function diagnosticOf(rule: string, uri: vscode.Uri): Promise<vscode.Diagnostic> {
  return waitFor(`${rule} in ${uri.path}`, vscode.languages.onDidChangeDiagnostics, () =>
    ourDiagnostics(uri).find((diagnostic) => ruleOf(diagnostic) === rule),
  );
}

export function noDiagnosticOf(rule: string, uri: vscode.Uri): Promise<true> {
  return waitFor(`the end of ${rule} in ${uri.path}`, vscode.languages.onDidChangeDiagnostics, () =>
    ourDiagnostics(uri).every((diagnostic) => ruleOf(diagnostic) !== rule) ? true : undefined,
  );
}

function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** What is offered for a finding of a rule. */
export async function actionsFor(rule: string, uri: vscode.Uri): Promise<readonly vscode.CodeAction[]> {
  const { range } = await diagnosticOf(rule, uri);
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range);
}

export async function applyAction({ edit, command }: vscode.CodeAction): Promise<void> {
  if (edit) ok(await vscode.workspace.applyEdit(edit), 'the edit was not applied');
  if (command) await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}

export async function hoverText(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
  return hovers.flatMap(({ contents }) => contents.map(textOf)).join('\n');
}

function textOf(content: unknown): string {
  return content instanceof vscode.MarkdownString ? content.value : String(content);
}

export function lensesOf(uri: vscode.Uri): Thenable<readonly vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 99);
}

/** Of the tabs of all groups. */
export function tabLabels(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
}
