import type * as vscode from 'vscode';
import type { LanguageClientUse, StartedClient } from './languageClient.ts';

/** What differs between a desktop's and a web worker's extension host; the entry files choose. */
export interface ClientHost {
  /** Loads the code of the language client, which nothing else needs, and resolves when the server answers. */
  startClient(extensionUri: vscode.Uri, use: LanguageClientUse): Promise<StartedClient>;
}

export const CLIENT_ID = 'bedrockCostLint';
export const CLIENT_NAME = 'Bedrock Cost Lint';
