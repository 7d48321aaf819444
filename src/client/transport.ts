import type * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';

/** How a server is reached, and what its client can see. */
export interface Transport {
  createClient(options: LanguageClientOptions): BaseLanguageClient;
  /** Folder of the bundled assets, for a server that can read it by itself. */
  readonly assetsUri?: string;
  /** Where the links on the way to a file lead; undefined when nothing is there. Absent where links cannot be followed. */
  realUri?(uri: vscode.Uri): Promise<vscode.Uri | undefined>;
}
