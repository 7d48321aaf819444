import * as vscode from 'vscode';
import manifest from '../../../package.json' with { type: 'json' };
import { COMMANDS } from '../../../src/client/commandIds.ts';
import { equal, ok } from './assert.ts';
import { EXTENSION_ID, extensionApi } from './editor.ts';

describe('activation', () => {
  it('activates, and its server answers', async () => {
    await extensionApi();
    ok(vscode.extensions.getExtension(EXTENSION_ID)?.isActive, 'the extension is not active');
  });

  it('has every command that its manifest promises', async () => {
    const present = new Set(await vscode.commands.getCommands(true));
    const promised = [...manifest.contributes.commands.map(({ command }) => command), ...Object.values(COMMANDS)];
    equal(
      promised.filter((command) => !present.has(command)),
      [],
      'missing commands',
    );
  });

  it('answers after a restart that was asked for twice', async () => {
    const api = await extensionApi();
    await Promise.all([
      vscode.commands.executeCommand(COMMANDS.restartServer),
      vscode.commands.executeCommand(COMMANDS.restartServer),
    ]);
    await api.whenReady();
  });
});
