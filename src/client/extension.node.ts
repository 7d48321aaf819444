import type * as vscode from 'vscode';
import { activateExtension } from './activate.ts';
import type { Api } from './activate.ts';

export function activate(context: vscode.ExtensionContext): Api {
  return activateExtension(context, {
    canUpdatePrices: true,
    async startClient(extensionUri, use) {
      // A bundle of its own: activation then reads and compiles what it needs, a thirtieth of the whole.
      const { startNodeClient } = await import('./languageClient.node.ts');
      return startNodeClient(extensionUri, use);
    },
    async loadCounter() {
      const { BedrockCounter } = await import('../aws/bedrockCounter.ts');
      // VS Code's own `fetch` sends, which heeds its settings.
      return new BedrockCounter({ proxyAdvice: 'Behind a proxy, name it in the setting http.proxy.' });
    },
  });
}
