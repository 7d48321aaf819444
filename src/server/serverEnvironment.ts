import type { ExactCountStore } from '../core/domain/countTokens.ts';
import type { StoredPriceUpdate, Workspace } from '../core/service/host.ts';
import type { FoundFiles } from '../core/service/languageService.ts';
import type { CancellationToken } from '../core/util/cancellation.ts';

/** What the place where the server runs brings. */
export interface ServerEnvironment {
  /** ISO date. */
  today(): string;
  /** Resolves when what came in meanwhile was read. A timer does not do in Node: it comes before all reading. */
  readonly nextTurn: () => Promise<void>;
  /** Files of a disk, for clients that do not serve theirs; absent where there is no disk. */
  readonly createWorkspace?: (folders: readonly string[]) => FolderFiles;
  /** The user's price update; absent where there is no disk. */
  readonly readPriceUpdate?: () => Promise<StoredPriceUpdate>;
  /** Keeps what Bedrock counted on request; absent where nobody can ask it. */
  readonly exactCounts?: ExactCountStore;
  /** Reads a bundled file by name, rejects when it is missing. */
  readAsset(name: string, assets: ClientAssets): Promise<Uint8Array>;
}

/** How a client helps to read bundled files. */
export interface ClientAssets {
  readonly assetsUri: string | undefined;
  ask(name: string): Promise<Uint8Array>;
}

export interface FolderFiles extends Workspace {
  /** Every file that may hold something; never rejects. */
  findFiles(token: CancellationToken): Promise<FoundFiles>;
}
