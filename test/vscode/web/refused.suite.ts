import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/client/commandIds.ts';
import { equal, ok } from '../suite/assert.ts';
import { extensionApi, openFile } from '../suite/editor.ts';
import { Messages } from '../suite/messages.ts';

describe('in a browser', () => {
  let messages: Messages;
  before(async () => {
    await extensionApi();
    await openFile('service.py');
    messages = new Messages();
  });
  after(() => {
    messages.dispose();
  });

  const saidBy = async (command: string): Promise<readonly string[]> => {
    await vscode.commands.executeCommand(command);
    return messages.take().map(({ severity, text }) => `${severity}: ${text}`);
  };

  it('nothing is counted exactly, and it says why and where it is', async () => {
    const [said = '', ...others] = await saidBy(COMMANDS.countExactly);
    equal(others, []);
    ok(
      said.startsWith('information: A browser has no AWS credentials to ask Bedrock with. VS Code on a desktop'),
      said,
    );
  });

  it('no prices are fetched, and it says where they are', async () => {
    equal(await saidBy(COMMANDS.updatePrices), [
      'error: Prices can be updated in VS Code on a desktop, or with the command line.',
    ]);
  });
});
