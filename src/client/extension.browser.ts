import type * as vscode from 'vscode';
import { activateExtension } from './activate.ts';
import type { Api } from './activate.ts';

export function activate(context: vscode.ExtensionContext): Api {
  return activateExtension(context, {
    canUpdatePrices: false,
    async startClient(extensionUri, use) {
      const { startWorkerClient } = await import('./languageClient.browser.ts');
      return startWorkerClient(extensionUri, use);
    },
  });
}
