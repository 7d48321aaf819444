/** What a host brings: everything from outside that the core must not reach for itself. */
import type { ExactCounts } from '../domain/countTokens.ts';

export interface Host {
  readonly workspace: Workspace;
  /** Uris of the workspace's files that count; absent where callers in other files are not looked for. Never rejects. */
  sourceFiles?(): Promise<readonly string[]>;
  /** Reads a bundled file by name: grammars, ranks, the catalogue. Rejects when it is missing. */
  readAsset(name: string): Promise<Uint8Array>;
  /** The same for a file that is UTF-8 text. */
  readTextAsset(name: string): Promise<string>;
  /** The user's price update, a text for `loadUpdatedCatalog`; absent where hosts have no place for one. Never rejects. */
  readPriceUpdate?(): Promise<StoredPriceUpdate>;
  /** What Bedrock counted on request; absent where that cannot be. */
  readonly exactCounts?: ExactCounts;
  /** Characters of source whose programs are kept; a host that looks at every file once needs few. */
  readonly keptProgramCharacters?: number;
  /** ISO date of today. */
  today(): string;
  log(message: string): void;
}

export type StoredPriceUpdate =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** For the end of a sentence: "was changed since it was written". */
  | { readonly kind: 'broken'; readonly reason: string };

/** Files of the open folders. No file outside them is ever read, also not through a link. */
export interface Workspace {
  /** Uris of the open folders, without a trailing slash. */
  readonly folders: readonly string[];
  /**
   * Documents that are open in an editor are answered with their unsaved text. Never rejects.
   *
   * @param maximumBytes Larger files are skipped; {@link maximumBytesOf} without it.
   */
  read(uri: string, maximumBytes?: number): Promise<FileContent>;
  /** For each uri whether a file is there that {@link read} would read. Never rejects. */
  exist(uris: readonly string[]): Promise<readonly boolean[]>;
  /** Absent where every file is waited for. */
  readonly atOnce?: ImmediateFiles;
}

/** The same answers as those of a {@link Workspace} without waiting for them; undefined for a file that has to be waited for. */
export interface ImmediateFiles {
  read(uri: string): FileContent | undefined;
  exists(uri: string): boolean | undefined;
}

export type FileContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** It is there but is not read: binary, too large, outside the workspace. */
  | { readonly kind: 'skipped'; readonly reason: string };

/** The most that is read of any file. */
export const MAXIMUM_FILE_BYTES = 10_000_000;
const MAXIMUM_SOURCE_BYTES = 2_000_000;

/** Larger files hold data or generated code; reading them costs more than it tells. Notebooks carry pictures beside their code. */
export function maximumBytesOf(pathOrUri: string): number {
  return pathOrUri.endsWith('.ipynb') ? MAXIMUM_FILE_BYTES : MAXIMUM_SOURCE_BYTES;
}
