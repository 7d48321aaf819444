/**
 * Messages between the language server and its own VS Code client, beyond the Language Server Protocol. An editor that
 * knows none of them still gets diagnostics, hover, lenses and actions: the server then reads files from the disk.
 */
import type { CountTokensRequest } from '../core/domain/countTokens.ts';

/** Sent by the client as `initializationOptions`. */
export interface InitializationOptions {
  /**
   * The client answers {@link READ_FILE}, {@link FILES_EXIST}, {@link LIST_FOLDERS} and {@link GITIGNORES_ABOVE}; a server with a
   * disk asks for those of folders that are not on it only.
   */
  readonly clientFileSystem?: boolean;
  /** Uri of the folder that holds the bundled assets; the client answers {@link READ_ASSET} when it is absent. */
  readonly assetsUri?: string;
  readonly settings?: Settings;
  /** Commands of the client that lenses and actions of the server may call, by their ids. */
  readonly commands?: ClientCommands;
}

export interface ClientCommands {
  /** Called with {@link CompareModelsParams} by a code lens, which else does nothing. */
  readonly compareModels?: string;
  /** Called with the name of a rule; without it the server asks the editor to open the page in a browser. */
  readonly openRulePage?: string;
}

/** What is personal; everything else stands in `bedrock-cost-lint.yaml`. Section `bedrockCostLint`. */
export interface Settings {
  readonly enable: boolean;
  readonly codeLens: { readonly enable: boolean };
  readonly inlayHints: { readonly enable: boolean };
  readonly statusBar: { readonly enable: boolean };
  /** Absolute path or path in the workspace of one configuration for all files; empty for the nearest one upwards. */
  readonly configurationFile: string;
}

export const DEFAULT_SETTINGS: Settings = {
  enable: true,
  codeLens: { enable: true },
  inlayHints: { enable: true },
  statusBar: { enable: true },
  configurationFile: '',
};

// From server to client.

export const READ_FILE = 'bedrockCostLint/readFile';
export interface ReadFileParams {
  readonly uri: string;
  readonly maximumBytes: number;
}
export type ReadFileResult =
  | { readonly kind: 'bytes'; readonly base64: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'skipped'; readonly reason: string };

export const FILES_EXIST = 'bedrockCostLint/filesExist';
export interface FilesExistParams {
  readonly uris: readonly string[];
  /** One a uri: a larger file would not be read, so it counts as missing. */
  readonly maximumBytes: readonly number[];
}
export type FilesExistResult = readonly boolean[];

/** What is in folders of the workspace; which files of it count is the server's to say. */
export const LIST_FOLDERS = 'bedrockCostLint/listFolders';
export interface ListFoldersParams {
  readonly uris: readonly string[];
  /** Of a `.gitignore`; the text of a larger one is left out. */
  readonly maximumGitignoreBytes: number;
}
/** One a uri, in their order. */
export type ListFoldersResult = readonly (ListedFolder | UnlistedFolder)[];
export interface ListedFolder {
  readonly entries: readonly ListedEntry[];
  /** Text of the `.gitignore` in it. */
  readonly gitignore?: string;
}
export interface ListedEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Of a link: it leads out of the workspace, or nowhere. */
  readonly leadsOut?: true;
}
export interface UnlistedFolder {
  /** For the end of a sentence: "cannot be entered: permission denied". */
  readonly reason: string;
}

/** The `.gitignore` files of the repository above an open folder, since Git heeds them too. Nothing else is read there. */
export const GITIGNORES_ABOVE = 'bedrockCostLint/gitignoresAbove';
export interface GitignoresAboveParams {
  readonly uri: string;
  readonly maximumGitignoreBytes: number;
}
/** From the repository's root down; empty where the folder is the root, or in no repository. */
export type GitignoresAboveResult = readonly {
  readonly gitignore?: string;
  /** Name of the next folder on the way down. */
  readonly next: string;
}[];

export const READ_ASSET = 'bedrockCostLint/readAsset';
export interface ReadAssetParams {
  readonly name: string;
}
export interface ReadAssetResult {
  readonly base64: string;
}

