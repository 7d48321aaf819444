/** The files of a client's folders that may hold something for us: the client lists folders, level by level. */
import type { Connection } from 'vscode-languageserver';
import type { SearchedFolder } from '../core/service/fileSearch.ts';
import {
  hasRelevantName,
  MAXIMUM_GITIGNORE_BYTES,
  searchFolder,
  startSearch,
  TOO_DEEP,
} from '../core/service/fileSearch.ts';
import type { FoundFiles, SkippedUri } from '../core/service/languageService.ts';
import type { CancellationToken } from '../core/util/cancellation.ts';
import { throwIfCancelled } from '../core/util/cancellation.ts';
import { joinUri } from '../core/util/uris.ts';
import type {
  GitignoresAboveParams,
  GitignoresAboveResult,
  ListedFolder,
  ListFoldersParams,
  ListFoldersResult,
} from './protocol.ts';
import { GITIGNORES_ABOVE, LIST_FOLDERS } from './protocol.ts';

/** Folders of one request: what one answer holds stays small, and cancelling is heard in between. */
const FOLDERS_PER_REQUEST = 200;

interface Place {
  readonly uri: string;
  readonly folder: SearchedFolder;
}

/** Rejects only when it is cancelled. */
export async function searchClient(
  connection: Connection,
  folders: readonly string[],
  token: CancellationToken,
): Promise<FoundFiles> {
  const uris = new Set<string>();
  const skipped: SkippedUri[] = [];
  const starts = await Promise.all(folders.map((uri) => startAt(uri, connection)));
  const queue: Place[] = [...starts];
  while (queue.length > 0) {
    throwIfCancelled(token);
    const places = queue.splice(0, FOLDERS_PER_REQUEST);
    const listed = await list(places, connection);
    places.forEach((place, index) => {
      const found = listed[index];
      if (found === undefined) return;
      if ('reason' in found) skipped.push({ uri: place.uri, reason: found.reason });
      else visit(place, found);
    });
  }
  return { uris: [...uris], skipped };

  function visit({ uri, folder }: Place, { entries, gitignore }: ListedFolder): void {
    const found = searchFolder(folder, entries, gitignore);
    for (const name of found.files) uris.add(joinUri(uri, name));
    for (const name of found.tooDeep) skipped.push({ uri: joinUri(uri, name), reason: TOO_DEEP });
    const leadingOut = new Set(entries.flatMap(({ name, leadsOut }) => (leadsOut === true ? [name] : [])));
    for (const name of found.links) {
      if (leadingOut.has(name) && hasRelevantName(name)) skipped.push({ uri: joinUri(uri, name), reason: LEADS_OUT });
    }
    for (const { name, folder: below } of found.folders) queue.push({ uri: joinUri(uri, name), folder: below });
  }
}

const LEADS_OUT = 'is a link that leads out of the workspace or nowhere';

async function startAt(uri: string, connection: Connection): Promise<Place> {
  const params: GitignoresAboveParams = { uri, maximumGitignoreBytes: MAXIMUM_GITIGNORE_BYTES };
  try {
    const above = await connection.sendRequest<GitignoresAboveResult>(GITIGNORES_ABOVE, params);
    return { uri, folder: startSearch(above.map(({ gitignore, next }) => ({ gitignore, next }))) };
  } catch {
    return { uri, folder: startSearch() };
  }
}

async function list(places: readonly Place[], connection: Connection): Promise<ListFoldersResult> {
  const params: ListFoldersParams = {
    uris: places.map(({ uri }) => uri),
    maximumGitignoreBytes: MAXIMUM_GITIGNORE_BYTES,
  };
  try {
    return await connection.sendRequest<ListFoldersResult>(LIST_FOLDERS, params);
  } catch (error) {
    return places.map(() => ({ reason: `cannot be searched: ${String(error)}` }));
  }
}
