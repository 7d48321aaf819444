/** A user of the tests' own: whoever runs them has a cache, an AWS profile and a proxy, which must be neither read nor written. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/client/commandIds.ts';

export class OwnUser {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'vscode-user-'));
  readonly #environment = { ...process.env };

  /** Starts the language server anew, since it inherits the environment. */
  async enter(variables: Readonly<Record<string, string>> = {}): Promise<void> {
    for (const name of Object.keys(process.env).filter((name) => /^AWS_|_PROXY$/i.test(name))) {
      Reflect.deleteProperty(process.env, name);
    }
    const folder = this.#folder;
    const folders = { HOME: folder, USERPROFILE: folder, LOCALAPPDATA: folder, XDG_CACHE_HOME: folder };
    Object.assign(process.env, folders, { AWS_EC2_METADATA_DISABLED: 'true' }, variables);
    await vscode.commands.executeCommand(COMMANDS.restartServer);
  }

  async leave(): Promise<void> {
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, this.#environment);
    await vscode.commands.executeCommand(COMMANDS.restartServer);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The editor's own; undefined: as it was. */
export async function useProxy(url: string | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('http').update('proxy', url, vscode.ConfigurationTarget.Global);
}