/** Notification: what the status bar shows for a document. */
export const FILE_STATUS = 'bedrockCostLint/fileStatus';
export interface FileStatus {
  readonly uri: string;
  /** `$0.0123 per call`, `≈ 3,100 tokens`; empty when there is nothing to show. */
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
}

// From client to server. All can be cancelled and report progress.

/** The whole workspace as a page body for a web view; links carry `data-uri`, `data-line` and `data-column`. */
export const WORKLOAD_REPORT = 'bedrockCostLint/workloadReport';
export interface WorkloadReportParams {
  readonly workDoneToken?: number | string;
}
export interface WorkloadReportResult {
  readonly title: string;
  /** Escaped HTML without scripts. */
  readonly body: string;
  readonly styles: string;
  readonly markdown: string;
  readonly csv: string;
}

/** Diagnostics of all files of the workspace, also of those that are not open. */
export const CHECK_WORKSPACE = 'bedrockCostLint/checkWorkspace';
export interface CheckWorkspaceParams {
  readonly workDoneToken?: number | string;
}
export interface CheckWorkspaceResult {
  readonly files: number;
  readonly callSites: number;
  readonly findings: number;
  readonly skipped: readonly { readonly uri: string; readonly reason: string }[];
}

/** Other models for the call at a position, cheapest first. */
export const COMPARE_MODELS = 'bedrockCostLint/compareModels';
export interface CompareModelsParams {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}
export interface CompareModelsResult {
  readonly current: string | undefined;
  readonly rows: readonly ComparedModel[];
  readonly assumptions: readonly string[];
}
export interface ComparedModel {
  readonly model: string;
  readonly name: string;
  /** `$12.30 per 1,000 calls`, or why there is no price. */
  readonly price: string;
  readonly usdPerThousandCalls: number | undefined;
  /** Against the current model: `−43 %`. */
  readonly difference: string;
  readonly note: string;
  /** Replaces the model id in source, where it can be replaced. */
  readonly edit?: { readonly uri: string; readonly range: ProtocolRange; readonly newText: string };
}
export interface ProtocolRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Reads AWS's price list into the user's cache; a server on a disk only. Restart the server to use the new prices. */
export const UPDATE_PRICES = 'bedrockCostLint/updatePrices';
export interface UpdatePricesParams {
  readonly workDoneToken?: number | string;
  /** Url of the editor's own proxy; absent or empty: as the environment says. */
  readonly proxy?: string;
}
export type UpdatePricesResult =
  | {
      readonly kind: 'updated';
      /** ISO date of the price list. */
      readonly publishedOn: string;
      readonly changedCount: number;
      readonly confirmedCount: number;
      /** A sentence for each price that was left out. */
      readonly notUsed: readonly string[];
    }
  /** Prices are as they were. */
  | { readonly kind: 'failed'; readonly reason: string };

/** A rule's page in Markdown. */
export const RULE_PAGE = 'bedrockCostLint/rulePage';
export interface RulePageParams {
  readonly rule: string;
}
export interface RulePageResult {
  readonly markdown: string | undefined;
}

/** What Bedrock would be sent to count the call or template at a position. Nothing is sent yet; the server never does. */
export const PLAN_EXACT_COUNT = 'bedrockCostLint/planExactCount';
export interface PlanExactCountParams {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}
/** Null where there is no call. */
export type PlanExactCountResult = ExactCountPlan | { readonly problem: string } | null;
export interface ExactCountPlan {
  readonly request: CountTokensRequest;
  readonly modelName: string;
  /** As code or configuration say; absent: as AWS's own settings say. */
  readonly region?: string;
  readonly characters: number;
  /** What the call also sends, and the request does not hold. */
  readonly leftOut: readonly string[];
  /** Of the same request. */
  readonly estimatedTokens: number;
}

/** What Bedrock counted, to be shown over the call from now on. */
export const KEEP_EXACT_COUNT = 'bedrockCostLint/keepExactCount';
export interface KeepExactCountParams {
  readonly request: CountTokensRequest;
  readonly tokens: number;
}

/** The text that *Create Configuration* writes. */
export const COMMENTED_CONFIGURATION = 'bedrockCostLint/commentedConfiguration';
export interface CommentedConfigurationResult {
  readonly fileName: string;
  readonly text: string;
}
