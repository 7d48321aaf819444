import type * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';

/** What differs between a desktop's and a web worker's extension host; the entry files choose. */
export interface ClientHost {
  createClient(options: LanguageClientOptions): Promise<BaseLanguageClient>;
  /** Folder of the bundled assets, for a server that can read it by itself. */
  readonly assetsUri?: string;
  /** Where the links on the way to a file lead; undefined when nothing is there. Absent where links cannot be followed. */
  realUri?(uri: vscode.Uri): Promise<vscode.Uri | undefined>;
}

export const CLIENT_ID = 'bedrockCostLint';
export const CLIENT_NAME = 'Bedrock Cost Lint';
