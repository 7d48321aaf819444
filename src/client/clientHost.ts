import type * as vscode from 'vscode';
import type { ExactCountPlan } from '../server/protocol.ts';
import type { LanguageClientUse, StartedClient } from './languageClient.ts';

/** What differs between a desktop's and a web worker's extension host; the entry files choose. */
export interface ClientHost {
  /** Its server can fetch prices, and keep them on a disk. */
  readonly canUpdatePrices: boolean;
  /** Loads the code of the language client, which nothing else needs, and resolves when the server answers. */
  startClient(extensionUri: vscode.Uri, use: LanguageClientUse): Promise<StartedClient>;
  /** Loads the code that asks Bedrock; absent in a browser, where AWS's credentials are not. */
  readonly loadCounter?: () => Promise<ExactCounter>;
}

/** Asks Bedrock for exact counts; errors are in words that say what to do. */
export interface ExactCounter {
  /** Where a request would go; nothing is sent yet. */
  target(endpoint: CountTokensRequest['endpoint'], region: string | undefined): Promise<CountTarget>;
  count(request: CountTokensRequest, target: CountTarget, signal: AbortSignal): Promise<number>;
}

export interface CountTarget {
  readonly region: string;
  readonly url: URL;
  /** The environment variable that names the host; absent: it is AWS's own. */
  readonly variable?: string;
}

type CountTokensRequest = ExactCountPlan['request'];

export const CLIENT_ID = 'bedrockCostLint';
export const CLIENT_NAME = 'Bedrock Cost Lint';
